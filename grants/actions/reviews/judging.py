"""Acts of reviewing: saved as a draft, submitted once, then locked."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from grants.lifecycles import REVIEW
from grants.models import ApplicationStatus, Assignment, CallStatus, Criterion, Review, ReviewStatus, Score
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import User


@dataclass(frozen=True)
class Judged:
    """What a reviewer gives for one criterion; `points` None: not given yet."""

    points: Decimal | None
    comment: str = ""


def _open(assignment: Assignment, by: User) -> Assignment:
    row = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("application__call__programme", "application__organization")
        .get(pk=assignment.pk)
    )
    if not by.has_perm("grants.write_review", row):
        raise NotAllowed(_("Only the reviewer writes this review, after declaring that there is no conflict."))
    is_on = row.application.call.status == CallStatus.IN_REVIEW
    if not is_on or row.application.status != ApplicationStatus.IN_REVIEW:
        raise NotNow(_("Reviews are written while the call is in review."))
    return row


def _check_points(criteria: Mapping[int, Criterion], scores: Mapping[int, Judged]) -> None:
    errors = {}
    for key, judged in scores.items():
        if key not in criteria:
            raise Refusal(_("This criterion belongs to another call."))
        most = criteria[key].maximum
        if judged.points is not None and not 0 <= judged.points <= most:
            errors[f"points_{key}"] = _("Give points from 0 to %(most)d.") % {"most": most}
    if errors:
        raise Refusal(_("Some points are outside their range."), fields=errors)


@transaction.atomic
def save_review(assignment: Assignment, scores: Mapping[int, Judged], *, by: User, comment: str = "") -> Review:
    """Keep a draft of the review; `scores` are by id of criterion. A submitted review is locked."""
    row = _open(assignment, by)
    review, _created = Review.objects.get_or_create(assignment=row, defaults={"saved_at": clock.now()})
    if review.status == ReviewStatus.SUBMITTED:
        raise NotNow(_("The review is submitted and locked."))
    criteria = {each.pk: each for each in row.application.call.criteria.all()}
    _check_points(criteria, scores)
    for key, judged in scores.items():
        Score.objects.update_or_create(
            review=review,
            criterion=criteria[key],
            defaults={"points": judged.points, "comment": judged.comment.strip()},
        )
    review.comment, review.saved_at = comment.strip(), clock.now()
    review.save(update_fields=["comment", "saved_at"])
    return review


@transaction.atomic
def submit_review(assignment: Assignment, *, by: User) -> Review:
    """Submit the review as it was saved: points and a comment for every criterion, then it is locked."""
    row = _open(assignment, by)
    review = Review.objects.select_for_update().filter(assignment=row).first()
    if review is None:
        raise NotNow(_("Nothing was scored yet."))
    review.assignment = row
    REVIEW.check(review, "submit", by=by)
    given = {score.criterion_id: score for score in review.scores.all()}
    errors = {}
    for criterion in row.application.call.criteria.all():
        score = given.get(criterion.pk)
        if score is None or score.points is None:
            errors[f"points_{criterion.pk}"] = _("Give points for “%(criterion)s”.") % {"criterion": criterion.title}
        if score is None or not score.comment:
            errors[f"comment_{criterion.pk}"] = _("Say in a sentence why: the applicant may read it.")
    if errors:
        raise Refusal(_("The review is not complete: every criterion needs points and a comment."), fields=errors)
    review.submitted_at = clock.now()
    review.save(update_fields=["submitted_at"])
    REVIEW.make(review, "submit", by=by)
    implementer = row.application.call.programme.implementer
    record("review_submitted", row.application, by=by, organization=implementer, review=review.pk)
    return review
