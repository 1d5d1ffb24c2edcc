"""What closes applications to a person: asked of the database once for each object of a call, or of all of them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, Value

from grants.models import Call, Conflict
from kernel.asking import asked_once
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
        kept[user.pk] = _read(user, application__call=call)
    return kept[user.pk]


@asked_once
def stakes_anywhere(user: User) -> Stakes:
    """The stakes of `user` in all calls; one query."""
    return _read(user, application__isnull=False)


def _read(user: User, **here: Any) -> Stakes:
    stands = ExpressionWrapper(Q(withdrawn_at__isnull=True), output_field=BooleanField())
    given = user.assignments.filter(**here).values_list("application", "conflict", stands)
    found = user.conflicts_of_interest.filter(**here)
    aside = user.committees.filter(**{f"recusals__{name}": value for name, value in here.items()})
    rows = given.order_by().union(
        found.order_by().values_list("application", Value("found"), Value(False)),
        aside.order_by().values_list("recusals__application", Value("aside"), Value(False)),
        all=True,
    )
    read = list(rows)
    return Stakes(
        given=frozenset(key for key, what, _stands in read if what not in {"found", "aside"}),
        reviewed=frozenset(key for key, _what, stands in read if stands),
        in_conflict=frozenset(key for key, what, _stands in read if what in {"found", Conflict.DECLARED}),
        recused=frozenset(key for key, what, _stands in read if what == "aside"),
    )
