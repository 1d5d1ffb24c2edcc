"""Programmes, their funding and their texts."""

from datetime import date
from decimal import Decimal

import factory

from grants.models import (
    FundingLine,
    Pilot,
    Programme,
    ProgrammeDocument,
    ProgrammeDocumentKind,
    ProgrammePartner,
    ProgrammeStatement,
    ProgrammeStatus,
    PublishedFigure,
    Source,
    StatementKind,
)
from organizations.models import Nature
from tests.factories.organizations import OrganizationFactory


class SourceFactory(factory.django.DjangoModelFactory):
    """A page that somebody published."""

    class Meta:
        model = Source

    title = factory.Sequence(lambda n: f"Page {n}")
    publisher = "A publisher"
    language = "ro"
    reference = factory.Sequence(lambda n: f"page-{n}.txt")


class ProgrammeFactory(factory.django.DjangoModelFactory):
    """An active programme of an international organisation in EUR, everything kept here; not published."""

    class Meta:
        model = Programme

    code = factory.Sequence(lambda n: f"P{n}")
    slug = factory.Sequence(lambda n: f"programme-{n}")
    title_ro = factory.Sequence(lambda n: f"Proiectul {n}")
    implementer = factory.SubFactory(OrganizationFactory, nature=Nature.INTERNATIONAL)
    status = ProgrammeStatus.ACTIVE
    starts_on = date(2024, 1, 1)
    ends_on = date(2027, 12, 31)
    currency = "EUR"


class FundingLineFactory(factory.django.DjangoModelFactory):
    """What a state donor planned for 2024."""

    class Meta:
        model = FundingLine

    programme = factory.SubFactory(ProgrammeFactory)
    year = 2024
    donor = factory.SubFactory(OrganizationFactory, nature=Nature.STATE_DONOR)
    amount = Decimal("10000.00")
    currency = factory.SelfAttribute("programme.currency")


class PilotFactory(factory.django.DjangoModelFactory):
    """A pilot of a programme."""

    class Meta:
        model = Pilot

    programme = factory.SubFactory(ProgrammeFactory)
    slug = factory.Sequence(lambda n: f"pilot-{n}")
    title_ro = factory.Sequence(lambda n: f"Pilotul {n}")


class ProgrammeStatementFactory(factory.django.DjangoModelFactory):
    """An objective."""

    class Meta:
        model = ProgrammeStatement

    programme = factory.SubFactory(ProgrammeFactory)
    kind = StatementKind.OBJECTIVE
    position = factory.Sequence(lambda n: n + 1)
    text_ro = factory.Sequence(lambda n: f"Obiectivul {n}")


class ProgrammePartnerFactory(factory.django.DjangoModelFactory):
    """An organisation of the register as partner."""

    class Meta:
        model = ProgrammePartner

    programme = factory.SubFactory(ProgrammeFactory)
    organization = factory.SubFactory(OrganizationFactory)


class ProgrammeDocumentFactory(factory.django.DjangoModelFactory):
    """A project document of which no copy is kept."""

    class Meta:
        model = ProgrammeDocument

    programme = factory.SubFactory(ProgrammeFactory)
    kind = ProgrammeDocumentKind.PROJECT_DOCUMENT
    title_ro = "Document de proiect"


class PublishedFigureFactory(factory.django.DjangoModelFactory):
    """A figure that nobody confirmed."""

    class Meta:
        model = PublishedFigure

    programme = factory.SubFactory(ProgrammeFactory)
    source = factory.SubFactory(SourceFactory)
    code = factory.Sequence(lambda n: f"figure-{n}")
    label_ro = "Contribuția"
    as_printed = "€ 2 500"
    amount = Decimal("2500.00")
    currency = "EUR"
