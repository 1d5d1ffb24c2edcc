"""The order of acts on payments and refunds: prepared by one person, approved by another."""

from django.utils.translation import gettext_lazy as _

from grants.models import DisbursementStatus, RefundStatus
from kernel.lifecycle import Lifecycle, move

DISBURSEMENT = Lifecycle(
    "disbursement",
    _("Payment"),
    move(
        "approve",
        from_=DisbursementStatus.PREPARED,
        to=DisbursementStatus.APPROVED,
        permission="grants.approve_payment",
        label=_("Approve"),
    ),
    move(
        "reject",
        from_=DisbursementStatus.PREPARED,
        to=DisbursementStatus.REJECTED,
        permission="grants.approve_payment",
        label=_("Do not approve"),
    ),
    move(
        "pay",
        from_=DisbursementStatus.APPROVED,
        to=DisbursementStatus.PAID,
        permission="grants.record_payment",
        label=_("Record as paid"),
    ),
    move(
        "fail",
        from_=(DisbursementStatus.PREPARED, DisbursementStatus.APPROVED),
        to=DisbursementStatus.FAILED,
        permission="grants.record_payment",
        label=_("Record as failed"),
    ),
    # Follows from the correction of its ledger entry, which one person asks for and another decides.
    move(
        "reverse",
        from_=DisbursementStatus.PAID,
        to=DisbursementStatus.REVERSED,
        permission=None,
        label=_("Reverse"),
    ),
)

REFUND = Lifecycle(
    "refund",
    _("Refund"),
    move(
        "approve",
        from_=RefundStatus.RECORDED,
        to=RefundStatus.APPROVED,
        permission="grants.approve_refund",
        label=_("Approve"),
    ),
    move(
        "reject",
        from_=RefundStatus.RECORDED,
        to=RefundStatus.REJECTED,
        permission="grants.approve_refund",
        label=_("Do not approve"),
    ),
    move(
        "reverse",
        from_=RefundStatus.APPROVED,
        to=RefundStatus.REVERSED,
        permission=None,
        label=_("Reverse"),
    ),
)
