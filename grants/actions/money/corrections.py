"""What follows when a ledger entry of this part is reversed: its document says so, its tranche is free again."""

from django.utils.translation import gettext_lazy as _

from grants.actions.agreements.locks import lock_agreement
from grants.lifecycles import DISBURSEMENT, REFUND, TRANCHE
from grants.models import Disbursement, LedgerEntry, Refund
from kernel import clock
from organizations.actions.activity import record

REVERSED = _("The entry in the ledger was reversed: %(reason)s.")


def follow_reversal(reversal: LedgerEntry) -> None:
    """Bring the payment or refund behind the reversed entry in line; runs in the transaction that reversed it.

    An expenditure needs nothing: what is accepted of a budget line is read from the ledger.
    """
    entry = reversal.reverses
    if entry is None or entry.agreement_id is None:
        return
    agreement = lock_agreement(entry.agreement_id)
    by = reversal.approved_by or reversal.booked_by
    reason = REVERSED % {"reason": reversal.get_reason_display()}
    disbursement = Disbursement.objects.select_related("tranche").filter(entry=entry).first()
    if disbursement is not None:
        DISBURSEMENT.make(disbursement, "reverse", by=None)
        TRANCHE.make(disbursement.tranche, "free", by=None)
    refund = Refund.objects.filter(entry=entry).first()
    if refund is not None:
        REFUND.make(refund, "reverse", by=None)
    for thing, verb in ((disbursement, "payment_reversed"), (refund, "refund_reversed")):
        if thing is not None:
            thing.ended_at, thing.ended_by, thing.reason = clock.now(), by, reason
            thing.save(update_fields=["ended_at", "ended_by", "reason"])
            record(verb, thing, by=by, organization=agreement.organization, amount=str(thing.amount))
