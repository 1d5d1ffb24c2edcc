"""Acts on a signed agreement: made active, suspended and resumed, completed, closed; terminated or cancelled."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from grants.actions.agreements.drafting import MissingReason
from grants.actions.agreements.entries import book_commitment, book_decommitment
from grants.actions.agreements.locks import lock_agreement
from grants.actions.agreements.terms import check_terms
from grants.lifecycles import AGREEMENT, TRANCHE
from grants.models import Agreement, Disbursement, DisbursementStatus, Tranche, TrancheStatus
from grants.queries.agreements.closing import obstacles_to_closing
from grants.queries.money.balances import agreement_balance
from kernel import clock
from kernel.refusals import NotNow
from organizations.actions.activity import record
from organizations.models import Role, User
from organizations.notifications import members, notify


class NotReady(NotNow):
    """Something must be settled before the agreement ends."""


@transaction.atomic
def activate_agreement(agreement: Agreement, *, by: User) -> Agreement:
    """The signed agreement comes into force: the ledger gets the commitment.

    Budget lines and tranches are checked once more against the amount, under the lock. Raises NotAllowed, NotNow,
    SumsDiffer, and what the ledger refuses.
    """
    agreement = lock_agreement(agreement)
    AGREEMENT.check(agreement, "activate", by=by)
    check_terms(agreement)
    book_commitment(agreement, by=by)
    AGREEMENT.make(agreement, "activate", by=by)
    agreement.activated_at, agreement.activated_by = clock.now(), by
    agreement.save(update_fields=["activated_at", "activated_by"])
    record("agreement_activated", agreement, by=by, organization=agreement.organization, amount=str(agreement.amount))
    readers = members(agreement.organization, Role.REPRESENTATIVE, Role.ACCOUNTANT)
    notify(readers, "agreement_activated", url=agreement.get_absolute_url(), agreement=agreement)
    return agreement


def _stop(agreement: Agreement, move: str, verb: str, *, by: User, reason: str) -> Agreement:
    if not reason.strip():
        raise MissingReason
    agreement = AGREEMENT.make(lock_agreement(agreement), move, by=by)
    agreement.stopped_at, agreement.stopped_by, agreement.stop_reason = clock.now(), by, reason.strip()
    agreement.save(update_fields=["stopped_at", "stopped_by", "stop_reason"])
    record(verb, agreement, by=by, organization=agreement.organization)
    if agreement.offered_at is not None:
        readers = members(agreement.organization, Role.REPRESENTATIVE, Role.ACCOUNTANT)
        notify(readers, verb, url=agreement.get_absolute_url(), agreement=agreement, reason=reason)
    return agreement


@transaction.atomic
def suspend_agreement(agreement: Agreement, *, by: User, reason: str) -> Agreement:
    """Stop payments for a time, and say why; reports can still be written and decided."""
    return _stop(agreement, "suspend", "agreement_suspended", by=by, reason=reason)


@transaction.atomic
def resume_agreement(agreement: Agreement, *, by: User) -> Agreement:
    """Lift the suspension; the record keeps who suspended, when."""
    agreement = AGREEMENT.make(lock_agreement(agreement), "resume", by=by)
    agreement.stopped_at, agreement.stopped_by, agreement.stop_reason = None, None, ""
    agreement.save(update_fields=["stopped_at", "stopped_by", "stop_reason"])
    record("agreement_resumed", agreement, by=by, organization=agreement.organization)
    readers = members(agreement.organization, Role.REPRESENTATIVE, Role.ACCOUNTANT)
    notify(readers, "agreement_resumed", url=agreement.get_absolute_url(), agreement=agreement)
    return agreement


@transaction.atomic
def complete_agreement(agreement: Agreement, *, by: User) -> Agreement:
    """The work is done; the last report and balance may follow."""
    agreement = AGREEMENT.make(lock_agreement(agreement), "complete", by=by)
    record("agreement_completed", agreement, by=by, organization=agreement.organization)
    return agreement


def _refuse_payments_under_way(agreement: Agreement) -> None:
    under_way = Disbursement.objects.filter(
        tranche__agreement=agreement, status__in=[DisbursementStatus.PREPARED, DisbursementStatus.APPROVED]
    ).first()
    if under_way is not None:
        raise NotReady(
            _("Payment %(reference)s is under way. Record how it ended first.") % {"reference": under_way.reference}
        )


def release_rest(agreement: Agreement, *, by: User) -> Decimal:
    """Cancel the tranches that were not paid and release what will never be paid; returns how much.

    The caller holds the lock of the agreement, which has ended or ends now.
    """
    open_statuses = [TrancheStatus.PLANNED, TrancheStatus.RELEASED]
    for tranche in Tranche.objects.filter(agreement=agreement, status__in=open_statuses):
        TRANCHE.make(tranche, "cancel", by=None)
    balance = agreement_balance(agreement)
    rest = (balance.committed - balance.disbursed).amount
    if rest > 0:
        book_decommitment(agreement, rest, by=by)
    return rest


@transaction.atomic
def terminate_agreement(agreement: Agreement, *, by: User, reason: str) -> Agreement:
    """End it before its time, and say why: open tranches are cancelled, what was not paid is released in the ledger."""
    locked = lock_agreement(agreement)
    AGREEMENT.check(locked, "terminate", by=by)
    _refuse_payments_under_way(locked)
    agreement = _stop(locked, "terminate", "agreement_terminated", by=by, reason=reason)
    release_rest(agreement, by=by)
    return agreement


@transaction.atomic
def close_agreement(agreement: Agreement, *, by: User) -> Agreement:
    """Close a completed agreement with nothing left open; what was not paid is released in the ledger.

    Raises NotReady with everything that is still open.
    """
    agreement = lock_agreement(agreement)
    AGREEMENT.check(agreement, "close", by=by)
    obstacles = obstacles_to_closing(agreement)
    if obstacles:
        raise NotReady(_("Not yet: %(list)s") % {"list": " ".join(str(each) for each in obstacles)})
    release_rest(agreement, by=by)
    AGREEMENT.make(agreement, "close", by=by)
    agreement.closed_at, agreement.closed_by = clock.now(), by
    agreement.save(update_fields=["closed_at", "closed_by"])
    record("agreement_closed", agreement, by=by, organization=agreement.organization)
    return agreement


@transaction.atomic
def cancel_agreement(agreement: Agreement, *, by: User, reason: str) -> Agreement:
    """Give it up before it came into force, and say why; nothing was committed."""
    return _stop(agreement, "cancel", "agreement_cancelled", by=by, reason=reason)
