"""Which roles can be given in an organisation."""

from typing import Any

from organizations.models import Membership, Nature, Organization, Role
from organizations.registries import role_offers
from organizations.rules import has_no_steward, is_operator

CSO_NATURES = frozenset({Nature.ASSOCIATION, Nature.FOUNDATION, Nature.NETWORK, Nature.COMPANY})
DONOR_NATURES = frozenset({Nature.INTERNATIONAL, Nature.STATE_DONOR, Nature.FOUNDATION})
FIRST_ROLES = (Role.ADMINISTRATOR, Role.REPRESENTATIVE, Role.OFFICER, Role.VIEWER)


def has_administrator(organization: Organization) -> bool:
    """Whether the organisation runs programmes here: somebody administers it now."""
    return Membership.objects.filter(organization=organization, role=Role.ADMINISTRATOR, ended_at__isnull=True).exists()


def roles_for(organization: Organization, user: Any) -> list[str]:
    """The roles that `user` can give in `organization`, in the order of `Role`.

    They follow from its nature and the parts it plays. The operator begins an organisation that nobody answers for
    yet: with an administrator, a representative, an officer or a viewer.
    """
    if is_operator(user) and has_no_steward(user, organization):
        return [role for role in Role.values if role in FIRST_ROLES]
    offered = {role for offer in role_offers if offer.fits(organization) for role in offer.roles}
    return [role for role in Role.values if role in offered]
