"""The reviews of one application, as staff read them."""

from dataclasses import dataclass

from grants.models import Application, ApplicationStatus, Assignment, Conflict, Review, Score

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


def reviews_of(application: Application) -> list[ReviewLine]:
    """Every standing assignment of the application; points and comments only of submitted reviews; two queries."""
    assignments = Assignment.objects.filter(application=application, withdrawn_at__isnull=True)
    assignments = assignments.select_related("reviewer", "review").order_by("reviewer__name", "pk")
    submitted = {
        each.pk: each.review for each in assignments if hasattr(each, "review") and each.review.submitted_at is not None
    }
    lines = []
    scores: dict[int, list[Score]] = {}
    for score in (
        Score.objects.filter(review__in=list(submitted.values()))
        .select_related("criterion")
        .order_by("review_id", "criterion__order", "pk")
    ):
        scores.setdefault(score.review_id, []).append(score)
    for assignment in assignments:
        review = submitted.get(assignment.pk) if assignment.conflict == Conflict.NONE else None
        lines.append(ReviewLine(assignment, review, scores.get(review.pk, []) if review else []))
    return lines
