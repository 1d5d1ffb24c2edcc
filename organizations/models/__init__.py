"""Facts about who and where."""

from organizations.models.activity import Activity
from organizations.models.document import Document
from organizations.models.membership import INVITATION_LASTS, Invitation, Membership
from organizations.models.organization import (
    Authority,
    AuthorityTier,
    Competence,
    Nature,
    Organization,
    PublicationLevel,
)
from organizations.models.publication import PublicationProposal
from organizations.models.role import CSO_ROLES, STAFF_ROLES, Role
from organizations.models.territory import TerritorialUnit, UnitKind
from organizations.models.user import SYSTEM_EMAIL, User

__all__ = [
    "CSO_ROLES",
    "INVITATION_LASTS",
    "STAFF_ROLES",
    "SYSTEM_EMAIL",
    "Activity",
    "Authority",
    "AuthorityTier",
    "Competence",
    "Document",
    "Invitation",
    "Membership",
    "Nature",
    "Organization",
    "PublicationLevel",
    "PublicationProposal",
    "Role",
    "TerritorialUnit",
    "UnitKind",
    "User",
]
