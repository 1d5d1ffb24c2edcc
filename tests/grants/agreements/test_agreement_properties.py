"""For any decisions on any costs: accepted ≤ spent, the parts sum to the whole, and the ledger says the same."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grants.actions.agreements.expenditure import add_lines
from grants.actions.agreements.expenditure_decisions import accept_line, reduce_line, return_line
from grants.actions.agreements.financial_reports import (
    OverBudget,
    accept_report,
    begin_report,
    return_report,
    submit_report,
)
from grants.actions.money.refunds import OverPaid, approve_refund
from grants.models import LineDecision
from grants.queries.agreements import integrity as proofs
from grants.queries.agreements.ageing import open_advances, spread
from grants.queries.agreements.standing import standing_of
from grants.queries.money.balances import agreement_balance
from kernel import clock
from kernel.money import total
from tests.factories.grants.agreements import active
from tests.factories.grants.financial_reports import spent
from tests.factories.grants.payments import paid, rate_of, recorded_refund

AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("2500.00"), places=2)
COSTS = st.lists(
    st.tuples(
        AMOUNTS, st.sampled_from(["1", "2"]), st.sampled_from(["EUR", "MDL"]), st.sampled_from(LineDecision.values)
    ),
    max_size=6,
)


PROOFS = (
    *(proofs.broken_terms, proofs.broken_commitments, proofs.broken_payments),
    *(proofs.broken_refunds, proofs.broken_expenditure),
)


class Undo(Exception):
    """Takes one example back out of the database."""


def _decide(line, decision, by) -> None:
    if decision == LineDecision.ACCEPTED:
        accept_line(line, by=by)
    elif decision == LineDecision.REDUCED:
        half = (line.reported_amount / 2).quantize(Decimal("0.01"), rounding="ROUND_DOWN")
        reduce_line(line, accepted_amount=half, reason="Half", by=by)
    elif decision == LineDecision.RETURNED:
        return_line(line, reason="Unclear", by=by)


@pytest.fixture
def ground(db):
    """An agreement with its first tranche paid; every example starts from it and is rolled back."""
    agreement, team = active()
    paid(agreement, team)
    return agreement, team


def _history(agreement, team, costs, refund) -> None:
    report = begin_report(agreement, starts_on=date(2026, 1, 1), ends_on=date(2026, 3, 31), by=team.accountant)
    rate = rate_of(date(2026, 1, 2))
    rows = [
        spent(report, str(amount), line=code, currency=currency, rate=rate if currency == "MDL" else None)
        for amount, code, currency, _decision in costs
        if currency == "EUR" or amount >= 1
    ]
    add_lines(report, rows, by=team.accountant)
    report = submit_report(report, by=team.representative)
    kept = [cost for cost in costs if cost[2] == "EUR" or cost[0] >= 1]
    for line, (_amount, _code, _currency, decision) in zip(report.lines.all(), kept, strict=True):
        _decide(line, decision, team.finance)
    undecided = report.lines.filter(decision__in=["pending", "returned"]).exists()
    try:
        _done = (
            return_report(report, by=team.finance, note="Again")
            if undecided
            else accept_report(report, by=team.finance)
        )
    except OverBudget:
        return
    try:
        approve_refund(recorded_refund(agreement, team, str(refund)), by=team.approver)
    except OverPaid:
        assert refund > Decimal("7000.00")
    _promises(agreement)


def _promises(agreement) -> None:
    standing, balance = standing_of(agreement), agreement_balance(agreement)
    for row in standing.lines:
        assert row.accepted <= row.spent
        assert row.left == row.approved - row.accepted
    assert total((row.paid for row in standing.lines), "EUR") == standing.paid == balance.disbursed
    assert total((row.accepted for row in standing.lines), "EUR") == standing.accepted == balance.spent_grantee
    assert standing.accepted <= standing.approved
    advance = balance.open_advance
    aged = open_advances([agreement], clock.today())
    assert (aged[0].open if aged else advance - advance) == (advance if advance.amount > 0 else advance - advance)
    assert [fault for proof in PROOFS for fault in proof()] == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(costs=COSTS, refund=st.decimals(min_value=Decimal("0.01"), max_value=Decimal("8000.00"), places=2))
def test_any_decisions_keep_table_and_ledger_the_same(ground, costs, refund):
    with suppress(Undo), transaction.atomic():
        _history(*ground, costs, refund)
        raise Undo


DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2026, 11, 1))


@given(payments=st.lists(st.tuples(DAYS, AMOUNTS), max_size=8), settled=AMOUNTS)
def test_bands_sum_to_what_is_open(payments, settled):
    bands = spread(payments, settled, date(2026, 11, 22))
    whole = sum((amount for _day, amount in payments), Decimal(0))
    assert sum(bands) == max(whole - settled, Decimal(0))
    assert min(bands) >= 0
