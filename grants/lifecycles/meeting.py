"""The lives of a committee's meeting and of an appeal."""

from django.utils.translation import gettext_lazy as _

from grants.models import AppealStatus, MeetingStatus
from kernel.lifecycle import Lifecycle, move

MEETING = Lifecycle(
    "meeting",
    _("Meeting of the committee"),
    move(
        "hold",
        from_=MeetingStatus.OPEN,
        to=MeetingStatus.HELD,
        permission="grants.record_meeting",
        label=_("Close the meeting"),
    ),
    move(
        "reopen",
        from_=MeetingStatus.HELD,
        to=MeetingStatus.OPEN,
        permission="grants.sign_minutes",
        label=_("Correct the record"),
    ),
    move(
        "sign",
        from_=MeetingStatus.HELD,
        to=MeetingStatus.SIGNED,
        permission="grants.sign_minutes",
        label=_("Sign off the minutes"),
    ),
)

APPEAL = Lifecycle(
    "appeal",
    _("Appeal"),
    move(
        "uphold",
        from_=AppealStatus.FILED,
        to=AppealStatus.UPHELD,
        permission="grants.decide_appeal",
        label=_("Uphold the appeal"),
    ),
    move(
        "reject",
        from_=AppealStatus.FILED,
        to=AppealStatus.REJECTED,
        permission="grants.decide_appeal",
        label=_("Do not uphold the appeal"),
    ),
)
