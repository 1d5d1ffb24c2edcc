"""Answers about reviews: who reviews what, how far they are, and what the scores of a call come to."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import prefetch_related_objects

from grants.models import (
    Application,
    ApplicationStatus,
    Assignment,
    Call,
    CallReviewer,
    Conflict,
    Criterion,
    ReviewStatus,
    Score,
)
from grants.scoring import Measure
from organizations.models import User

JUDGED = (
    ApplicationStatus.IN_REVIEW,
    ApplicationStatus.INVITED,
    ApplicationStatus.RESERVE,
    ApplicationStatus.REJECTED,
    ApplicationStatus.AWARDED,
)


def measures_of(criteria: Iterable[Criterion]) -> list[Measure]:
    """Criteria as the arithmetic takes them, in their order."""
    return [Measure(each.pk, each.maximum, each.weight, each.threshold) for each in criteria]


def measures_by_stage(call: Call) -> defaultdict[int, list[Measure]]:
    """By what each stage of a call is judged; a concept note and a full application never share criteria. One query."""
    found: defaultdict[int, list[Measure]] = defaultdict(list)
    for each in call.criteria.all():
        found[each.stage] += measures_of([each])
    return found


def judged_applications(call: Call, *, stage: int | None = None) -> list[Application]:
    """The applications of a call, or of one of its stages, that went to review, by reference; with their
    organisations, one query.
    """
    rows = call.applications.filter(status__in=JUDGED).select_related("organization", "call", "lot")
    return list((rows if stage is None else rows.filter(stage=stage)).order_by("reference"))


Sheets = dict[int, list[dict[Hashable, Decimal | None]]]


def sheets_of(call: Call, *, application: Application | None = None) -> Sheets:
    """The points of every submitted review of a call, or of one `application` of it, by application; one query.

    A review whose assignment was withdrawn or in conflict does not count.
    """
    only = {"review__assignment__application": application} if application else {}
    rows = Score.objects.filter(
        review__status=ReviewStatus.SUBMITTED,
        review__assignment__application__call=call,
        **only,
        review__assignment__withdrawn_at__isnull=True,
        review__assignment__conflict=Conflict.NONE,
    ).values_list("review__assignment__application_id", "review_id", "criterion_id", "points")
    found: defaultdict[int, dict[int, dict[Hashable, Decimal | None]]] = defaultdict(dict)
    for key, review, criterion, points in rows.order_by("review_id", "criterion_id"):
        found[key].setdefault(review, {})[criterion] = points
    return {key: list(reviews.values()) for key, reviews in found.items()}


@dataclass(frozen=True)
class Load:
    """How much one reviewer of a call has: live assignments, declarations still owed, reviews submitted, conflicts."""

    reviewer: User
    assigned: int
    undeclared: int
    submitted: int
    conflicts: int


@dataclass(frozen=True)
class Table:
    """Who reviews what in one call: applications with their assignments, and the load of each reviewer."""

    rows: list[tuple[Application, list[Assignment]]]
    loads: list[Load]


def review_table(call: Call) -> Table:
    """The whole picture of a call's assignments with the fields of work of each application, in four queries."""
    assignments = list(
        Assignment.objects.filter(application__call=call, withdrawn_at__isnull=True)
        .select_related("reviewer", "review")
        .order_by("application_id", "reviewer__name", "pk")
    )
    by_application: defaultdict[int, list[Assignment]] = defaultdict(list)
    by_reviewer: defaultdict[int, list[Assignment]] = defaultdict(list)
    for assignment in assignments:
        by_application[assignment.application_id].append(assignment)
        by_reviewer[assignment.reviewer_id].append(assignment)
    reviewers = [each.user for each in reviewers_of(call)]
    loads = [_load(reviewer, by_reviewer[reviewer.pk]) for reviewer in reviewers]
    judged = judged_applications(call)
    prefetch_related_objects(judged, "domains")
    return Table([(each, by_application[each.pk]) for each in judged], loads)


def _load(reviewer: User, assignments: list[Assignment]) -> Load:
    live = [each for each in assignments if each.is_live]
    return Load(
        reviewer=reviewer,
        assigned=len(live),
        undeclared=sum(not each.conflict for each in live),
        submitted=sum(is_submitted(each) for each in live),
        conflicts=len(assignments) - len(live),
    )


def is_submitted(assignment: Assignment) -> bool:
    """Whether its review is submitted; no query when `review` was selected with it."""
    review = getattr(assignment, "review", None)
    return review is not None and review.status == ReviewStatus.SUBMITTED


def reviewers_of(call: Call) -> list[CallReviewer]:
    """The people asked to review for the call, by name; one query."""
    return list(call.reviewers.select_related("user").order_by("user__name", "user_id"))
