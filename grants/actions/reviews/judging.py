"""Acts of reviewing: saved as a draft, submitted, then locked; reopened by staff with a reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from grants.actions.awards.locks import demand_no_list
from grants.actions.calls.locks import locked_call
from grants.actions.reviews.diverging import note_divergence
from grants.lifecycles import REVIEW
from grants.models import (
    ApplicationStatus,
    Assignment,
    CallStatus,
    Criterion,
    Review,
    ReviewStatus,
    ReviewVersion,
    Score,
)
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import User
from organizations.notifications import notify


@dataclass(frozen=True)
class Judged:
    """What a reviewer gives for one criterion; `points` None: not given yet.

    `comment` is for the applicant, `internal` for the committee alone.
    """

    points: Decimal | None
    comment: str = ""
    internal: str = ""


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
            raise Refusal(_("This criterion belongs to another call or stage."))
        most = criteria[key].maximum
        if judged.points is not None and not 0 <= judged.points <= most:
            errors[f"points_{key}"] = _("Give points from 0 to %(most)d.") % {"most": most}
    if errors:
        raise Refusal(_("Some points are outside their range."), fields=errors)


@transaction.atomic
def save_review(
    assignment: Assignment, scores: Mapping[int, Judged], *, by: User, comment: str = "", internal: str = ""
) -> Review:
    """Keep a draft of the review; `scores` are by id of criterion. A submitted review is locked."""
    row = _open(assignment, by)
    review, _created = Review.objects.get_or_create(assignment=row, defaults={"saved_at": clock.now()})
    if review.status == ReviewStatus.SUBMITTED:
        raise NotNow(_("The review is submitted and locked."))
    criteria = {each.pk: each for each in row.application.call.criteria.filter(stage=row.application.stage)}
    _check_points(criteria, scores)
    for key, judged in scores.items():
        Score.objects.update_or_create(
            review=review,
            criterion=criteria[key],
            defaults={
                "points": judged.points,
                "comment": judged.comment.strip(),
                "internal": judged.internal.strip(),
            },
        )
    review.comment, review.internal, review.saved_at = comment.strip(), internal.strip(), clock.now()
    review.save(update_fields=["comment", "internal", "saved_at"])
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
    _check_complete(row, given)
    review.submitted_at = clock.now()
    review.save(update_fields=["submitted_at"])
    REVIEW.make(review, "submit", by=by)
    ReviewVersion.objects.create(
        review=review,
        number=review.versions.count() + 1,
        content=_content(review, given.values()),
        submitted_at=review.submitted_at,
    )
    implementer = row.application.call.programme.implementer
    record("review_submitted", row.application, by=by, organization=implementer, review=review.pk)
    note_divergence(row.application, by=by)
    return review


def _check_complete(row: Assignment, given: Mapping[int, Score]) -> None:
    errors = {}
    for criterion in row.application.call.criteria.filter(stage=row.application.stage):
        score = given.get(criterion.pk)
        if score is None or score.points is None:
            errors[f"points_{criterion.pk}"] = _("Give points for “%(criterion)s”.") % {"criterion": criterion.title}
        if score is None or not score.comment:
            errors[f"comment_{criterion.pk}"] = _("Say in a sentence why: the applicant may read it.")
    if errors:
        raise Refusal(_("The review is not complete: every criterion needs points and a comment."), fields=errors)


def _content(review: Review, scores: Iterable[Score]) -> dict[str, Any]:
    """The review as it is frozen: JSON values by id of criterion."""
    return {
        "comment": review.comment,
        "internal": review.internal,
        "scores": {
            str(each.criterion_id): {"points": str(each.points), "comment": each.comment, "internal": each.internal}
            for each in scores
        },
    }


@transaction.atomic
def reopen_review(review: Review, *, by: User, reason: str) -> Review:
    """Staff open a submitted review again for its reviewer, with a reason; what was submitted is kept as a version.

    Until it is submitted again it does not count. Refused while a list made from it waits for a decision.
    """
    call = locked_call(review.assignment.application.call)
    row = (
        Review.objects.select_for_update(of=("self",))
        .select_related("assignment__application__call__programme__implementer", "assignment__reviewer")
        .get(pk=review.pk)
    )
    REVIEW.check(row, "reopen", by=by)
    application = row.assignment.application
    if application.status != ApplicationStatus.IN_REVIEW or application.call.status != CallStatus.IN_REVIEW:
        raise NotNow(_("Reviews are reopened while the call is in review and the application is not decided."))
    demand_no_list(call)
    if not row.assignment.is_live:
        raise NotNow(_("The assignment does not stand: the review was set aside or withdrawn."))
    if not reason.strip():
        sentence = _("Say why the review is reopened: the reviewer reads it and it is kept.")
        raise Refusal(sentence, fields={"reason": sentence})
    version, _made = ReviewVersion.objects.get_or_create(
        review=row,
        number=max(1, row.versions.count()),
        defaults={"content": _content(row, row.scores.all()), "submitted_at": row.submitted_at or clock.now()},
    )
    version.reopened_at, version.reopened_by, version.reason = clock.now(), by, reason.strip()
    version.save(update_fields=["reopened_at", "reopened_by", "reason"])
    REVIEW.make(row, "reopen", by=by)
    row.submitted_at = None
    row.save(update_fields=["submitted_at"])
    implementer = application.call.programme.implementer
    note_divergence(application, by=by)
    record("review_reopened", application, by=by, organization=implementer, review=row.pk)
    url = row.assignment.get_absolute_url()
    notify([row.assignment.reviewer], "review_reopened", url=url, application=application, reason=reason.strip())
    return row
