"""The reviews of one application: as staff read them, and what of them the applicant reads."""

from dataclasses import dataclass

from grants.models import Application, ApplicationStatus, Assignment, Conflict, Review, Score

DECIDED = (ApplicationStatus.AWARDED, ApplicationStatus.RESERVE, ApplicationStatus.REJECTED)


@dataclass(frozen=True)
class ReviewLine:
    """One assignment: the reviewer's name, the declaration, the review and its scores when it is submitted."""

    assignment: Assignment
    review: Review | None
    scores: list[Score]


def reviews_of(application: Application) -> list[ReviewLine]:
    """Every standing assignment of the application; points and comments only of submitted reviews; three queries."""
    assignments = Assignment.objects.filter(application=application, withdrawn_at__isnull=True)
    lines = []
    submitted = {
        each.assignment_id: each
        for each in Review.objects.filter(assignment__application=application, submitted_at__isnull=False)
    }
    scores: dict[int, list[Score]] = {}
    for score in (
        Score.objects.filter(review__in=list(submitted.values()))
        .select_related("criterion")
        .order_by("review_id", "criterion__order", "pk")
    ):
        scores.setdefault(score.review_id, []).append(score)
    for assignment in assignments.select_related("reviewer").order_by("reviewer__name", "pk"):
        review = submitted.get(assignment.pk) if assignment.conflict == Conflict.NONE else None
        lines.append(ReviewLine(assignment, review, scores.get(review.pk, []) if review else []))
    return lines


@dataclass(frozen=True)
class Comments:
    """What reviewers wrote on one criterion; without a criterion, on the whole."""

    criterion: str
    texts: list[str]


def comments_for_applicant(application: Application) -> list[Comments]:
    """What reviewers wrote, by criterion, once the decision is told; never who wrote it, nor points. Three queries."""
    if application.status not in DECIDED:
        return []
    by_criterion: dict[int, Comments] = {}
    on_the_whole: list[str] = []
    for line in reviews_of(application):
        for score in line.scores:
            said = by_criterion.setdefault(score.criterion_id, Comments(score.criterion.title, []))
            said.texts.append(score.comment)
        if line.review and line.review.comment:
            on_the_whole.append(line.review.comment)
    found = [*by_criterion.values(), Comments("", on_the_whole)]
    # In the order of the alphabet: in that of the reviews, one hand could be followed from criterion to criterion.
    return [Comments(each.criterion, sorted(each.texts)) for each in found if each.texts]
