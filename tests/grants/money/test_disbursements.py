"""Tranches released, payments prepared by one person and approved by another."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from grants.actions.agreements.life import suspend_agreement
from grants.actions.agreements.tranches import ConditionsOpen, NotActive, release_tranche, satisfy_condition
from grants.actions.money.bank_accounts import BadIban, add_bank_account, end_bank_account, reveal_iban
from grants.actions.money.bank_proofs import WrongRate
from grants.actions.money.disbursements import (
    AlreadyPaying,
    OverTranche,
    approve_payment,
    confirm_receipt,
    prepare_payment,
    record_failure,
    record_paid,
    reject_payment,
)
from grants.actions.money.ledger import reverse_entry
from grants.models import Disbursement, DisbursementStatus, LedgerEntry, ReversalReason, TrancheStatus
from grants.queries.money.balances import agreement_balance
from kernel import clock
from kernel.money import Money
from kernel.refusals import NotAllowed, NotNow, Refusal
from tests.factories.grants.agreements import ConditionFactory, active, member_of
from tests.factories.grants.payments import IBANS, bank_proof, checked_account, paid, prepared, released
from tests.factories.organizations import UserFactory

pytestmark = pytest.mark.django_db


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def test_release_with_an_open_condition_is_refused_and_says_which():
    agreement, team = active()
    released(agreement, team)
    with pytest.raises(ConditionsOpen, match="Tranche 2 waits for: Raportul 1"):
        released(agreement, team, 2)


def test_release_before_an_earlier_tranche_is_refused():
    agreement, team = active()
    agreement.tranches.get(number=2).conditions.all().delete()
    with pytest.raises(ConditionsOpen, match="Tranche 1 comes first"):
        released(agreement, team, 2)


def test_satisfy_condition_by_hand_meets_all_but_reports():
    agreement, team = active()
    tranche = agreement.tranches.get(number=2)
    document = ConditionFactory(tranche=tranche)
    with pytest.raises(NotAllowed):
        satisfy_condition(document, by=team.representative)
    met = satisfy_condition(document, by=team.monitor)
    assert (met.is_satisfied, met.satisfied_by) == (True, team.monitor)
    with pytest.raises(NotNow):
        satisfy_condition(tranche.conditions.get(report_number=1), by=team.officer)


def test_release_under_a_suspended_agreement_is_refused():
    agreement, team = active()
    suspend_agreement(agreement, by=team.manager, reason="Audit")
    with pytest.raises(NotActive):
        release_tranche(agreement.tranches.get(number=1), by=team.officer)


def test_prepare_before_release_is_refused():
    agreement, team = active()
    with pytest.raises(NotNow):
        prepare_payment(
            agreement.tranches.get(number=1), amount=eur("1.00"), account=checked_account(team), by=team.finance
        )


@pytest.mark.parametrize(
    ("money", "refusal"),
    [
        (eur("7000.01"), OverTranche),
        (eur("0.00"), Refusal),
        (eur("-5.00"), Refusal),
        (Money(Decimal("7000.00"), "MDL"), Refusal),
    ],
)
def test_prepare_with_a_wrong_amount_is_refused(money, refusal):
    agreement, team = active()
    tranche = released(agreement, team)
    with pytest.raises(refusal) as refused:
        prepare_payment(tranche, amount=money, account=checked_account(team), by=team.finance)
    assert set(refused.value.fields) == {"amount"}


def test_prepare_to_an_account_not_checked_foreign_or_ended_is_refused():
    agreement, team = active()
    tranche = released(agreement, team)
    facts = {"holder": "A", "bank_name": "B", "currency": "MDL"}
    fresh = add_bank_account(team.grantee, iban=IBANS[1], by=team.accountant, **facts)
    _other, other_team = active()
    foreign = checked_account(other_team)
    ended = end_bank_account(checked_account(team, iban=IBANS[2]), by=team.representative)
    for account in (fresh, foreign, ended):
        with pytest.raises(Refusal) as refused:
            prepare_payment(tranche, amount=eur("7000.00"), account=account, by=team.finance)
        assert set(refused.value.fields) == {"account"}


def test_prepare_is_for_the_finance_officer_of_this_implementer():
    agreement, team = active()
    tranche, account = released(agreement, team), checked_account(team)
    _other, strangers = active()
    for person in (team.officer, team.manager, team.approver, team.accountant, strangers.finance):
        with pytest.raises(NotAllowed):
            prepare_payment(tranche, amount=eur("7000.00"), account=account, by=person)


def test_second_live_payment_of_a_tranche_is_refused_by_the_act_and_by_the_database():
    agreement, team = active()
    first = prepared(agreement, team)
    with pytest.raises(AlreadyPaying):
        prepared(agreement, team)
    with pytest.raises(IntegrityError), transaction.atomic():
        Disbursement.objects.create(
            tranche=first.tranche, account=first.account, reference="X", amount=Decimal(1), prepared_by=team.finance
        )


def test_approval_by_the_preparer_is_refused_by_the_act_and_by_the_database():
    agreement, team = active()
    both = member_of(team.implementer, "finance_approver")
    both.memberships.create(organization=team.implementer, role="finance_officer")
    disbursement = prepared(agreement, replace(team, finance=both))
    with pytest.raises(NotAllowed):
        approve_payment(disbursement, by=both)
    with pytest.raises(IntegrityError), transaction.atomic():
        Disbursement.objects.filter(pk=disbursement.pk).update(approved_by=both, approved_at=clock.now())


def test_approval_twice_is_refused():
    agreement, team = active()
    disbursement = approve_payment(prepared(agreement, team), by=team.approver)
    with pytest.raises(NotNow):
        approve_payment(disbursement, by=member_of(team.implementer, "finance_approver"))


def test_paid_books_the_disbursement_in_the_agreements_currency_and_keeps_the_banks():
    agreement, team = active()
    disbursement = paid(agreement, team)
    entry = disbursement.entry
    assert (entry.kind, entry.money, entry.tranche) == ("disbursement", eur("7000.00"), disbursement.tranche)
    assert (entry.booked_by, entry.approved_by) == (team.finance, team.approver)
    assert (disbursement.paid_amount, disbursement.paid_currency) == (Decimal("136413.20"), "MDL")
    assert (disbursement.rate, disbursement.rate_source) == (Decimal("19.4876"), "demo")
    assert disbursement.tranche.status == TrancheStatus.PAID
    assert agreement_balance(agreement).disbursed == eur("7000.00")


def test_paid_before_approval_by_the_approver_or_in_the_future_is_refused():
    agreement, team = active()
    disbursement = prepared(agreement, team)
    with pytest.raises(NotNow):
        record_paid(disbursement, proof=bank_proof(disbursement), by=team.finance)
    disbursement = approve_payment(disbursement, by=team.approver)
    with pytest.raises(NotAllowed):
        record_paid(disbursement, proof=bank_proof(disbursement), by=team.approver)
    late = replace(bank_proof(disbursement), value_on=clock.today() + timedelta(days=1))
    with pytest.raises(Refusal) as refused:
        record_paid(disbursement, proof=late, by=team.finance)
    assert set(refused.value.fields) == {"paid_on"}


def test_paid_with_a_rate_that_does_not_fit_is_refused():
    agreement, team = active()
    disbursement = approve_payment(prepared(agreement, team), by=team.approver)
    proof = bank_proof(disbursement)
    wrong = [
        replace(proof, rate=None),
        replace(proof, amount=Money(Decimal("136413.30"), "MDL")),
        replace(proof, amount=eur("6999.00"), rate=None),
        replace(proof, amount=eur("7000.00")),
        replace(proof, reference=" "),
    ]
    for each in wrong:
        with pytest.raises((WrongRate, Refusal)):
            record_paid(disbursement, proof=each, by=team.finance)
    assert not LedgerEntry.objects.filter(kind="disbursement").exists()


def test_failed_and_rejected_payments_free_the_tranche():
    agreement, team = active()
    failed = record_failure(
        approve_payment(prepared(agreement, team), by=team.approver), by=team.finance, reason="IBAN"
    )
    assert (failed.status, failed.reason) == (DisbursementStatus.FAILED, "IBAN")
    rejected = reject_payment(prepared(agreement, team), by=team.approver, reason="Too early")
    assert rejected.status == DisbursementStatus.REJECTED
    assert paid(agreement, team).status == DisbursementStatus.PAID


def test_reversal_of_the_entry_reverses_the_payment_and_frees_the_tranche():
    agreement, team = active()
    disbursement = paid(agreement, team)
    reverse_entry(disbursement.entry, by=team.finance, approved_by=team.approver, reason=ReversalReason.PAYMENT_FAILED)
    disbursement.refresh_from_db()
    assert (disbursement.status, disbursement.tranche.status) == ("reversed", "released")
    assert agreement_balance(agreement).disbursed == eur("0.00")
    assert paid(agreement, team).status == DisbursementStatus.PAID


def test_confirm_receipt_is_for_the_organisations_bookkeepers():
    agreement, team = active()
    disbursement = prepared(agreement, team)
    with pytest.raises(NotNow):
        confirm_receipt(disbursement, by=team.accountant)
    approve_payment(disbursement, by=team.approver)
    record_paid(disbursement, proof=bank_proof(disbursement), by=team.finance)
    with pytest.raises(NotAllowed):
        confirm_receipt(disbursement, by=team.member)
    assert confirm_receipt(disbursement, by=team.accountant).receipt_confirmed_by == team.accountant


def test_iban_is_kept_encrypted_masked_and_read_with_a_trace():
    _agreement, team = active()
    account = checked_account(team)
    assert IBANS[0] not in account.iban_token
    assert (account.masked, reveal_iban(account, by=team.finance)) == ("•••• 4168", IBANS[0])
    with pytest.raises(NotAllowed):
        reveal_iban(account, by=team.member)
    with pytest.raises(NotAllowed):
        reveal_iban(account, by=UserFactory())


def test_iban_with_a_wrong_digit_or_recorded_twice_is_refused():
    _agreement, team = active()
    facts = {"holder": "A", "bank_name": "B", "currency": "MDL", "by": team.accountant}
    with pytest.raises(BadIban):
        add_bank_account(team.grantee, iban="MD24AG000225100013104169", **facts)
    add_bank_account(team.grantee, iban="md24 AG00 0225 1000 1310 4168", **facts)
    with pytest.raises(NotNow):
        add_bank_account(team.grantee, iban=IBANS[0], **facts)
