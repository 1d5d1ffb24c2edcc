"""Roles: what holds now, and for which organisation."""

from django.contrib.auth.models import AnonymousUser

from kernel import clock
from organizations.models import Role
from organizations.queries.memberships import holds, holds_anywhere, organizations_where, roles_of
from tests.factories.organizations import MembershipFactory, OperatorFactory, OrganizationFactory, UserFactory


def test_roles_end_with_the_membership(db):
    user, organization = UserFactory(), OrganizationFactory()
    MembershipFactory(user=user, organization=organization, role=Role.ACCOUNTANT)
    MembershipFactory(user=user, organization=organization, role=Role.MEMBER, ended_at=clock.now(), ended_by=user)
    assert roles_of(user) == {organization.pk: frozenset({Role.ACCOUNTANT})}
    assert holds(user, organization)
    assert not holds(user, organization, Role.MEMBER)
    assert not holds(user, OrganizationFactory())
    assert organizations_where(user, Role.ACCOUNTANT, Role.MEMBER) == [organization.pk]
    assert holds_anywhere(user, Role.ACCOUNTANT)


def test_roles_are_read_once(db, django_assert_num_queries):
    membership = MembershipFactory()
    with django_assert_num_queries(1):
        assert holds(membership.user, membership.organization)
        assert holds(membership.user, membership.organization, Role.REPRESENTATIVE)


def test_a_visitor_has_no_roles(db):
    assert roles_of(AnonymousUser()) == {}
    assert not holds(AnonymousUser(), OrganizationFactory())


def test_the_operator_is_bound_by_the_rules_too(db):
    operator, organization = OperatorFactory(), OrganizationFactory()
    assert not operator.has_perm("organizations.edit_organization", organization)
    assert operator.has_perm("organizations.erase_person", operator)
    assert operator.has_perm("organizations.change_territorialunit")
