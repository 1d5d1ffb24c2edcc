"""The life of an application."""

from django.utils.translation import gettext_lazy as _

from grants.models import ApplicationStatus
from kernel.lifecycle import Lifecycle, move

APPLICATION = Lifecycle(
    "application",
    _("Application"),
    move(
        "submit",
        from_=ApplicationStatus.DRAFT,
        to=ApplicationStatus.SUBMITTED,
        permission="grants.submit_application",
        label=_("Submit the application"),
    ),
    move(
        "submit_again",
        from_=ApplicationStatus.SUBMITTED,
        to=ApplicationStatus.SUBMITTED,
        permission="grants.submit_application",
        label=_("Submit the changed application"),
    ),
    move(
        "withdraw",
        from_=[ApplicationStatus.DRAFT, ApplicationStatus.SUBMITTED, ApplicationStatus.IN_REVIEW],
        to=ApplicationStatus.WITHDRAWN,
        permission="grants.withdraw_application",
        label=_("Withdraw the application"),
    ),
    move(
        "find_eligible",
        from_=ApplicationStatus.SUBMITTED,
        to=ApplicationStatus.IN_REVIEW,
        permission="grants.check_eligibility",
        label=_("Find it eligible"),
    ),
    move(
        "find_ineligible",
        from_=ApplicationStatus.SUBMITTED,
        to=ApplicationStatus.INELIGIBLE,
        permission="grants.check_eligibility",
        label=_("Find it not eligible"),
    ),
    move(
        "invite",
        from_=[ApplicationStatus.IN_REVIEW, ApplicationStatus.RESERVE],
        to=ApplicationStatus.INVITED,
        permission=None,
        label=_("Invite to the full application, by an approved decision"),
    ),
    move(
        "award",
        from_=[ApplicationStatus.IN_REVIEW, ApplicationStatus.RESERVE],
        to=ApplicationStatus.AWARDED,
        permission=None,
        label=_("Award, by an approved list"),
    ),
    move(
        "reserve",
        from_=ApplicationStatus.IN_REVIEW,
        to=ApplicationStatus.RESERVE,
        permission=None,
        label=_("Put on the reserve list, by an approved list"),
    ),
    move(
        "reject",
        from_=[ApplicationStatus.IN_REVIEW, ApplicationStatus.RESERVE],
        to=ApplicationStatus.REJECTED,
        permission=None,
        label=_("Do not fund, by an approved list"),
    ),
    move(
        "check_again",
        from_=ApplicationStatus.INELIGIBLE,
        to=ApplicationStatus.SUBMITTED,
        permission=None,
        label=_("Check eligibility again, after an appeal"),
    ),
    move(
        "review_again",
        from_=[ApplicationStatus.REJECTED, ApplicationStatus.RESERVE],
        to=ApplicationStatus.IN_REVIEW,
        permission=None,
        label=_("Review again, after an appeal"),
    ),
    move(
        "take_to_reserve",
        from_=ApplicationStatus.REJECTED,
        to=ApplicationStatus.RESERVE,
        permission=None,
        label=_("Put on the reserve list, after an appeal"),
    ),
)
