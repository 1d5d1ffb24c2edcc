"""People of an implementer and of a donor, for the tests of this floor."""

from typing import Any

from organizations.models import Organization, Role, User
from tests.factories.organizations import MembershipFactory, UserFactory
from tests.factories.organizations.users import give_second_factor


def somebody(organization: Organization, *roles: Role, **facts: Any) -> User:
    """A person with `roles` in `organization`, who has a second factor."""
    user = UserFactory(**facts)
    for role in roles:
        MembershipFactory(user=user, organization=organization, role=role)
    give_second_factor(user)
    return user
