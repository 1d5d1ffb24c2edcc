"""The money figures of programmes: kept here, as published, not published; and totals over several."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from grants.actions.money.ledger import post_published_entry, reverse_entry
from grants.models import COLUMNS, EntryKind, Keeping, Programme, Spender
from kernel.money import Money
from reports.figures.money import (
    AsPublished,
    Kept,
    NotPublished,
    portfolio_money,
    programme_money,
    rows_behind,
    year_tables,
)
from reports.figures.portfolio import totals
from tests.factories.grants.ledger import ExchangeRateFactory, post
from tests.factories.grants.programmes import (
    FundingLineFactory,
    ProgrammeFactory,
    PublishedFigureFactory,
    SourceFactory,
)
from tests.factories.organizations import OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


@pytest.fixture
def programme():
    return ProgrammeFactory()


def _copy(programme, amount):
    return post_published_entry(
        kind=EntryKind.EXPENDITURE,
        programme=programme,
        amount=eur(amount),
        value_on=date(2024, 1, 1),
        precision="year",
        source=SourceFactory(),
        by=UserFactory(),
    )


def test_what_is_kept_here_is_zero_until_something_happens(programme):
    money = programme_money(programme)
    assert {figure for _name, _label, figure in money.columns} == {Kept((eur("0"),))}


def test_the_five_columns_are_never_mixed(programme):
    grantee = OrganizationFactory()
    FundingLineFactory(programme=programme, amount="1000")
    for kind, amount in (
        (EntryKind.INCOMING_COMMITMENT, "900"),
        (EntryKind.INCOMING_FUNDS, "800"),
        (EntryKind.COMMITMENT, "700"),
        (EntryKind.DECOMMITMENT, "50"),
        (EntryKind.DISBURSEMENT, "600"),
        (EntryKind.REFUND, "20"),
        (EntryKind.EXPENDITURE, "30"),
    ):
        post(programme, kind, amount, other=grantee)
    post(programme, EntryKind.EXPENDITURE, "400", other=grantee, spender=Spender.GRANTEE)
    money = programme_money(programme)
    assert {name: figure.amounts[0].amount for name, _label, figure in money.columns} == {
        "planned": 1000,
        "committed": 650,
        "received": 800,
        "disbursed": 580,
        "spent": 430,
    }
    assert money.open_advances == eur("180")
    assert money.balance.promised == eur("900")


def test_each_number_is_the_sum_of_the_rows_behind_it(programme):
    ExchangeRateFactory()
    FundingLineFactory(programme=programme, amount="12.34")
    post(programme, EntryKind.DISBURSEMENT, "97438.00", currency="MDL")
    entry = post(programme, EntryKind.DISBURSEMENT, "7.77")
    reverse_entry(entry, by=UserFactory(), approved_by=UserFactory(), reason="wrong_amount")
    money = programme_money(programme)
    assert sum(line.amount for line in rows_behind(programme, "planned")) == money.planned.amounts[0].amount
    cents = sum(each.programme_cents for each in rows_behind(programme, "disbursed"))
    assert Decimal(cents).scaleb(-2) == money.disbursed.amounts[0].amount == Decimal("5000.00")


def test_planned_in_two_currencies_is_two_amounts(programme):
    FundingLineFactory(programme=programme, amount="10")
    FundingLineFactory(programme=programme, amount="5", currency="USD")
    post(programme, EntryKind.EXPENDITURE, "3", value_on=date(2024, 5, 5))
    assert programme_money(programme).planned == Kept((eur("10"), Money(Decimal(5), "USD")))
    own, other = year_tables(programme)
    assert (own.currency, own.has_spent, own.rows[0].spent) == ("EUR", True, eur("3"))
    assert (other.currency, other.has_spent, other.spent) == ("USD", False, None)


def test_a_year_without_bookings_is_zero_where_spending_is_kept_here(programme):
    FundingLineFactory(programme=programme, year=2025)
    assert year_tables(programme)[0].rows[0].spent == eur("0")


def test_published_figures_name_their_sources():
    programme = ProgrammeFactory(spent_keeping=Keeping.PUBLISHED, planned_keeping=Keeping.PUBLISHED)
    assert programme_money(programme).spent == NotPublished()
    entry = _copy(programme, "12.50")
    assert programme_money(programme).spent == AsPublished((eur("12.50"),), (entry.source,))
    assert programme_money(programme).planned == NotPublished()


def test_what_is_not_published_has_no_rows(programme):
    post(programme, EntryKind.INCOMING_FUNDS)
    FundingLineFactory(programme=programme)
    for column in COLUMNS:
        setattr(programme, f"{column}_keeping", Keeping.NOT_PUBLISHED)
        assert not rows_behind(programme, column).exists()
    assert {figure for _name, _label, figure in programme_money(programme).columns} == {NotPublished()}
    assert year_tables(programme) == []


def test_totals_keep_real_and_demo_and_currencies_apart():
    real, demo = ProgrammeFactory(), ProgrammeFactory(is_demo=True, implementer=OrganizationFactory(is_demo=True))
    dollars = ProgrammeFactory(currency="USD", spent_keeping=Keeping.NOT_PUBLISHED)
    for each in (real, demo, dollars):
        post(each, EntryKind.INCOMING_FUNDS, "10")
    post(real, EntryKind.EXPENDITURE, "4")
    PublishedFigureFactory(programme=real, amount="999999")
    found = {
        (total.is_demo, total.currency): total for total in totals(portfolio_money([real, demo, dollars]).values())
    }
    assert {key: (total.programmes, total.received.amount.amount) for key, total in found.items()} == {
        (False, "EUR"): (1, 10),
        (False, "USD"): (1, 10),
        (True, "EUR"): (1, 10),
    }
    assert (found[False, "EUR"].spent.amount, found[True, "EUR"].spent.amount) == (eur("4"), eur("0"))
    assert (found[False, "USD"].spent.amount, found[False, "USD"].spent.not_published) == (None, 1)


def test_totals_count_only_what_is_published(programme):
    post(programme)
    assert totals(portfolio_money(Programme.objects.published()).values()) == []
    programme.published_at, programme.published_by = programme.created_at, UserFactory()
    programme.save()
    assert totals(portfolio_money(Programme.objects.published()).values())[0].received.amount == eur("100")


def test_totals_ask_as_often_for_thirty_programmes_as_for_one(programme):
    def asked(programmes):
        with CaptureQueriesContext(connection) as captured:
            totals(portfolio_money(programmes).values())
        return len(captured)

    FundingLineFactory(programme=programme)
    first, again = asked([programme]), asked([programme])
    many = [FundingLineFactory().programme for _each in range(29)]
    assert asked([programme, *many]) == again < first <= 4


def test_a_sum_is_kept_until_the_next_entry_and_never_that_of_one_that_was_rolled_back(programme):
    def received():
        return programme_money(programme).received.amounts

    post(programme)
    assert received() == (eur("100"),)
    with transaction.atomic():
        post(programme, amount="7")
        assert received() == (eur("107"),)
        transaction.set_rollback(True)
    assert received() == (eur("100"),)
    post(programme, amount="1")
    assert received() == (eur("101"),)
