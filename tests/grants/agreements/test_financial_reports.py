"""Financial reports: written, submitted, decided line by line, posted to the ledger."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from grants.actions.agreements.drafting import MissingReason
from grants.actions.agreements.expenditure import BadLine, add_lines, attach_evidence, change_line, remove_line
from grants.actions.agreements.expenditure_decisions import (
    NotReduced,
    accept_line,
    accept_pending_lines,
    reduce_line,
    return_line,
)
from grants.actions.agreements.financial_reports import (
    LinesOpen,
    OverBudget,
    accept_report,
    return_report,
    submit_report,
)
from grants.models import ExpenditureLine, LedgerEntry, LineDecision
from grants.queries.money.balances import agreement_balance
from kernel.money import Money
from kernel.refusals import NotAllowed, NotNow, Refusal
from tests.factories.grants.agreements import active, drafted
from tests.factories.grants.financial_reports import accepted, begun, line_of, spent, submitted
from tests.factories.grants.payments import paid, rate_of
from tests.factories.organizations import DocumentFactory

pytestmark = pytest.mark.django_db


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def test_begin_before_the_agreement_is_active_is_refused():
    agreement, team = drafted()
    with pytest.raises((NotNow, NotAllowed)):
        begun(agreement, team)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2025, 12, 1), date(2026, 2, 1)),
        (date(2026, 12, 1), date(2027, 1, 1)),
        (date(2026, 5, 2), date(2026, 5, 1)),
        (date(2026, 3, 31), date(2026, 6, 30)),
    ],
)
def test_begin_for_a_period_outside_or_reported_already_is_refused(starts_on, ends_on):
    agreement, team = active()
    begun(agreement, team)
    with pytest.raises(Refusal) as refused:
        begun(agreement, team, starts_on=starts_on, ends_on=ends_on)
    assert set(refused.value.fields) == {"ends_on"}


def test_line_in_lei_is_reported_in_euro_with_its_rate():
    agreement, team = active()
    report = begun(agreement, team)
    line = line_of(report, team, "1948.76", currency="MDL", rate=rate_of(date(2026, 1, 5)))
    assert (line.reported_amount, line.rate, line.rate_on, line.rate_source) == (
        Decimal("100.00"),
        Decimal("19.4876"),
        date(2026, 1, 5),
        "demo",
    )


def test_line_in_another_currency_without_a_rate_is_refused():
    agreement, team = active()
    report = begun(agreement, team)
    with pytest.raises(BadLine) as refused:
        line_of(report, team, "100.00", currency="MDL")
    assert set(refused.value.fields) == {"rate"}


def test_line_that_cannot_stand_is_refused_by_field():
    agreement, team = active()
    report = begun(agreement, team)
    good = spent(report, "100.00")
    other, other_team = active()
    foreign = spent(begun(other, other_team), "100.00").budget_line
    for field, change in {
        "spent_on": {"spent_on": date(2026, 4, 1)},
        "amount": {"amount": eur("0.00")},
        "budget_line": {"budget_line": foreign},
    }.items():
        with pytest.raises(BadLine) as refused:
            add_lines(report, [type(good)(**{**vars(good), **change})], by=team.accountant)
        assert set(refused.value.fields) == {field}
    assert not report.lines.exists()


def test_same_document_twice_on_one_budget_line_is_refused():
    agreement, team = active()
    report = begun(agreement, team)
    cost = spent(report, "100.00")
    with pytest.raises(BadLine, match="Row 2: This document of this payee stands in report 1"):
        add_lines(report, [cost, cost], by=team.accountant)
    assert not report.lines.exists()


def test_submit_is_for_the_representative_after_the_period_with_documents():
    agreement, team = active()
    report = begun(agreement, team)
    bare = type(spent(report, "1.00"))(**{**vars(spent(report, "100.00")), "evidence": None})
    line = add_lines(report, [bare], by=team.accountant)[0]
    with pytest.raises(NotAllowed):
        submit_report(report, by=team.accountant)
    with pytest.raises(LinesOpen, match="Lines without a document: 1"):
        submit_report(report, by=team.representative)
    attach_evidence(line, DocumentFactory(organization=team.grantee), by=team.member)
    assert submit_report(report, by=team.representative).submitted_by == team.representative
    running = begun(agreement, team, starts_on=date(2026, 4, 1), ends_on=date(2026, 12, 31))
    with pytest.raises(NotNow):
        submit_report(running, by=team.representative)


def test_lines_of_a_submitted_report_are_fixed():
    agreement, team = active()
    report = submitted(agreement, team, "100.00")
    line = report.lines.get()
    for act in (
        lambda: add_lines(report, [spent(report, "1.00")], by=team.accountant),
        lambda: remove_line(line, by=team.accountant),
        lambda: change_line(line, spent(report, "1.00"), by=team.accountant),
    ):
        with pytest.raises(NotNow):
            act()


def test_reduce_needs_a_reason_and_a_smaller_amount():
    agreement, team = active()
    line = submitted(agreement, team, "100.00").lines.get()
    with pytest.raises(MissingReason):
        reduce_line(line, accepted_amount=Decimal("50.00"), reason="", by=team.finance)
    for amount in ("100.00", "100.01", "-0.01"):
        with pytest.raises(NotReduced):
            reduce_line(line, accepted_amount=Decimal(amount), reason="VAT", by=team.finance)
    with pytest.raises(NotAllowed):
        accept_line(line, by=team.representative)
    assert reduce_line(line, accepted_amount=Decimal("80.00"), reason="VAT", by=team.finance).reason == "VAT"


def test_reduced_line_without_a_reason_or_above_the_report_is_refused_by_the_database():
    agreement, team = active()
    line = submitted(agreement, team, "100.00").lines.get()
    for facts in (
        {"decision": LineDecision.REDUCED, "accepted_amount": Decimal("50.00"), "reason": ""},
        {"decision": LineDecision.REDUCED, "accepted_amount": Decimal("150.00"), "reason": "VAT"},
        {"decision": LineDecision.ACCEPTED, "accepted_amount": Decimal("99.00")},
        {"decision": LineDecision.PENDING, "accepted_amount": Decimal("99.00")},
        {"amount": Decimal("-1.00")},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ExpenditureLine.objects.filter(pk=line.pk).update(**facts)


def test_accept_posts_what_was_accepted_and_meets_the_condition():
    agreement, team = active()
    paid(agreement, team)
    report = submitted(agreement, team, "100.00", "40.00", "7.00")
    first, second, third = report.lines.all()
    accept_line(first, by=team.finance)
    with pytest.raises(LinesOpen, match="2, 3"):
        accept_report(report, by=team.finance)
    reduce_line(second, accepted_amount=Decimal("30.50"), reason="VAT", by=team.finance)
    reduce_line(third, accepted_amount=Decimal("0.00"), reason="Not eligible", by=team.finance)
    accept_report(report, by=team.finance)
    entries = LedgerEntry.objects.filter(kind="expenditure").order_by("sequence")
    assert [(each.money, each.spender, each.provider) for each in entries] == [
        (eur("100.00"), "grantee", team.grantee),
        (eur("30.50"), "grantee", team.grantee),
    ]
    balance = agreement_balance(agreement)
    assert (balance.spent_grantee, balance.open_advance) == (eur("130.50"), eur("6869.50"))
    assert agreement.tranches.get(number=2).conditions.get().is_satisfied


def test_accept_twice_is_refused():
    agreement, team = active()
    report = accepted(agreement, team, "100.00")
    with pytest.raises(NotNow):
        accept_report(report, by=team.finance)


def test_returned_report_is_corrected_and_submitted_again():
    agreement, team = active()
    report = submitted(agreement, team, "100.00", "40.00")
    first, second = report.lines.all()
    accept_line(first, by=team.finance)
    return_line(second, reason="The invoice is not readable", by=team.finance)
    with pytest.raises(LinesOpen):
        accept_report(report, by=team.finance)
    with pytest.raises(MissingReason):
        return_report(report, by=team.finance, note="")
    report = return_report(report, by=team.finance, note="One line")
    with pytest.raises(LinesOpen, match="returned and not changed yet: 2"):
        submit_report(report, by=team.representative)
    with pytest.raises(NotNow):
        remove_line(first, by=team.accountant)
    change_line(second, spent(report, "41.00"), by=team.accountant)
    report = submit_report(report, by=team.representative)
    assert accept_pending_lines(report, by=team.finance) == 1
    accept_report(report, by=team.finance)
    assert agreement_balance(agreement).spent_grantee == eur("141.00")


def test_accept_over_the_tolerance_of_a_budget_line_is_refused_with_the_figures():
    agreement, team = active()
    report = submitted(agreement, team, "6600.01")
    accept_pending_lines(report, by=team.finance)
    with pytest.raises(OverBudget, match=r"6,600.01.EUR.*6,600.00.EUR.*Reduce it by 0.01.EUR"):
        accept_report(report, by=team.finance)
    reduce_line(report.lines.get(), accepted_amount=Decimal("6600.00"), reason="Over", by=team.finance)
    accept_report(report, by=team.finance)


def test_accept_over_the_agreement_is_refused():
    agreement, team = active()
    accepted(agreement, team, "6600.00")
    report = begun(agreement, team, starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30))
    add_lines(report, [spent(report, "3400.01", line="2")], by=team.accountant)
    submit_report(report, by=team.representative)
    accept_pending_lines(report, by=team.finance)
    with pytest.raises(OverBudget, match="Reduce lines by"):
        accept_report(report, by=team.finance)
