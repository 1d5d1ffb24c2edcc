"""What finance officers book by hand, and corrections: one asks for a reversal, another decides."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from grants.actions.agreements.life import release_rest
from grants.actions.agreements.locks import lock_agreement
from grants.actions.money.ledger import post_entry, reverse_entry
from grants.lifecycles import REVERSAL
from grants.models import (
    AgreementStatus,
    EntryKind,
    LedgerEntry,
    Programme,
    ReversalReason,
    ReversalRequest,
    ReversalStatus,
    Spender,
)
from kernel import clock
from kernel.money import Money
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.actions.documents import attach
from organizations.models import Document, Organization, User

# All other kinds are posted by the acts of agreements, payments, reports and refunds.
BOOKED_BY_HAND = (EntryKind.INCOMING_COMMITMENT, EntryKind.INCOMING_FUNDS, EntryKind.EXPENDITURE)


# Made and released by the life of an agreement alone.
COMMITMENTS = (EntryKind.COMMITMENT, EntryKind.DECOMMITMENT)


ENDED = (AgreementStatus.CLOSED, AgreementStatus.TERMINATED)


class BookedElsewhere(Refusal):
    """Entries of this kind come from an agreement's own acts, and are corrected by them."""


@transaction.atomic
def book_entry(
    programme: Programme,
    *,
    kind: str,
    amount: Money,
    value_on: date,
    by: User,
    donor: Organization | None = None,
    evidence: Document | None = None,
) -> LedgerEntry:
    """Book what a donor promised or paid to the implementer, or what the implementer itself spent.

    `donor` for the first two. Refuses: NotAllowed, BookedElsewhere, and all that `post_entry` refuses.
    """
    if not by.has_perm("grants.book_entry", programme):
        raise NotAllowed(_("Only a finance officer of the implementing organisation may book."))
    if kind not in BOOKED_BY_HAND:
        raise BookedElsewhere(_("This is booked by the agreement, the payment or the report that it belongs to."))
    is_spending = kind == EntryKind.EXPENDITURE
    entry = post_entry(
        kind=kind,
        programme=programme,
        amount=amount,
        value_on=value_on,
        by=by,
        spender=Spender.OWN if is_spending else "",
        provider=programme.implementer if is_spending else donor,
        receiver=None if is_spending else programme.implementer,
        evidence=evidence,
    )
    if evidence is not None:
        attach(evidence, by=by)
    return entry


@transaction.atomic
def request_reversal(entry: LedgerEntry, *, reason: str, by: User) -> ReversalRequest:
    """Ask that `entry` be reversed, for one of the known reasons.

    Refuses: NotAllowed; NotNow when it is reversed, itself a reversal, or asked for already; BookedElsewhere for the
    commitments of an agreement. With the entry, the payment or refund behind it is reversed.
    """
    rows = LedgerEntry.objects.select_for_update(of=("self",)).select_related("programme__implementer")
    entry = rows.get(pk=entry.pk)
    if not by.has_perm("grants.request_reversal", entry):
        raise NotAllowed(_("Only a finance officer of the implementing organisation may ask for a correction."))
    if entry.kind in COMMITMENTS:
        raise BookedElsewhere(_("A commitment is released by closing or terminating its agreement."))
    if entry.reverses_id is not None or LedgerEntry.objects.filter(reverses=entry).exists():
        raise NotNow(_("This entry is part of a correction already. Book the right amount as a new entry."))
    if entry.reversal_requests.filter(status=ReversalStatus.REQUESTED).exists():
        raise NotNow(_("Somebody asked for this already. The finance approver decides."))
    request = ReversalRequest.objects.create(
        entry=entry, reason=ReversalReason(reason), requested_at=clock.now(), requested_by=by
    )
    _record("reversal_requested", request, by)
    return request


@transaction.atomic
def approve_reversal(request: ReversalRequest, *, by: User) -> ReversalRequest:
    """Post the reversing entry; what a grant that has ended will now never be paid is released.

    Refuses: NotNow, NotAllowed (also for the one who asked), AlreadyReversed, RefundsStand.
    """
    request = _decide(request, "approve", by)
    reverse_entry(request.entry, by=request.requested_by, approved_by=by, reason=request.reason)
    if request.entry.agreement_id is not None:
        agreement = lock_agreement(request.entry.agreement_id)
        if agreement.status in ENDED:
            release_rest(agreement, by=by)
    _record("reversal_approved", request, by)
    return request


@transaction.atomic
def decline_reversal(request: ReversalRequest, *, by: User) -> ReversalRequest:
    """Leave the entry as it is. Refuses: NotNow, NotAllowed (also for the one who asked)."""
    request = _decide(request, "decline", by)
    _record("reversal_declined", request, by)
    return request


def _decide(request: ReversalRequest, name: str, by: User) -> ReversalRequest:
    locked = ReversalRequest.objects.select_for_update(of=("self",)).select_related(
        "entry__programme__implementer", "requested_by"
    )
    request = locked.get(pk=request.pk)
    REVERSAL.make(request, name, by=by)
    request.decided_at, request.decided_by = clock.now(), by
    request.save(update_fields=["decided_at", "decided_by"])
    return request


def _record(verb: str, request: ReversalRequest, by: User) -> None:
    """A line of the entry's record."""
    implementer = request.entry.programme.implementer
    record(verb, request.entry, by=by, organization=implementer, reason_code=request.reason, request=request.pk)
