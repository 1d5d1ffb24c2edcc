"""Frameworks, indicators, periods and figures, and a small world of people around them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import factory

from grants.models import Agreement, AgreementStatus, FundingLine, Programme
from monitoring.actions.totals import renew_total
from monitoring.models import (
    Category,
    Dimension,
    Framework,
    Indicator,
    Level,
    Measurement,
    Period,
    PeriodStatus,
    ReportQuestion,
    Result,
)
from organizations.models import Organization, Role, User
from tests.factories.grants.agreements import AgreementFactory
from tests.factories.grants.programmes import ProgrammeFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory, UserFactory


class FrameworkFactory(factory.django.DjangoModelFactory):
    """The framework of a whole programme."""

    class Meta:
        model = Framework

    programme = factory.SubFactory(ProgrammeFactory)


class ResultFactory(factory.django.DjangoModelFactory):
    """An outcome."""

    class Meta:
        model = Result

    framework = factory.SubFactory(FrameworkFactory)
    level = Level.OUTCOME
    title_ro = factory.Sequence(lambda n: f"Rezultatul {n}")


class IndicatorFactory(factory.django.DjangoModelFactory):
    """A number that should grow, summed over periods and grants; baseline not stated."""

    class Meta:
        model = Indicator

    framework = factory.SubFactory(FrameworkFactory)
    result = factory.SubFactory(ResultFactory, framework=factory.SelfAttribute("..framework"))
    code = factory.Sequence(lambda n: f"I{n}")
    title_ro = factory.Sequence(lambda n: f"Indicatorul {n}")


class DimensionFactory(factory.django.DjangoModelFactory):
    """Sex, with women and men."""

    class Meta:
        model = Dimension
        skip_postgeneration_save = True

    framework = factory.SubFactory(FrameworkFactory)
    title_ro = "Sex"

    @factory.post_generation
    def categories(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        for order, title in enumerate(extracted or ["Femei", "Bărbați"], 1):
            Category.objects.create(dimension=self, title_ro=title, order=order)


class PeriodFactory(factory.django.DjangoModelFactory):
    """An open half-year; the next one begins where this ends."""

    class Meta:
        model = Period

    framework = factory.SubFactory(FrameworkFactory)
    status = PeriodStatus.OPEN
    starts_on = factory.Sequence(lambda n: date(2001 + n // 2, 1 + 6 * (n % 2), 1))
    ends_on = factory.LazyAttribute(lambda o: date(o.starts_on.year, o.starts_on.month + 5, 30))
    due_on = factory.LazyAttribute(lambda o: date(o.ends_on.year + 1, 1, 15))


def grant(programme: Programme, organization: Organization | None = None, **facts: Any) -> Agreement:
    """An active agreement that runs as long as any period here."""
    facts = {
        "starts_on": date(2000, 1, 1),
        "ends_on": date(2060, 12, 31),
        "status": AgreementStatus.ACTIVE,
        "activated_at": datetime(2000, 1, 1, tzinfo=UTC),
        "activated_by": UserFactory(),
        **facts,
    }
    return AgreementFactory(programme=programme, organization=organization or OrganizationFactory(), **facts)


def member(organization: Organization, role: str) -> User:
    """A person with one role in `organization`."""
    return MembershipFactory(organization=organization, role=role).user


@dataclass
class World:
    """A programme with one donor, one grant and the people around them; one indicator, one open period each."""

    programme: Programme
    framework: Framework
    indicator: Indicator
    period: Period
    agreement: Agreement
    grant_framework: Framework
    link: Indicator
    grant_period: Period
    representative: User
    member: User
    officer: User
    manager: User
    donor_viewer: User


def link_to(indicator: Indicator, framework: Framework) -> Indicator:
    """A grant's indicator that feeds the programme's, with all that it inherits."""
    names = ("kind", "counts", "direction", "across_periods", "across_grants", "dimension", "code", "title_ro")
    inherited = {name: getattr(indicator, name) for name in names}
    return IndicatorFactory(framework=framework, result=indicator.result, linked_to=indicator, **inherited)


def world(**facts: Any) -> World:
    """`facts` are those of the indicator."""
    framework = FrameworkFactory()
    programme = framework.programme
    indicator = IndicatorFactory(framework=framework, **facts)
    period = PeriodFactory(framework=framework)
    agreement = grant(programme)
    grant_framework = FrameworkFactory(programme=programme, agreement=agreement)
    FundingLine.objects.create(
        programme=programme, year=2026, donor=OrganizationFactory(), amount=Decimal("5.00"), currency="EUR"
    )
    ReportQuestion.objects.create(framework=framework, text_ro="Ce ați realizat?")
    return World(
        programme=programme,
        framework=framework,
        indicator=indicator,
        period=period,
        agreement=agreement,
        grant_framework=grant_framework,
        link=link_to(indicator, grant_framework),
        grant_period=PeriodFactory(
            framework=grant_framework, feeds=period, starts_on=period.starts_on, ends_on=period.ends_on
        ),
        representative=member(agreement.organization, Role.REPRESENTATIVE),
        member=member(agreement.organization, Role.MEMBER),
        officer=member(programme.implementer, Role.MONITORING_OFFICER),
        manager=member(programme.implementer, Role.PROGRAMME_MANAGER),
        donor_viewer=member(programme.funding_lines.get().donor, Role.VIEWER),
    )


def verified(indicator: Indicator, period: Period, value: Any = None, **facts: Any) -> Measurement:
    """A verified figure, put there without the acts."""
    submitter, verifier = facts.pop("submitted_by", None) or UserFactory(), UserFactory()
    moment = facts.pop("at", None) or period_end(period)
    organizations = facts.pop("organizations", ())
    measurement = Measurement.objects.create(
        indicator=indicator,
        period=period,
        ends_on=period.ends_on,
        status="verified",
        value=None if value is None else Decimal(value),
        submitted_at=moment,
        submitted_by=submitter,
        verified_at=moment,
        verified_by=verifier,
        **facts,
    )
    measurement.organizations.set(organizations)
    renew_total(indicator)
    return measurement


def period_end(period: Period) -> datetime:
    """Noon of the last day of a period, in UTC."""
    return datetime.combine(period.ends_on, time(12), UTC)
