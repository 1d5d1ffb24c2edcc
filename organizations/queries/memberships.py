"""Which roles a person holds, read once per request; and who the members of an organisation are."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeVar

from django.db.models import OuterRef, QuerySet

from organizations.models import Membership, Organization, User
from organizations.roles import holds, holds_anywhere, memberships_of, organizations_where, roles_of

__all__ = [
    "acts_for_demo",
    "asked_of",
    "holds",
    "holds_anywhere",
    "members_of",
    "memberships_of",
    "organizations_where",
    "roles_of",
    "who_holds",
]
T = TypeVar("T")


def members_of(organization: Organization) -> QuerySet[Membership]:
    """The memberships that hold now, with their people, by name, role and id."""
    rows = organization.memberships.filter(ended_at__isnull=True).select_related("user")
    return rows.order_by("user__name", "user_id", "role", "pk")


def acts_for_demo(user: User) -> bool:
    """Whether `user` is a member of an invented organisation."""
    ids = roles_of(user)
    return bool(ids) and Organization.objects.filter(pk__in=ids, is_demo=True).exists()


def who_holds(*roles: str, of: str) -> QuerySet[Membership]:
    """For use inside `Exists`: who holds one of `roles` now in the organisation that the outer row names under `of`.

    A task falls to those who must act; who merely may stands in where nobody does: `~Exists(who_holds(…))`.
    """
    return Membership.objects.filter(
        organization=OuterRef(of), role__in=roles, ended_at__isnull=True, user__is_active=True
    )


def asked_of(*roles: str) -> Callable[[Callable[[User], Iterable[T]]], Callable[[User], Iterable[T]]]:
    """For what waits for people in `roles`: of anybody else the database is not asked, and nothing waits."""

    def asked(waiting: Callable[[User], Iterable[T]]) -> Callable[[User], Iterable[T]]:
        @wraps(waiting)
        def for_user(user: User) -> Iterable[T]:
            return waiting(user) if holds_anywhere(user, *roles) else ()

        return for_user

    return asked
