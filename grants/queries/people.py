"""Who is told of what happens to calls, applications and agreements."""

from collections.abc import Iterable

from django.db.models import QuerySet

from grants.models import Application, Programme
from organizations.models import Membership, User


def people_of(organizations: QuerySet | list[int], *roles: str) -> list[User]:
    """Those who hold one of `roles` in one of `organizations` (ids or a subquery) now, by name, each once."""
    held = Membership.objects.filter(
        organization__in=organizations, role__in=roles, ended_at__isnull=True, user__is_active=True
    )
    return list(User.objects.filter(pk__in=held.values("user")).order_by("name", "pk"))


def staff_of(programme: Programme, *roles: str) -> list[User]:
    """Those who hold one of `roles` in the implementer of `programme` now, by name; nobody where none is stated."""
    return people_of([programme.implementer_id], *roles) if programme.implementer_id is not None else []


def free_of_conflict(people: Iterable[User], application: Application) -> list[User]:
    """Those of `people` who declared no conflict of interest with `application`: only they are told of it."""
    barred = set(application.conflicts.values_list("user_id", flat=True))
    barred |= set(application.assignments.filter(conflict="declared").values_list("reviewer_id", flat=True))
    return [each for each in people if each.pk not in barred]
