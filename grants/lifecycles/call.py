"""The life of a call. That it is open is no status: the clock says so."""

from django.utils.translation import gettext_lazy as _

from grants.models import CallStatus
from kernel.lifecycle import Lifecycle, move

CALL = Lifecycle(
    "call",
    _("Call"),
    move(
        "approve",
        from_=CallStatus.DRAFT,
        to=CallStatus.APPROVED,
        permission="grants.approve_call",
        label=_("Approve the call"),
    ),
    move(
        "reopen",
        from_=CallStatus.APPROVED,
        to=CallStatus.DRAFT,
        permission="grants.change_call",
        label=_("Take back to draft"),
    ),
    move(
        "publish",
        from_=CallStatus.APPROVED,
        to=CallStatus.PUBLISHED,
        permission="grants.publish_call",
        label=_("Publish the call"),
    ),
    move("close", from_=CallStatus.PUBLISHED, to=CallStatus.CLOSED, permission=None, label=_("Close at the deadline")),
    move(
        "start_review",
        from_=CallStatus.CLOSED,
        to=CallStatus.IN_REVIEW,
        permission="grants.manage_applications",
        label=_("Start the review"),
    ),
    move(
        "decide",
        from_=CallStatus.IN_REVIEW,
        to=CallStatus.DECIDED,
        permission=None,
        label=_("Decide, by an approved award list"),
    ),
    move(
        "review_again",
        from_=CallStatus.DECIDED,
        to=CallStatus.IN_REVIEW,
        permission=None,
        label=_("Review again, after an appeal"),
    ),
    move(
        "archive",
        from_=CallStatus.DECIDED,
        to=CallStatus.ARCHIVED,
        permission="grants.change_call",
        label=_("Archive the call"),
    ),
    move(
        "cancel",
        from_=[
            CallStatus.DRAFT,
            CallStatus.APPROVED,
            CallStatus.PUBLISHED,
            CallStatus.CLOSED,
            CallStatus.IN_REVIEW,
        ],
        to=CallStatus.CANCELLED,
        permission="grants.cancel_call",
        label=_("Cancel the call"),
    ),
)
