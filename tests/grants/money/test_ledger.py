"""Posting to the ledger and undoing what was posted."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from grants.actions.money import refusals
from grants.actions.money.ledger import post_published_entry, reverse_entry
from grants.digests import is_true_to_its_digest
from grants.exchange import Rate
from grants.models import EntryKind, Keeping, LedgerEntry, Precision, ReversalReason, Spender
from grants.queries.money.balances import programme_balance
from kernel import clock
from kernel.money import Money
from organizations.models import Activity
from tests.factories.grants.ledger import ExchangeRateFactory, post
from tests.factories.grants.programmes import ProgrammeFactory, SourceFactory
from tests.factories.organizations import OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db
WRONG = ReversalReason.WRONG_AMOUNT


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def test_post_entry_links_to_the_one_before_and_is_recorded():
    programme = ProgrammeFactory()
    first, second = post(programme, amount="100.00"), post(programme, amount="50.50")
    assert (first.sequence, first.previous_digest) == (1, "")
    assert (second.sequence, second.previous_digest) == (2, first.digest)
    stored = LedgerEntry.objects.get(pk=second.pk)
    assert is_true_to_its_digest(stored)
    assert Activity.objects.filter(verb="ledger_entry_posted", object_id=second.pk).get().facts == {
        "kind": "incoming_funds",
        "amount": "50.50",
        "currency": "EUR",
    }


def test_post_entry_in_another_currency_carries_rate_date_and_source():
    programme = ProgrammeFactory()
    ExchangeRateFactory(rate_on=date(2025, 1, 31))
    entry = post(programme, EntryKind.DISBURSEMENT, "97438.00", currency="MDL")
    assert entry.programme_money == eur("5000.00")
    assert (entry.rate, entry.rate_base, entry.rate_on, entry.rate_source) == (
        Decimal("19.48760000"),
        "EUR",
        date(2025, 1, 31),
        "nbm",
    )


@pytest.mark.parametrize("age", [11, 400])
def test_post_entry_with_a_stale_rate_is_refused(age):
    ExchangeRateFactory(rate_on=date(2025, 2, 3) - timedelta(days=age))
    with pytest.raises(refusals.NoRate):
        post(ProgrammeFactory(), currency="MDL")


def test_post_entry_with_a_rate_of_other_currencies_is_refused():
    rate = Rate("USD", "MDL", Decimal("18.1"), date(2025, 2, 3), "bank")
    with pytest.raises(refusals.NoRate):
        post(ProgrammeFactory(), currency="MDL", rate=rate)


def test_post_entry_of_less_than_a_cent_in_the_own_currency_is_refused():
    ExchangeRateFactory()
    with pytest.raises(refusals.NotAmount):
        post(ProgrammeFactory(), amount="0.01", currency="MDL")


@pytest.mark.parametrize("amount", ["0.00", "-1.00"])
def test_post_entry_that_is_not_positive_is_refused(amount):
    with pytest.raises(refusals.NotAmount) as refused:
        post(ProgrammeFactory(), amount=amount)
    assert set(refused.value.fields) == {"amount"}


def test_post_entry_in_the_future_is_refused():
    with pytest.raises(refusals.DateInTheFuture):
        post(ProgrammeFactory(), value_on=clock.today() + timedelta(days=1))


@pytest.mark.parametrize("kind", [EntryKind.DISBURSEMENT, EntryKind.REFUND])
def test_post_entry_that_needs_two_people_is_refused_with_one(kind):
    person, programme = UserFactory(), ProgrammeFactory()
    for approver in (None, person):
        with pytest.raises(refusals.NeedsTwoPeople):
            post(programme, kind, by=person, approved_by=approver)
    assert not LedgerEntry.objects.exists()


def test_post_entry_into_a_column_that_is_not_kept_here_is_refused():
    programme = ProgrammeFactory(received_keeping=Keeping.NOT_PUBLISHED)
    with pytest.raises(refusals.NotKeptHere):
        post(programme, EntryKind.INCOMING_FUNDS)


def test_post_entry_between_real_and_demo_is_refused():
    with pytest.raises(refusals.MixedWithDemo):
        post(ProgrammeFactory(), other=OrganizationFactory(is_demo=True))


def test_post_entry_without_a_party_is_refused():
    programme = ProgrammeFactory()
    with pytest.raises(refusals.PartyUnknown):
        post(programme, EntryKind.COMMITMENT, other=programme.implementer)
    with pytest.raises(refusals.PartyUnknown):
        post(programme, EntryKind.EXPENDITURE, spender="")


def test_post_published_entry_of_a_year_stands_on_its_first_day():
    programme = ProgrammeFactory(spent_keeping=Keeping.PUBLISHED, currency="USD")
    source = SourceFactory()
    entry = post_published_entry(
        kind=EntryKind.EXPENDITURE,
        programme=programme,
        amount=Money(Decimal("4999.80"), "USD"),
        value_on=date(2014, 7, 1),
        precision=Precision.YEAR,
        source=source,
        by=UserFactory(),
    )
    assert (entry.value_on, entry.provider, entry.approved_by) == (date(2014, 1, 1), None, None)
    assert programme_balance(programme).spent == Money(Decimal("4999.80"), "USD")


def test_post_published_entry_in_another_currency_or_column_is_refused():
    programme, person, source = ProgrammeFactory(spent_keeping=Keeping.PUBLISHED), UserFactory(), SourceFactory()
    facts = {"programme": programme, "value_on": date(2014, 1, 1), "precision": "year", "source": source, "by": person}
    with pytest.raises(refusals.NoRate):
        post_published_entry(kind=EntryKind.EXPENDITURE, amount=Money(Decimal(1), "USD"), **facts)
    with pytest.raises(refusals.NotKeptHere):
        post_published_entry(kind=EntryKind.COMMITMENT, amount=eur("1.00"), **facts)


def test_reverse_entry_takes_back_the_whole_in_both_currencies():
    ExchangeRateFactory()
    programme = ProgrammeFactory()
    entry = post(programme, EntryKind.DISBURSEMENT, "97438.00", currency="MDL")
    undone = reverse_entry(entry, by=UserFactory(), approved_by=UserFactory(), reason=WRONG)
    assert undone.money == -entry.money
    assert undone.programme_money == -entry.programme_money
    assert undone.value_on == entry.value_on
    assert programme_balance(programme).disbursed == eur("0.00")
    assert not LedgerEntry.objects.in_force().exists()


def test_reverse_entry_a_second_time_is_refused():
    entry = post(ProgrammeFactory())
    reverse_entry(entry, by=UserFactory(), approved_by=None, reason=WRONG)
    with pytest.raises(refusals.AlreadyReversed):
        reverse_entry(entry, by=UserFactory(), approved_by=None, reason=WRONG)


def test_reverse_entry_of_a_reversal_is_refused():
    undone = reverse_entry(post(ProgrammeFactory()), by=UserFactory(), approved_by=None, reason=WRONG)
    with pytest.raises(refusals.ReversalOfReversal):
        reverse_entry(undone, by=UserFactory(), approved_by=None, reason=WRONG)


def test_reverse_entry_of_a_payment_needs_two_people():
    entry, person = post(ProgrammeFactory(), EntryKind.DISBURSEMENT), UserFactory()
    for approver in (None, person):
        with pytest.raises(refusals.NeedsTwoPeople):
            reverse_entry(entry, by=person, approved_by=approver, reason=WRONG)


@pytest.mark.parametrize(
    "facts",
    [
        {"amount": Decimal(-1)},
        {"programme_amount": Decimal("99.00")},
        {"spender": Spender.OWN},
        {"kind": "gift"},
        {"provider": None},
        {"is_as_published": True},
        {"value_precision": "year"},
        {"programme_currency": "MDL"},
        {"rate": Decimal(2)},
        {"reason": WRONG},
        {"sequence": 0},
    ],
    ids=str,
)
def test_the_database_refuses_an_entry_that_breaks_its_promises(facts):
    entry = post(ProgrammeFactory())
    entry.pk, entry.sequence, entry.digest, entry.previous_digest = None, 2, "x", entry.digest
    for name, value in facts.items():
        setattr(entry, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)


def test_the_database_refuses_to_change_or_delete_an_entry():
    entry = post(ProgrammeFactory())
    for act in (
        lambda: LedgerEntry.objects.filter(pk=entry.pk).update(amount=1),
        entry.save,
        lambda: LedgerEntry.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_approver_and_preparer_are_two_people_in_the_database_too():
    entry = post(ProgrammeFactory())
    entry.pk, entry.sequence, entry.digest, entry.previous_digest = None, 2, "x", entry.digest
    entry.approved_by = entry.booked_by
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)
