"""Acts on refunds: recorded from the bank's paper by one person, approved by another."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from grants.actions.agreements.drafting import MissingReason
from grants.actions.agreements.entries import book_refund
from grants.actions.agreements.locks import lock_agreement
from grants.actions.money.bank_proofs import BankProof, check_bank_amount
from grants.lifecycles import REFUND
from grants.models import Agreement, Refund
from grants.queries.money.balances import agreement_balance
from grants.queries.people import staff_of
from grants.wording import figure
from kernel import clock
from kernel.money import Money
from kernel.references import next_reference
from kernel.refusals import NotAllowed, Refusal
from organizations.actions.activity import record
from organizations.actions.documents import attach
from organizations.models import Document, Role, User
from organizations.notifications import members, notify


class OverPaid(Refusal):
    """More would come back than was ever paid."""


def lock_refund(refund: Refund) -> Refund:
    """The refund as it is now, with its agreement locked."""
    agreement = lock_agreement(refund.agreement_id)
    locked = Refund.objects.get(pk=refund.pk)
    locked.agreement = agreement
    return locked


def _refuse_more_than_paid(agreement: Agreement, amount: Decimal) -> None:
    paid = agreement_balance(agreement).disbursed.amount
    if amount > paid:
        reason = _("Under this agreement %(paid)s are paid out; no more can come back.") % {
            "paid": figure(paid, agreement.currency)
        }
        raise OverPaid(reason, fields={"amount": reason})


@transaction.atomic
def record_refund(
    agreement: Agreement,
    *,
    amount: Money,
    proof: BankProof,
    purpose: str,
    evidence: Document | None = None,
    by: User,
) -> Refund:
    """Record money that came back; it waits for another person's approval before it enters the ledger.

    Raises NotAllowed, Refusal for a wrong currency, date or amount, OverPaid, WrongRate.
    """
    agreement = lock_agreement(agreement)
    if not by.has_perm("grants.record_refund", agreement):
        raise NotAllowed(_("Refunds are recorded by a finance officer of the implementer."))
    if amount.currency != agreement.currency:
        reason = _("The agreement is in %(currency)s; record the refund in it.") % {"currency": agreement.currency}
        raise Refusal(reason, fields={"amount": reason})
    if amount.amount <= 0:
        reason = _("The amount must be greater than zero.")
        raise Refusal(reason, fields={"amount": reason})
    if proof.value_on > clock.today():
        reason = _("The value date is in the future. Record the refund when the money has come.")
        raise Refusal(reason, fields={"received_on": reason})
    if not proof.reference.strip():
        reason = _("Give the number of the bank's document: it proves the refund.")
        raise Refusal(reason, fields={"bank_reference": reason})
    _refuse_more_than_paid(agreement, amount.amount)
    check_bank_amount(amount, proof.amount, proof.rate)
    rate = proof.rate
    refund = Refund.objects.create(
        agreement=agreement,
        reference=next_reference("REF"),
        amount=amount.amount,
        received_on=proof.value_on,
        bank_reference=proof.reference.strip(),
        purpose=purpose.strip(),
        paid_amount=proof.amount.amount,
        paid_currency=proof.amount.currency,
        rate=rate.rate if rate else Decimal(1),
        rate_on=rate.on if rate else None,
        rate_source=rate.source if rate else "",
        evidence=attach(evidence, by=by) if evidence else None,
        recorded_by=by,
    )
    record("refund_recorded", refund, by=by, organization=agreement.organization, amount=str(amount.amount))
    approvers = staff_of(agreement.programme, Role.FINANCE_APPROVER)
    notify(approvers, "refund_recorded", url=refund.get_absolute_url(), refund=refund, agreement=agreement)
    return refund


@transaction.atomic
def approve_refund(refund: Refund, *, by: User) -> Refund:
    """Approve what another person recorded: the ledger gets the refund, the organisation is told."""
    refund = lock_refund(refund)
    REFUND.check(refund, "approve", by=by)
    agreement = refund.agreement
    _refuse_more_than_paid(agreement, refund.amount)
    refund.entry = book_refund(refund, approved_by=by)
    refund.approved_at, refund.approved_by = clock.now(), by
    refund.save(update_fields=["entry", "approved_at", "approved_by"])
    REFUND.make(refund, "approve", by=by)
    record("refund_approved", refund, by=by, organization=agreement.organization, amount=str(refund.amount))
    readers = members(agreement.organization, Role.REPRESENTATIVE, Role.ACCOUNTANT)
    notify(readers, "refund_approved", url=agreement.get_absolute_url(), refund=refund, agreement=agreement)
    return refund


@transaction.atomic
def reject_refund(refund: Refund, *, by: User, reason: str) -> Refund:
    """Do not approve; nothing enters the ledger."""
    if not reason.strip():
        raise MissingReason
    refund = REFUND.make(lock_refund(refund), "reject", by=by)
    refund.ended_at, refund.ended_by, refund.reason = clock.now(), by, reason.strip()
    refund.save(update_fields=["ended_at", "ended_by", "reason"])
    record("refund_rejected", refund, by=by, organization=refund.agreement.organization)
    notify(
        [refund.recorded_by],
        "refund_rejected",
        url=refund.get_absolute_url(),
        refund=refund,
        agreement=refund.agreement,
    )
    return refund
