"""The reviews of one application, as staff read them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from grants.models import Application, ApplicationStatus, Assignment, Conflict, Review, Score
from kernel.compiled import compiled

DECIDED = (
    ApplicationStatus.AWARDED,
    ApplicationStatus.RESERVE,
    ApplicationStatus.REJECTED,
    ApplicationStatus.INVITED,
)


@dataclass(frozen=True)
class ReviewLine:
    """One assignment: the reviewer's name, the declaration, the review and its scores when it is submitted."""

    assignment: Assignment
    review: Review | None
    scores: list[Score]


@compiled
def _standing(*, application: Any) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(application=application, withdrawn_at__isnull=True)
    return rows.select_related("reviewer", "review").order_by("reviewer__name", "pk")


@compiled
def _scores(*, application: Any) -> QuerySet[Score]:
    rows = Score.objects.filter(review__assignment__application=application, review__submitted_at__isnull=False)
    return rows.select_related("criterion").order_by("review_id", "criterion__order", "pk")


def reviews_of(application: Application) -> list[ReviewLine]:
    """Every standing assignment of the application; points and comments only of submitted reviews; two queries."""
    assignments = _standing(application=application.pk)
    submitted = {
        each.pk: each.review for each in assignments if hasattr(each, "review") and each.review.submitted_at is not None
    }
    lines = []
    scores: dict[int, list[Score]] = {}
    for score in _scores(application=application.pk) if submitted else ():
        scores.setdefault(score.review_id, []).append(score)
    for assignment in assignments:
        review = submitted.get(assignment.pk) if assignment.conflict == Conflict.NONE else None
        lines.append(ReviewLine(assignment, review, scores.get(review.pk, []) if review else []))
    return lines
