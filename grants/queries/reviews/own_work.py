"""A reviewer's own work: what is before and after the page they are on, and how far they are."""

from dataclasses import dataclass

from grants.models import Assignment, Conflict
from grants.queries.reviews.sheets import is_submitted
from organizations.models import User


@dataclass(frozen=True)
class OwnWork:
    """Where an assignment stands among the reviewer's others of calls in review."""

    previous: Assignment | None
    following: Assignment | None
    place: int
    total: int
    submitted: int


def own_work(user: User, assignment: Assignment) -> OwnWork:
    """The reviewer's live assignments of calls in review, by call and reference, around `assignment`; one query."""
    rows = Assignment.objects.visible_to(user).in_review().select_related("application", "review")
    mine = list(rows.order_by("application__call", "application__reference", "pk"))
    here = next((place for place, each in enumerate(mine) if each.pk == assignment.pk), None)
    submitted = sum(is_submitted(each) for each in mine)
    if here is None:
        return OwnWork(None, None, 0, len(mine), submitted)
    return OwnWork(
        mine[here - 1] if here else None,
        mine[here + 1] if here + 1 < len(mine) else None,
        here + 1,
        len(mine),
        submitted,
    )


def conflicts_declared_by(user: User) -> int:
    """With how many applications given to review the person has a conflict of interest; never which. One query."""
    return user.assignments.filter(conflict=Conflict.DECLARED).count()
