"""Facts about who and where."""

from organizations.models.activity import Activity
from organizations.models.document import Document
from organizations.models.duplicate import DuplicateDecision, PossibleDuplicate
from organizations.models.join_request import JoinRequest, JoinStatus
from organizations.models.membership import INVITATION_LASTS, Invitation, Membership
from organizations.models.notice import HeldNotice, NoticeChoice, QuietHours, Rhythm
from organizations.models.organization import (
    Authority,
    AuthorityTier,
    Competence,
    Nature,
    Organization,
    PublicationLevel,
)
from organizations.models.profile.money import PastGrant, YearBudget
from organizations.models.profile.papers import Accreditation, PaperKind, Policy, ProfilePaper, SectionAnswer
from organizations.models.profile.people import Signatory, Signs, TeamMember, TeamPart
from organizations.models.profile.reference import PolicyKind, ServiceKind
from organizations.models.publication import PublicationProposal
from organizations.models.role import CSO_ROLES, STAFF_ROLES, STEWARDS, Role
from organizations.models.territory import TerritorialUnit, UnitKind
from organizations.models.user import SYSTEM_EMAIL, User

__all__ = [
    "CSO_ROLES",
    "INVITATION_LASTS",
    "STAFF_ROLES",
    "STEWARDS",
    "SYSTEM_EMAIL",
    "Accreditation",
    "Activity",
    "Authority",
    "AuthorityTier",
    "Competence",
    "Document",
    "DuplicateDecision",
    "HeldNotice",
    "Invitation",
    "JoinRequest",
    "JoinStatus",
    "Membership",
    "Nature",
    "NoticeChoice",
    "Organization",
    "PaperKind",
    "PastGrant",
    "Policy",
    "PolicyKind",
    "PossibleDuplicate",
    "ProfilePaper",
    "PublicationLevel",
    "PublicationProposal",
    "QuietHours",
    "Rhythm",
    "Role",
    "SectionAnswer",
    "ServiceKind",
    "Signatory",
    "Signs",
    "TeamMember",
    "TeamPart",
    "TerritorialUnit",
    "UnitKind",
    "User",
    "YearBudget",
]
