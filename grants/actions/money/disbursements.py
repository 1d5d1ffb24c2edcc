"""Acts on payments: prepared by one person, approved by another, recorded as the bank made them."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grants.actions.agreements.drafting import MissingReason
from grants.actions.agreements.entries import book_disbursement
from grants.actions.agreements.locks import lock_agreement
from grants.actions.agreements.tranches import refuse_unless_active
from grants.actions.money.bank_proofs import BankProof, check_bank_amount
from grants.lifecycles import DISBURSEMENT, TRANCHE
from grants.models import Agreement, BankAccount, Disbursement, DisbursementStatus, Tranche, TrancheStatus
from grants.queries.people import staff_of
from grants.wording import figure
from kernel import clock
from kernel.money import Money
from kernel.references import next_reference
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import Role, User
from organizations.notifications import members, notify


class OverTranche(Refusal):
    """More than the tranche was to be paid."""


class AlreadyPaying(NotNow):
    """A live payment holds the tranche."""


def lock_disbursement(disbursement: Disbursement) -> Disbursement:
    """The payment as it is now, with its agreement locked."""
    agreement = lock_agreement(disbursement.tranche.agreement_id)
    locked = Disbursement.objects.select_related("tranche", "account").get(pk=disbursement.pk)
    locked.tranche.agreement = agreement
    return locked


def _check_account(account: BankAccount, agreement: Agreement) -> None:
    reason = ""
    if account.organization_id != agreement.organization_id:
        reason = _("This account belongs to another organisation.")
    elif account.ended_at is not None:
        reason = _("The organisation no longer uses this account. Choose another one.")
    elif account.checked_at is None:
        reason = _("This account was not checked yet. Compare it with the bank's paper and confirm it first.")
    if reason:
        raise Refusal(reason, fields={"account": reason})


@transaction.atomic
def prepare_payment(tranche: Tranche, *, amount: Money, account: BankAccount, by: User) -> Disbursement:
    """Prepare the payment of a released tranche to a checked account of the organisation.

    Raises NotAllowed, NotActive, NotNow while the tranche is not released, AlreadyPaying while another payment of it
    lives, OverTranche, Refusal for another currency than the agreement's or an account that cannot be paid to.
    """
    agreement = lock_agreement(tranche.agreement_id)
    tranche = Tranche.objects.get(pk=tranche.pk)
    tranche.agreement = agreement
    if not by.has_perm("grants.prepare_payment", tranche):
        raise NotAllowed(_("Payments are prepared by a finance officer of the implementer."))
    refuse_unless_active(agreement)
    if tranche.disbursements.live().exists():
        raise AlreadyPaying(_("A payment of this tranche is under way or made already. A tranche is paid once."))
    if tranche.status != TrancheStatus.RELEASED:
        raise NotNow(_("Tranche %(number)s is not released for payment.") % {"number": tranche.number})
    if amount.currency != agreement.currency:
        reason = _("The agreement is in %(currency)s; prepare the payment in it.") % {"currency": agreement.currency}
        raise Refusal(reason, fields={"amount": reason})
    if amount.amount <= 0:
        reason = _("The amount must be greater than zero.")
        raise Refusal(reason, fields={"amount": reason})
    if amount.amount > tranche.amount:
        reason = _("The tranche is %(tranche)s; no more can be paid for it.") % {
            "tranche": figure(tranche.amount, agreement.currency)
        }
        raise OverTranche(reason, fields={"amount": reason})
    _check_account(account, agreement)
    try:
        with transaction.atomic():
            disbursement = Disbursement.objects.create(
                tranche=tranche,
                account=account,
                reference=next_reference("PAY"),
                amount=amount.amount,
                paid_currency=account.currency,
                prepared_by=by,
            )
    except IntegrityError as error:
        raise AlreadyPaying(_("Somebody else prepared a payment of this tranche a moment ago.")) from error
    record("payment_prepared", disbursement, by=by, organization=agreement.organization, amount=str(amount.amount))
    approvers = staff_of(agreement.programme, Role.FINANCE_APPROVER)
    notify(
        approvers,
        "payment_prepared",
        url=disbursement.get_absolute_url(),
        disbursement=disbursement,
        agreement=agreement,
    )
    return disbursement


@transaction.atomic
def approve_payment(disbursement: Disbursement, *, by: User) -> Disbursement:
    """Approve what another person prepared. Raises NotAllowed for the preparer, NotNow when it was decided already."""
    disbursement = lock_disbursement(disbursement)
    DISBURSEMENT.check(disbursement, "approve", by=by)
    refuse_unless_active(disbursement.agreement)
    _check_account(disbursement.account, disbursement.agreement)
    disbursement.approved_at, disbursement.approved_by = clock.now(), by
    disbursement.save(update_fields=["approved_at", "approved_by"])
    DISBURSEMENT.make(disbursement, "approve", by=by)
    record("payment_approved", disbursement, by=by, organization=disbursement.agreement.organization)
    notify(
        [disbursement.prepared_by],
        "payment_approved",
        url=disbursement.get_absolute_url(),
        disbursement=disbursement,
        agreement=disbursement.agreement,
    )
    return disbursement


def _end(disbursement: Disbursement, move: str, verb: str, *, by: User | None, reason: str) -> Disbursement:
    if not reason.strip():
        raise MissingReason
    disbursement = DISBURSEMENT.make(lock_disbursement(disbursement), move, by=by)
    disbursement.ended_at, disbursement.ended_by, disbursement.reason = clock.now(), by, reason.strip()
    disbursement.save(update_fields=["ended_at", "ended_by", "reason"])
    agreement = disbursement.agreement
    record(verb, disbursement, by=by, organization=agreement.organization)
    readers = [disbursement.prepared_by, *([disbursement.approved_by] if disbursement.approved_by else [])]
    notify(
        [each for each in readers if each != by],
        verb,
        url=disbursement.get_absolute_url(),
        disbursement=disbursement,
        agreement=agreement,
    )
    return disbursement


@transaction.atomic
def reject_payment(disbursement: Disbursement, *, by: User, reason: str) -> Disbursement:
    """The approver does not approve; the tranche is free for another payment."""
    return _end(disbursement, "reject", "payment_rejected", by=by, reason=reason)


@transaction.atomic
def record_failure(disbursement: Disbursement, *, by: User, reason: str) -> Disbursement:
    """The bank did not make the payment, or it was given up before; the tranche is free for another."""
    return _end(disbursement, "fail", "payment_failed", by=by, reason=reason)


@transaction.atomic
def record_paid(disbursement: Disbursement, *, proof: BankProof, by: User) -> Disbursement:
    """Record that the bank made an approved payment: the ledger gets the disbursement, the tranche is paid.

    Raises NotAllowed for the approver, NotNow unless approved, WrongRate, Refusal for a date to come or no reference.
    """
    disbursement = lock_disbursement(disbursement)
    DISBURSEMENT.check(disbursement, "pay", by=by)
    agreement = disbursement.agreement
    refuse_unless_active(agreement)
    if not proof.reference.strip():
        reason = _("Give the number of the bank's document: it proves the payment.")
        raise Refusal(reason, fields={"bank_reference": reason})
    if proof.value_on > clock.today():
        reason = _("The value date is in the future. Record the payment when the bank has made it.")
        raise Refusal(reason, fields={"paid_on": reason})
    check_bank_amount(Money(disbursement.amount, agreement.currency), proof.amount, proof.rate)
    disbursement.paid_on, disbursement.paid_by = proof.value_on, by
    disbursement.bank_reference = proof.reference.strip()
    disbursement.paid_amount, disbursement.paid_currency = proof.amount.amount, proof.amount.currency
    if proof.rate is not None:
        disbursement.rate, disbursement.rate_on = proof.rate.rate, proof.rate.on
        disbursement.rate_source = proof.rate.source
    disbursement.entry = book_disbursement(disbursement, paid_on=proof.value_on, by=by)
    disbursement.save()
    DISBURSEMENT.make(disbursement, "pay", by=by)
    TRANCHE.make(disbursement.tranche, "pay", by=None)
    record("payment_made", disbursement, by=by, organization=agreement.organization, amount=str(disbursement.amount))
    notify(
        members(agreement.organization, Role.REPRESENTATIVE, Role.ACCOUNTANT),
        "payment_made",
        url=disbursement.get_absolute_url(),
        disbursement=disbursement,
        agreement=agreement,
    )
    return disbursement


@transaction.atomic
def confirm_receipt(disbursement: Disbursement, *, by: User) -> Disbursement:
    """The organisation confirms that the money has come; again changes nothing."""
    disbursement = lock_disbursement(disbursement)
    if not by.has_perm("grants.confirm_receipt", disbursement):
        raise NotAllowed(_("Receipt is confirmed by a representative or accountant of the organisation."))
    if disbursement.status != DisbursementStatus.PAID:
        raise NotNow(_("The payment is not recorded as made yet."))
    if disbursement.receipt_confirmed_at is None:
        disbursement.receipt_confirmed_at, disbursement.receipt_confirmed_by = clock.now(), by
        disbursement.save(update_fields=["receipt_confirmed_at", "receipt_confirmed_by"])
        record("payment_receipt_confirmed", disbursement, by=by, organization=disbursement.agreement.organization)
    return disbursement
