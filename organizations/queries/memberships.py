"""Which roles a person holds, read once per request."""

from organizations.models import Membership, Organization, User


def roles_of(user: User) -> dict[int, frozenset[str]]:
    """The roles that `user` holds now, by id of organisation; one query for each user object, kept on it."""
    if not user.is_authenticated:
        return {}
    kept: dict[int, frozenset[str]] | None = getattr(user, "_roles", None)
    if kept is None:
        rows = Membership.objects.filter(user=user, ended_at__isnull=True).values_list("organization_id", "role")
        found: dict[int, set[str]] = {}
        for organization_id, role in rows:
            found.setdefault(organization_id, set()).add(role)
        kept = {key: frozenset(roles) for key, roles in found.items()}
        user._roles = kept
    return kept


def holds(user: User, organization: Organization | int | None, *roles: str) -> bool:
    """Whether `user` is a member of `organization` now, in one of `roles` (in any, when none is named)."""
    key = organization.pk if isinstance(organization, Organization) else organization
    mine = roles_of(user).get(key, frozenset()) if key is not None else frozenset()
    return bool(mine & set(roles)) if roles else bool(mine)


def organizations_where(user: User, *roles: str) -> list[int]:
    """Ids of the organisations in which `user` holds one of `roles`; sorted."""
    return sorted(key for key, mine in roles_of(user).items() if mine & set(roles))
