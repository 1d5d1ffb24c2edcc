"""The life of a review: submitted, it is locked; staff may open it again with a reason."""

from django.utils.translation import gettext_lazy as _

from grants.models import ReviewStatus
from kernel.lifecycle import Lifecycle, move

REVIEW = Lifecycle(
    "review",
    _("Review"),
    move(
        "submit",
        from_=ReviewStatus.DRAFT,
        to=ReviewStatus.SUBMITTED,
        permission="grants.submit_review",
        label=_("Submit the review"),
    ),
    move(
        "reopen",
        from_=ReviewStatus.SUBMITTED,
        to=ReviewStatus.DRAFT,
        permission="grants.reopen_review",
        label=_("Reopen the review"),
    ),
)
