"""The life of a clarification round. The status of the application stays as it is meanwhile (docs/adr/0081)."""

from django.utils.translation import gettext_lazy as _

from grants.models import ClarificationStatus
from kernel.lifecycle import Lifecycle, move

CLARIFICATION = Lifecycle(
    "clarification",
    _("Clarification"),
    move(
        "answer",
        from_=ClarificationStatus.ASKED,
        to=ClarificationStatus.ANSWERED,
        permission="grants.answer_clarification",
        label=_("Send the answer"),
    ),
    move(
        "close",
        from_=ClarificationStatus.ASKED,
        to=ClarificationStatus.CLOSED,
        permission="grants.run_clarification",
        label=_("Close without an answer"),
    ),
    move(
        "end",
        from_=ClarificationStatus.ASKED,
        to=ClarificationStatus.CLOSED,
        permission=None,
        label=_("End with the withdrawn application"),
    ),
)
