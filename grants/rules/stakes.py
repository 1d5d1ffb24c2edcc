"""What closes applications to a person: asked of the database once for each object of a call, or of all of them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet, Value

from grants.models import Assignment, Call, CommitteeMember, Conflict, ConflictOfInterest
from kernel.asking import asked_once
from kernel.compiled import compiled
from organizations.models import User


@dataclass(frozen=True)
class Stakes:
    """Ids of applications: given to the person to review, still theirs to review, with which they declared
    a conflict of interest, and for which they stepped aside in the committee."""

    given: frozenset[int]
    reviewed: frozenset[int]
    in_conflict: frozenset[int]
    recused: frozenset[int]

    @property
    def shut(self) -> frozenset[int]:
        """What `Application.objects.open_to` leaves out."""
        return self.in_conflict | self.recused


def stakes_of(user: User, call: Call) -> Stakes:
    """The stakes of `user` in `call`; one query for each object of the call, kept on it.

    An act finds its rows anew under a lock, and so asks anew.
    """
    kept: dict[int, Stakes] = call.__dict__.setdefault("_stakes", {})
    if user.pk not in kept:
        kept[user.pk] = _read(_rows(True, person=user.pk, call=call.pk))
    return kept[user.pk]


@asked_once
def stakes_anywhere(user: User) -> Stakes:
    """The stakes of `user` in all calls; one query."""
    return _read(_rows(False, person=user.pk))


@compiled
def _rows(is_one_call: bool, *, person: Any, call: Any = None) -> QuerySet:
    here = {"application__call": call} if is_one_call else {"application__isnull": False}
    stands = ExpressionWrapper(Q(withdrawn_at__isnull=True), output_field=BooleanField())
    given = Assignment.objects.filter(reviewer=person, **here).values_list("application", "conflict", stands)
    found = ConflictOfInterest.objects.filter(user=person, **here)
    aside = CommitteeMember.objects.filter(user=person, **{f"recusals__{name}": here[name] for name in here})
    return given.order_by().union(
        found.order_by().values_list("application", Value("found"), Value(False)),
        aside.order_by().values_list("recusals__application", Value("aside"), Value(False)),
        all=True,
    )


def _read(read: list[tuple[int, str, bool]]) -> Stakes:
    return Stakes(
        given=frozenset(key for key, what, _stands in read if what not in {"found", "aside"}),
        reviewed=frozenset(key for key, _what, stands in read if stands),
        in_conflict=frozenset(key for key, what, _stands in read if what in {"found", Conflict.DECLARED}),
        recused=frozenset(key for key, what, _stands in read if what == "aside"),
    )
