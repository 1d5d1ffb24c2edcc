"""Organisations, their members, territory and authorities."""

from datetime import date

import factory

from organizations.models import (
    STAFF_ROLES,
    Authority,
    AuthorityTier,
    Competence,
    Membership,
    Nature,
    Organization,
    Role,
    TerritorialUnit,
    UnitKind,
)
from tests.factories.organizations.users import UserFactory, give_second_factor


class TerritorialUnitFactory(factory.django.DjangoModelFactory):
    """A district."""

    class Meta:
        model = TerritorialUnit

    slug = factory.Sequence(lambda n: f"unit-{n}")
    kind = UnitKind.DISTRICT
    name_ro = factory.Sequence(lambda n: f"Raionul {n}")


class OrganizationFactory(factory.django.DjangoModelFactory):
    """An association, not published."""

    class Meta:
        model = Organization

    slug = factory.Sequence(lambda n: f"organization-{n}")
    name_ro = factory.Sequence(lambda n: f"Asociația {n}")
    nature = Nature.ASSOCIATION


class MembershipFactory(factory.django.DjangoModelFactory):
    """A representative of an association, unless told otherwise; who gets a role of staff has a second factor."""

    class Meta:
        model = Membership
        skip_postgeneration_save = True

    user = factory.SubFactory(UserFactory)
    organization = factory.SubFactory(OrganizationFactory)
    role = Role.REPRESENTATIVE

    @factory.post_generation
    def second_factor(self, create, extracted, **kwargs):
        if self.role in STAFF_ROLES and extracted is not False:
            give_second_factor(self.user)


class AuthorityFactory(factory.django.DjangoModelFactory):
    """A town hall with its organisation and its unit."""

    class Meta:
        model = Authority

    organization = factory.SubFactory(OrganizationFactory, nature=Nature.PUBLIC_AUTHORITY)
    unit = factory.SubFactory(TerritorialUnitFactory)
    tier = AuthorityTier.LOCAL


class CompetenceFactory(factory.django.DjangoModelFactory):
    """What an authority answers for since 2020."""

    class Meta:
        model = Competence

    authority = factory.SubFactory(AuthorityFactory)
    service_ro = factory.Sequence(lambda n: f"Serviciul {n}")
    since_on = date(2020, 1, 1)
