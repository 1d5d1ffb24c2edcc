"""Which roles a person holds, read once for each user object. Below rules and queries, which both stand on it."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from kernel.compiled import compiled
from kernel.listing import in_languages
from organizations.models import Membership, Organization, User

# What is read of a membership: the role, and how the organisation is called.
READ = ("role", "organization", *in_languages("organization__name"))
# What stands beside a password as a second factor; recovery codes only stand in for one of them.
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@compiled
def _held(*, person: int) -> QuerySet[Membership]:
    """With `has_second_factor`, since what a role opens waits for one."""
    rows = Membership.objects.filter(user=person, ended_at__isnull=True).select_related("organization").only(*READ)
    factors = Authenticator.objects.filter(user=OuterRef("user"), type__in=SECOND_FACTORS)
    rows = rows.annotate(has_second_factor=Exists(factors))
    return rows.order_by("organization__name_ro", "organization_id", "role")


def memberships_of(user: Any) -> list[Membership]:
    """What `user` is a member of now, by name of the organisation; one query for each user object, kept on it."""
    if not user.is_authenticated:
        return []
    kept: list[Membership] | None = getattr(user, "_memberships", None)
    if kept is None:
        kept = user._memberships = _held(person=user.pk)
    return kept


def roles_of(user: Any) -> dict[int, frozenset[str]]:
    """The roles that `user` holds now, by id of organisation; read once for each user object, and kept on it."""
    kept: dict[int, frozenset[str]] | None = getattr(user, "_roles", None)
    if kept is None:
        found: dict[int, set[str]] = {}
        for each in memberships_of(user):
            found.setdefault(each.organization_id, set()).add(each.role)
        kept = {key: frozenset(roles) for key, roles in found.items()}
        if user.is_authenticated:
            user._roles = kept
    return kept


def forget(user: User) -> None:
    """After a membership began or ended: the next question reads the roles anew."""
    for kept in ("_memberships", "_roles"):
        user.__dict__.pop(kept, None)


def holds(user: Any, organization: Organization | int | None, *roles: str) -> bool:
    """Whether `user` is a member of `organization` now, in one of `roles` (in any, when none is named)."""
    key = organization.pk if isinstance(organization, Organization) else organization
    mine = roles_of(user).get(key, frozenset()) if key is not None else frozenset()
    return bool(mine & set(roles)) if roles else bool(mine)


def organizations_where(user: Any, *roles: str) -> list[int]:
    """Ids of the organisations in which `user` holds one of `roles`; sorted."""
    return sorted(key for key, mine in roles_of(user).items() if mine & set(roles))


def holds_anywhere(user: Any, *roles: str) -> bool:
    """Whether `user` holds one of `roles` in some organisation now (any role, when none is named)."""
    wanted = set(roles)
    return any(mine & wanted if wanted else mine for mine in roles_of(user).values())
