"""The correction of a ledger entry: one asks, another decides."""

from django.utils.translation import gettext_lazy as _

from grants.models import ReversalStatus
from kernel.lifecycle import Lifecycle, move

REVERSAL = Lifecycle(
    "reversal",
    _("Correction of a ledger entry"),
    move(
        "approve",
        from_=ReversalStatus.REQUESTED,
        to=ReversalStatus.APPROVED,
        permission="grants.decide_reversal",
        label=_("Approve the correction"),
    ),
    move(
        "decline",
        from_=ReversalStatus.REQUESTED,
        to=ReversalStatus.DECLINED,
        permission="grants.decide_reversal",
        label=_("Decline the correction"),
    ),
)
