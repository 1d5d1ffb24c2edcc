"""Profiles: who signs, who works there, years, donors, papers."""

from datetime import date
from decimal import Decimal

import factory

from organizations.models import (
    Accreditation,
    PaperKind,
    PastGrant,
    Policy,
    PolicyKind,
    ProfilePaper,
    Signatory,
    TeamMember,
    TeamPart,
    YearBudget,
)
from organizations.queries.profile.checks import years_asked
from tests.factories.organizations.documents import DocumentFactory
from tests.factories.organizations.organizations import OrganizationFactory, TerritorialUnitFactory


class SignatoryFactory(factory.django.DjangoModelFactory):
    """Signs alone since 2020."""

    class Meta:
        model = Signatory

    organization = factory.SubFactory(OrganizationFactory)
    name = factory.Sequence(lambda n: f"Signatory {n}")
    function = "Director"
    since_on = date(2020, 1, 1)


class TeamMemberFactory(factory.django.DjangoModelFactory):
    """Works full time."""

    class Meta:
        model = TeamMember

    organization = factory.SubFactory(OrganizationFactory)
    name = factory.Sequence(lambda n: f"Colleague {n}")
    function = "Coordinator"
    part = TeamPart.FULL_TIME
    since_year = 2021


class YearBudgetFactory(factory.django.DjangoModelFactory):
    """A year with money."""

    class Meta:
        model = YearBudget

    organization = factory.SubFactory(OrganizationFactory)
    year = 2025
    income = Decimal("500000.00")
    spent = Decimal("480000.00")


class PastGrantFactory(factory.django.DjangoModelFactory):
    """A grant of two years."""

    class Meta:
        model = PastGrant

    organization = factory.SubFactory(OrganizationFactory)
    donor = "A donor"
    project = "A project"
    amount = Decimal("10000.00")
    from_year = 2023
    until_year = 2024


class AccreditationFactory(factory.django.DjangoModelFactory):
    """Without an end."""

    class Meta:
        model = Accreditation

    organization = factory.SubFactory(OrganizationFactory)
    kind = "Home care"
    number = factory.Sequence(lambda n: f"A-{n}")
    issuer = "The council"
    valid_from = date(2024, 1, 1)


def complete_profile(organization):
    """Everything that the floor of organisations asks for, each section in the shortest way."""
    organization.idno, organization.registered_on = "9999000000105", date(2015, 5, 5)
    organization.unit = organization.unit or TerritorialUnitFactory()
    organization.address, organization.email, organization.summary = "Str. Mare 1", "casa@example.org", "A day centre."
    organization.other_services = "Help at home"
    organization.save()
    organization.territories.add(organization.unit)
    SignatoryFactory(organization=organization)
    TeamMemberFactory(organization=organization)
    for year in years_asked(organization):
        YearBudgetFactory(organization=organization, year=year)
    PastGrantFactory(organization=organization)
    AccreditationFactory(organization=organization)
    for kind in PolicyKind.objects.all():
        Policy.objects.create(organization=organization, kind=kind, is_there=False, explanation="We are three.")
    for kind in (PaperKind.STATUTES, PaperKind.REGISTRATION):
        document = DocumentFactory(organization=organization)
        ProfilePaper.objects.create(organization=organization, kind=kind, document=document)
    return organization
