"""Which roles a person holds, read once per request; and who the members of an organisation are."""

from django.db.models import QuerySet

from organizations.models import Membership, Organization
from organizations.roles import holds, holds_anywhere, organizations_where, roles_of

__all__ = ["holds", "holds_anywhere", "members_of", "organizations_where", "roles_of"]


def members_of(organization: Organization) -> QuerySet[Membership]:
    """The memberships that hold now, with their people, by name, role and id."""
    rows = organization.memberships.filter(ended_at__isnull=True).select_related("user")
    return rows.order_by("user__name", "user_id", "role", "pk")
