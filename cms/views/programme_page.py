"""What the transparency page of a project prints: its facts, its money, what it says of itself, and its grants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grants.models import (
    COLUMNS,
    Agreement,
    Keeping,
    Pilot,
    Programme,
    ProgrammeDocument,
    ProgrammePartner,
    ProgrammeStatement,
    PublishedFigure,
    Source,
    StatementKind,
)
from kernel.charts import Series, grouped_bars
from kernel.compiled import compiled
from kernel.filters import named
from kernel.listing import in_languages, own
from kernel.money import Money
from monitoring.models import Framework
from organizations.models import TerritorialUnit
from reports.figures.changes import changed_on, with_last_changes
from reports.figures.grants import grant_lines, public_grants
from reports.figures.money import Figure, YearTable, figures_by_pilot, programme_money, year_tables
from reports.figures.results import programme_results

# The order in which a project is told.
STORY = [
    StatementKind.CONTEXT,
    StatementKind.GOAL,
    StatementKind.OBJECTIVE,
    StatementKind.ACTIVITY,
    StatementKind.EXPECTED_RESULT,
    StatementKind.ACHIEVEMENT,
    StatementKind.REFORM,
    StatementKind.FINDING,
]
GRANTS_SHOWN = 10
# What the page prints of a project itself.
FACTS = (
    *("slug", "status", "starts_on", "ends_on", "dates_precision", "sdgs", "currency", "is_demo", "changed_at"),
    *("implementer", "source", *(f"{column}_keeping" for column in COLUMNS)),
)
TEXTS = (
    *("title", "summary", "domain", "coverage_note"),
    *("direct_beneficiaries", "beneficiaries", "indirect_beneficiaries"),
)


@dataclass(frozen=True)
class ColumnFigure:
    """One of the five columns as it is printed: its word, its amounts (none: not published), where they come from."""

    name: str
    label: str | Promise
    amounts: tuple[Money, ...]
    note: str


@dataclass(frozen=True)
class Chapter:
    """The statements of one kind."""

    kind: str
    title: str | Promise
    statements: list[ProgrammeStatement]


@compiled
def public_programme(*, slug: str) -> QuerySet[Programme]:
    """The project that the public reads at `slug`, with what is printed of it and what says which parts its page has.

    So nothing is asked for a part that is missing.
    """
    texts = (*TEXTS, "source__organization__name", "implementer__name")
    found = Programme.objects.published().filter(slug=slug)
    joined = found.select_related("implementer", "source__organization")
    return with_last_changes(joined.only(*FACTS, *own(Source, "source"), *in_languages(*texts)).annotate(**_parts()))


@compiled
def _statements(*, programme: int) -> QuerySet[ProgrammeStatement]:
    shown = ("programme", "pilot", "kind", *in_languages("text", "attribution"))
    return ProgrammeStatement.objects.filter(programme=programme).only(*shown).order_by("position", "pk")


@compiled
def _pilots(*, programme: int) -> QuerySet[Pilot]:
    return Pilot.objects.filter(programme=programme).order_by("year", "slug")


@compiled
def _papers(*, programme: int) -> QuerySet[ProgrammeDocument]:
    papers = ProgrammeDocument.objects.public().filter(programme=programme)
    return papers.select_related("document").order_by("kind", "pk")


@compiled
def _units(*, programme: int) -> QuerySet[TerritorialUnit]:
    return named(TerritorialUnit.objects.filter(programmes=programme).order_by("name_ro", "pk"))


@compiled
def _grants(*, programme: int) -> QuerySet[Agreement]:
    return grant_lines().filter(programme=programme)[:GRANTS_SHOWN]


@compiled
def _told_partners(*, programme: int) -> QuerySet[ProgrammePartner]:
    told = ProgrammePartner.objects.filter(programme=programme).select_related("organization")
    return told.only("role", *in_languages("name", "organization__name")).order_by("position", "pk")


def _parts() -> dict[str, Exists | Coalesce]:
    grants = public_grants().filter(programme=OuterRef("pk")).order_by().values("programme")

    def has(rows: QuerySet) -> Exists:
        return Exists(rows.filter(programme=OuterRef("pk")).order_by())

    return {
        "has_pilots": has(Pilot.objects.all()),
        "has_figures": has(PublishedFigure.objects.all()),
        "has_documents": has(ProgrammeDocument.objects.public()),
        "has_framework": has(Framework.objects.of_programmes()),
        "grant_count": Coalesce(Subquery(grants.annotate(number=Count("pk")).values("number")), 0),
    }


def programme_context(programme: Any) -> dict[str, Any]:
    """Everything that the page of a `public_programme` prints: at most one query for each part."""
    money = programme_money(programme)
    statements = _statements(programme=programme.pk)
    figures = figures_by_pilot(programme) if programme.has_figures else {}
    pilots = _pilots(programme=programme.pk) if programme.has_pilots else []
    return {
        "programme": programme,
        "changed_on": changed_on(programme),
        "columns": [_column(name, label, figure) for name, label, figure in money.columns],
        "tally": money.planned_and_spent,
        "tables": [(table, year_chart(table)) for table in year_tables(programme, money)],
        "published_figures": figures.get(None, []),
        "results": programme_results(programme) if programme.has_framework else [],
        "chapters": chapters(each for each in statements if each.pilot_id is None),
        "pilots": [
            (pilot, chapters(each for each in statements if each.pilot_id == pilot.pk), figures.get(pilot.pk, []))
            for pilot in pilots
        ],
        "partners": _partners(programme),
        "documents": _papers(programme=programme.pk) if programme.has_documents else [],
        "units": _units(programme=programme.pk),
        "grants": _grants(programme=programme.pk) if programme.grant_count else [],
        "grant_count": programme.grant_count,
    }


def chapters(statements: Iterable[ProgrammeStatement]) -> list[Chapter]:
    """Statements by kind, in the order in which a project is told."""
    by_kind: dict[str, list[ProgrammeStatement]] = {}
    for statement in statements:
        by_kind.setdefault(statement.kind, []).append(statement)
    return [Chapter(kind, kind.label, by_kind[kind]) for kind in STORY if kind in by_kind]


def year_chart(table: YearTable) -> SafeString:
    """Planned and spent by year, in the currency of the table; a series of which nothing is known is left out."""
    series = [
        Series(str(label), [_amount(getattr(row, name)) for row in table.rows])
        for name, label in (("planned", _("planned")), ("spent", _("spent")))
    ]
    known = [each for each in series if any(value is not None for value in each.values)]
    title = _("Money by year, %(currency)s") % {"currency": table.currency}
    return grouped_bars(title, [str(row.year) for row in table.rows], known, table.currency, get_language() or "en")


def _amount(money: Money | None) -> Decimal | None:
    return None if money is None else money.amount


def _partners(programme: Programme) -> list[tuple[str, list[str]]]:
    """Names of the partners by their part, in the order in which they were entered."""
    by_role: dict[str, list[str]] = {}
    for partner in _told_partners(programme=programme.pk):
        by_role.setdefault(partner.get_role_display(), []).append(str(partner))
    return list(by_role.items())


def _column(name: str, label: str | Promise, figure: Figure) -> ColumnFigure:
    notes = {
        Keeping.KEPT: _("kept here, row by row"),
        Keeping.PUBLISHED: _("as published"),
        Keeping.NOT_PUBLISHED: _("by the source"),
    }
    return ColumnFigure(name, label, figure.amounts, notes[figure.kind])
