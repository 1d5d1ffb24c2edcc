"""Programmes: what their pages in the workspace print."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.db.models import DecimalField, F, OuterRef, QuerySet, Subquery, Sum

from grants.models import (
    FundingLine,
    Keeping,
    PartnerRole,
    Pilot,
    Programme,
    ProgrammeDocument,
    ProgrammePartner,
    ProgrammeStatement,
    PublishedFigure,
    StatementKind,
)
from organizations.models import Organization, User


@dataclass(frozen=True)
class StatementGroup:
    """The statements of one kind, in their order."""

    kind: StatementKind
    statements: list[ProgrammeStatement]


@dataclass(frozen=True)
class PilotTexts:
    """A pilot, what is said of it, and the numbers that its source prints."""

    pilot: Pilot
    groups: list[StatementGroup]
    figures: list[PublishedFigure]


@dataclass(frozen=True)
class ProgrammeTexts:
    """What a programme says of itself, and who takes part in it."""

    groups: list[StatementGroup]
    donors: list[Organization]
    partners: list[ProgrammePartner]
    figures: list[PublishedFigure]
    pilots: list[PilotTexts]


def with_planned(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    """Each programme with `planned`: what was planned in its own currency; None where the plan is not published."""
    lines = FundingLine.objects.filter(programme=OuterRef("pk"), currency=OuterRef("currency"))
    shown = lines.exclude(programme__planned_keeping=Keeping.NOT_PUBLISHED).order_by()
    total = shown.values("programme").annotate(total=Sum("amount")).values("total")
    return programmes.annotate(planned=Subquery(total, output_field=DecimalField(max_digits=18, decimal_places=2)))


def texts_of(programme: Programme) -> ProgrammeTexts:
    """Statements by kind, donors, partners and published figures of `programme`; those of its pilots apart."""
    statements = list(programme.statements.select_related("source"))
    figures = list(programme.published_figures.select_related("source"))
    everybody = list(programme.partners.select_related("organization"))
    return ProgrammeTexts(
        groups=_grouped(statements, None),
        donors=donors_of(programme),
        partners=[each for each in everybody if each.role != PartnerRole.DONOR],
        figures=[each for each in figures if each.pilot_id is None],
        pilots=[
            PilotTexts(pilot, _grouped(statements, pilot.pk), [each for each in figures if each.pilot_id == pilot.pk])
            for pilot in programme.pilots.select_related("source")
        ],
    )


@dataclass(frozen=True)
class ProgrammePapers:
    """The documents of a programme that stand, and those that were replaced or withdrawn, the latest first."""

    current: list[ProgrammeDocument]
    former: list[ProgrammeDocument]


def papers_of(programme: Programme, *, with_history: bool) -> ProgrammePapers:
    """The documents of `programme`; the former ones only where they are asked for."""
    rows = ProgrammeDocument.objects.filter(programme=programme)
    current = rows.current().select_related("document", "source").order_by("kind", "pk")
    withdrawn = rows.exclude(withdrawn_at__isnull=True).select_related("document", "withdrawn_by")
    former = list(withdrawn.order_by("-withdrawn_at", "-pk")) if with_history else []
    return ProgrammePapers(current=list(current), former=former)


def _grouped(statements: list[ProgrammeStatement], pilot: int | None) -> list[StatementGroup]:
    """The statements of the pilot, or of the programme itself, by kind in the order of the kinds."""
    kinds = list(StatementKind)
    here = [each for each in statements if each.pilot_id == pilot]
    here.sort(key=lambda each: (kinds.index(StatementKind(each.kind)), each.position))
    return [StatementGroup(kind, list(rows)) for kind, rows in groupby(here, key=lambda each: StatementKind(each.kind))]


def donors_of(programme: Programme) -> list[Organization]:
    """Who funds `programme`: donors of its funding lines in their order, then those known without a figure."""
    planned = programme.funding_lines.filter(donor__isnull=False).select_related("donor").order_by("pk")
    known = programme.partners.filter(role=PartnerRole.DONOR, organization__isnull=False).select_related("organization")
    donors = [line.donor for line in planned] + [partner.organization for partner in known]
    return [donor for donor in dict.fromkeys(donors) if donor is not None]


def houses_of(user: User) -> QuerySet[Organization]:
    """Implementers in which `user` manages programmes."""
    return Organization.objects.of(user, "programme_manager").order_by(F("name_ro").asc(nulls_last=True), "pk")
