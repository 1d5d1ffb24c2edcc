"""Refunds, suspension, termination and close."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from grants.actions.agreements.drafting import MissingReason
from grants.actions.agreements.life import (
    NotReady,
    close_agreement,
    complete_agreement,
    resume_agreement,
    suspend_agreement,
    terminate_agreement,
)
from grants.actions.money.bank_proofs import BankProof
from grants.actions.money.refunds import OverPaid, approve_refund, record_refund, reject_refund
from grants.models import AgreementStatus, LedgerEntry, Refund
from grants.queries.agreements.ageing import open_advances
from grants.queries.money.balances import agreement_balance
from kernel import clock
from kernel.money import Money
from kernel.refusals import NotAllowed, NotNow, Refusal
from tests.factories.grants.agreements import active, member_of
from tests.factories.grants.financial_reports import accepted
from tests.factories.grants.payments import paid, prepared, rate_of, recorded_refund

pytestmark = pytest.mark.django_db


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def test_refund_enters_the_ledger_when_another_person_approves_it():
    agreement, team = active()
    paid(agreement, team)
    refund = recorded_refund(agreement, team, "500.00")
    assert agreement_balance(agreement).disbursed == eur("7000.00")
    approve_refund(refund, by=team.approver)
    balance = agreement_balance(agreement)
    assert (balance.paid, balance.refunded, balance.disbursed) == (eur("7000.00"), eur("500.00"), eur("6500.00"))


def test_refund_in_lei_keeps_the_rate():
    agreement, team = active()
    paid(agreement, team)
    rate = rate_of(clock.today())
    proof = BankProof("RB-2", clock.today(), Money(Decimal("1948.76"), "MDL"), rate)
    refund = record_refund(agreement, amount=eur("100.00"), proof=proof, purpose="Rest", by=team.finance)
    assert (refund.paid_amount, refund.paid_currency, refund.rate) == (Decimal("1948.76"), "MDL", rate.rate)


def test_refund_is_not_approved_by_who_recorded_it_in_act_and_database():
    agreement, team = active()
    paid(agreement, team)
    both = member_of(team.implementer, "finance_approver")
    both.memberships.create(organization=team.implementer, role="finance_officer")
    refund = recorded_refund(agreement, replace(team, finance=both), "1.00")
    with pytest.raises(NotAllowed):
        approve_refund(refund, by=both)
    entry = LedgerEntry.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Refund.objects.filter(pk=refund.pk).update(approved_by=both, approved_at=clock.now(), entry=entry)


def test_refund_over_what_was_paid_is_refused_when_recorded_and_when_approved():
    agreement, team = active()
    with pytest.raises(OverPaid):
        recorded_refund(agreement, team, "0.01")
    paid(agreement, team)
    first, second = recorded_refund(agreement, team, "4000.00"), recorded_refund(agreement, team, "3000.01")
    approve_refund(first, by=team.approver)
    with pytest.raises(OverPaid):
        approve_refund(second, by=team.approver)


def test_refund_in_the_wrong_currency_or_negative_is_refused():
    agreement, team = active()
    paid(agreement, team)
    for money in (Money(Decimal("5.00"), "MDL"), eur("-5.00"), eur("0.00")):
        with pytest.raises(Refusal) as refused:
            record_refund(
                agreement, amount=money, proof=BankProof("R", clock.today(), money), purpose="", by=team.finance
            )
        assert set(refused.value.fields) == {"amount"}


def test_rejected_refund_needs_a_reason_and_books_nothing():
    agreement, team = active()
    paid(agreement, team)
    refund = recorded_refund(agreement, team, "5.00")
    with pytest.raises(MissingReason):
        reject_refund(refund, by=team.approver, reason="")
    assert reject_refund(refund, by=team.approver, reason="Wrong agreement").status == "rejected"
    assert agreement_balance(agreement).refunded == eur("0.00")


def test_suspend_and_resume():
    agreement, team = active()
    with pytest.raises(MissingReason):
        suspend_agreement(agreement, by=team.manager, reason="")
    suspended = suspend_agreement(agreement, by=team.manager, reason="Audit")
    assert (suspended.status, suspended.stop_reason) == (AgreementStatus.SUSPENDED, "Audit")
    resumed = resume_agreement(suspended, by=team.manager)
    assert (resumed.status, resumed.stopped_at, resumed.stop_reason) == (AgreementStatus.ACTIVE, None, "")


def test_terminate_releases_what_was_not_paid():
    agreement, team = active()
    paid(agreement, team)
    terminated = terminate_agreement(agreement, by=team.manager, reason="The organisation closed")
    assert terminated.status == AgreementStatus.TERMINATED
    assert agreement_balance(agreement).committed == eur("7000.00")
    assert list(agreement.tranches.values_list("number", "status")) == [(1, "paid"), (2, "cancelled")]


def test_terminate_with_a_payment_under_way_is_refused():
    agreement, team = active()
    prepared(agreement, team)
    with pytest.raises(NotReady, match="PAY-"):
        terminate_agreement(agreement, by=team.manager, reason="The organisation closed")
    agreement.refresh_from_db()
    assert agreement.status == AgreementStatus.ACTIVE


def test_close_with_an_open_advance_or_without_a_final_report_is_refused():
    agreement, team = active()
    paid(agreement, team)
    with pytest.raises(NotNow):
        close_agreement(agreement, by=team.manager)
    complete_agreement(agreement, by=team.manager)
    with pytest.raises(NotReady, match=r"no final financial report\. 7,000.00.EUR were paid"):
        close_agreement(agreement, by=team.manager)


def test_close_when_all_is_settled_releases_the_rest():
    agreement, team = active()
    paid(agreement, team)
    accepted(agreement, team, "6500.00", is_final=True)
    approve_refund(recorded_refund(agreement, team, "500.00"), by=team.approver)
    complete_agreement(agreement, by=team.manager)
    assert close_agreement(agreement, by=team.manager).status == AgreementStatus.CLOSED
    balance = agreement_balance(agreement)
    assert (balance.committed, balance.disbursed, balance.open_advance) == (
        eur("6500.00"),
        eur("6500.00"),
        eur("0.00"),
    )


def test_open_advances_are_aged_oldest_first():
    agreement, team = active()
    paid(agreement, team)
    accepted(agreement, team, "5000.00")
    day = clock.today()
    later = date(day.year + (day.month > 8), (day.month + 4 - 1) % 12 + 1, 1)
    assert open_advances([agreement], day)[0].bands == (eur("2000.00"), eur("0.00"), eur("0.00"), eur("0.00"))
    assert open_advances([agreement], later)[0].bands == (eur("0.00"), eur("2000.00"), eur("0.00"), eur("0.00"))
    approve_refund(recorded_refund(agreement, team, "2000.00"), by=team.approver)
    assert open_advances([agreement], day) == []
