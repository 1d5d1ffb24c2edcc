"""Things of the floor `organizations`, one module an aggregate."""

from tests.factories.organizations.documents import DocumentFactory
from tests.factories.organizations.organizations import (
    AuthorityFactory,
    CompetenceFactory,
    MembershipFactory,
    OrganizationFactory,
    TerritorialUnitFactory,
)
from tests.factories.organizations.profile import (
    AccreditationFactory,
    PastGrantFactory,
    SignatoryFactory,
    TeamMemberFactory,
    YearBudgetFactory,
    complete_profile,
)
from tests.factories.organizations.users import PASSWORD, TOTP_SECRET, OperatorFactory, UserFactory, give_second_factor

__all__ = [
    "PASSWORD",
    "TOTP_SECRET",
    "AccreditationFactory",
    "AuthorityFactory",
    "CompetenceFactory",
    "DocumentFactory",
    "MembershipFactory",
    "OperatorFactory",
    "OrganizationFactory",
    "PastGrantFactory",
    "SignatoryFactory",
    "TeamMemberFactory",
    "TerritorialUnitFactory",
    "UserFactory",
    "YearBudgetFactory",
    "complete_profile",
    "give_second_factor",
]
