"""What a person has to do with besides their roles: for the lines of the menu that not everybody in a role needs."""

from typing import Any, NamedTuple

from django.db.models import Exists, Q, QuerySet

from grants.models import READER_ROLES, Appeal, CallReviewer
from kernel.compiled import compiled
from organizations.models import CSO_ROLES, Membership, User


class Concerns(NamedTuple):
    """Was asked to review for some call; there is an appeal of an organisation or to an implementer for whom the
    person acts."""

    reviews: bool
    appeals: bool


@compiled
def _concerns(*, person: int) -> QuerySet[User, tuple[bool, bool]]:
    held = Membership.objects.filter(user=person, ended_at__isnull=True).order_by().values("organization")
    own, offices = held.filter(role__in=CSO_ROLES), held.filter(role__in=READER_ROLES)
    theirs = Q(application__organization__in=own) | Q(application__call__programme__implementer__in=offices)
    reviews = Exists(CallReviewer.objects.filter(user=person))
    return User.objects.filter(pk=person).values_list(reviews, Exists(Appeal.objects.filter(theirs)))


def concerns_of(user: Any) -> Concerns:
    """The concerns of `user`; one query for each user object, kept on it."""
    kept: Concerns | None = getattr(user, "_concerns", None)
    if kept is None:
        (found,) = _concerns(person=user.pk)
        kept = user._concerns = Concerns(*found)
    return kept
