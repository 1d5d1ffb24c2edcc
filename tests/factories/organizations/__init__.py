"""Things of the floor `organizations`, one module an aggregate."""

from tests.factories.organizations.documents import DocumentFactory
from tests.factories.organizations.organizations import (
    AuthorityFactory,
    CompetenceFactory,
    MembershipFactory,
    OrganizationFactory,
    TerritorialUnitFactory,
)
from tests.factories.organizations.users import PASSWORD, UserFactory

__all__ = [
    "PASSWORD",
    "AuthorityFactory",
    "CompetenceFactory",
    "DocumentFactory",
    "MembershipFactory",
    "OrganizationFactory",
    "TerritorialUnitFactory",
    "UserFactory",
]
