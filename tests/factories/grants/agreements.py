"""Agreements with their budget, tranches and people, in any state of their life; moved there by the acts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import factory

from grants.actions.agreements.drafting import accept_agreement, offer_agreement
from grants.actions.agreements.life import activate_agreement
from grants.actions.agreements.signatures import record_signature
from grants.models import (
    Agreement,
    BudgetLine,
    Condition,
    ConditionKind,
    CostCategory,
    Programme,
    Side,
    SignatureKind,
    Tranche,
)
from kernel import clock
from organizations.models import Organization, Role, User
from tests.factories.grants.programmes import ProgrammeFactory
from tests.factories.organizations import DocumentFactory, MembershipFactory, OrganizationFactory, UserFactory


class AgreementFactory(factory.django.DjangoModelFactory):
    """A draft over 10,000 EUR for 2026, without budget lines and tranches."""

    class Meta:
        model = Agreement

    programme = factory.SubFactory(ProgrammeFactory)
    organization = factory.SubFactory(OrganizationFactory)
    reference = factory.Sequence(lambda n: f"AGR-2026-{n + 1:04d}")
    title_ro = factory.Sequence(lambda n: f"Grantul {n}")
    currency = "EUR"
    amount = Decimal("10000.00")
    starts_on = date(2026, 1, 1)
    ends_on = date(2026, 12, 31)
    drafted_by = factory.SubFactory(UserFactory)


class BudgetLineFactory(factory.django.DjangoModelFactory):
    """A line for staff."""

    class Meta:
        model = BudgetLine

    agreement = factory.SubFactory(AgreementFactory)
    code = factory.Sequence(lambda n: str(n + 1))
    title_ro = factory.Sequence(lambda n: f"Linia {n}")
    category = CostCategory.STAFF
    amount = Decimal("1000.00")


class TrancheFactory(factory.django.DjangoModelFactory):
    """A planned tranche without conditions."""

    class Meta:
        model = Tranche

    agreement = factory.SubFactory(AgreementFactory)
    number = factory.Sequence(lambda n: n + 1)
    amount = Decimal("1000.00")
    due_on = date(2026, 2, 1)


class ConditionFactory(factory.django.DjangoModelFactory):
    """A document that must be handed in."""

    class Meta:
        model = Condition

    tranche = factory.SubFactory(TrancheFactory)
    kind = ConditionKind.DOCUMENT
    text_ro = "Planul de achiziții"


@dataclass(frozen=True)
class Team:
    """One person for each role on the two sides of an agreement."""

    implementer: Organization
    grantee: Organization
    manager: User
    officer: User
    finance: User
    approver: User
    monitor: User
    representative: User
    accountant: User
    member: User


def member_of(organization: Organization, role: str, **facts: object) -> User:
    """A new person with `role` in `organization`."""
    return MembershipFactory(organization=organization, role=role, user=UserFactory(**facts)).user


def team_of(programme: Programme | None = None, grantee: Organization | None = None) -> Team:
    """New people around a programme and a grantee."""
    implementer = (programme or ProgrammeFactory()).implementer
    grantee = grantee or OrganizationFactory()
    return Team(
        implementer=implementer,
        grantee=grantee,
        manager=member_of(implementer, Role.PROGRAMME_MANAGER),
        officer=member_of(implementer, Role.GRANTS_OFFICER),
        finance=member_of(implementer, Role.FINANCE_OFFICER),
        approver=member_of(implementer, Role.FINANCE_APPROVER),
        monitor=member_of(implementer, Role.MONITORING_OFFICER),
        representative=member_of(grantee, Role.REPRESENTATIVE),
        accountant=member_of(grantee, Role.ACCOUNTANT),
        member=member_of(grantee, Role.MEMBER),
    )


def drafted(**facts: object) -> tuple[Agreement, Team]:
    """A draft over 10,000 EUR: lines of 6,000 and 4,000; tranches of 7,000, and of 3,000 after financial report 1."""
    agreement = AgreementFactory(**facts)
    BudgetLineFactory(agreement=agreement, code="1", amount=Decimal("6000.00"), order=1)
    BudgetLineFactory(
        agreement=agreement, code="2", amount=Decimal("4000.00"), order=2, category=CostCategory.EQUIPMENT
    )
    TrancheFactory(agreement=agreement, number=1, amount=Decimal("7000.00"))
    second = TrancheFactory(agreement=agreement, number=2, amount=Decimal("3000.00"), due_on=date(2026, 7, 1))
    ConditionFactory(tranche=second, kind=ConditionKind.FINANCIAL_REPORT, report_number=1, text_ro="Raportul 1")
    return agreement, team_of(agreement.programme, agreement.organization)


def signed(**facts: object) -> tuple[Agreement, Team]:
    """A draft that was offered, accepted and signed by both sides."""
    agreement, team = drafted(**facts)
    agreement = offer_agreement(agreement, by=team.officer)
    agreement = accept_agreement(agreement, by=team.representative)
    for side in Side.values:
        record_signature(
            agreement,
            side=side,
            kind=SignatureKind.INK,
            signed_on=clock.today(),
            document=DocumentFactory(organization=team.implementer),
            by=team.officer,
        )
    agreement.refresh_from_db()
    return agreement, team


def active(**facts: object) -> tuple[Agreement, Team]:
    """A signed agreement in force; its commitment stands in the ledger."""
    agreement, team = signed(**facts)
    return activate_agreement(agreement, by=team.manager), team
