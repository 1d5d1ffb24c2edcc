"""The public list of scorecards."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext_lazy as _

from cms.views.register import PublicList
from kernel.filters import HouseFilterSet
from kernel.folding import fold
from kernel.tables import Cell, Column, DateColumn, LinkColumn, NumberColumn, Table
from monitoring.models import ScorecardCycle
from reports.figures.accountability import (
    ScorecardLine,
    public_scorecards,
    published_scorecards,
    scorecard_lines,
    with_versions,
)

METHOD = [
    _("People and staff score the same statements from 1 to 5 in focus groups; a score is the mean of what they gave."),
    _("These are people who came to meetings, not a sample of all residents."),
    _("Where fewer people scored than the method asks for, nothing is shown but that a group was held."),
    _("What documents show stands apart from scores, and the authority's reply changes no score."),
]
WHY_NOT = _(
    "Scores are compared only within one version of the method and one kind of authority, with enough people and "
    "focus groups in both. So this list is not sorted by score: it would rank what cannot be ranked."
)


AUTHORITY, UNIT = "competence__authority__organization", "competence__authority__unit"
SERVICE = "competence__service"


def choices_of_list() -> dict[str, list[tuple[str, str]]]:
    """Authorities, services and places (with those that they are part of) of published scorecards; one query.

    Each with its address and its name on this page, in the order of names. A service is found by its Romanian name.
    """
    code = (get_language() or "ro")[:2]
    keys = {"authority": f"{AUTHORITY}__slug", "service": f"{SERVICE}_ro", "place": f"{UNIT}__slug"}
    names = {"authority": f"{AUTHORITY}__name", "service": SERVICE, "place": f"{UNIT}__name"}
    around = (f"{UNIT}__parent__slug", f"{UNIT}__parent__name")
    wanted = [*keys.values(), *(f"{path}_{each}" for path in (*names.values(), around[1]) for each in ("ro", code))]
    rows = public_scorecards().order_by().values(*wanted, around[0]).distinct()
    found: dict[str, dict[str, str]] = {name: {} for name in keys}
    for row in rows:
        pairs = [(name, row[keys[name]], names[name]) for name in keys]
        for name, key, path in (*pairs, ("place", row[around[0]], around[1])):
            if key:
                found[name][key] = row[f"{path}_{code}"] or row[f"{path}_ro"]
    return {name: sorted(each.items(), key=lambda pair: fold(pair[1])) for name, each in found.items()}


class ScorecardFilters(HouseFilterSet):
    """By authority, place, service and year; words are looked for in titles and names."""

    searched = ("folded", f"{AUTHORITY}__folded", f"{UNIT}__folded")

    authority = django_filters.ChoiceFilter(label=_("Authority"), field_name=f"{AUTHORITY}__slug")
    place = django_filters.ChoiceFilter(label=_("Place"), method="in_place")
    service = django_filters.ChoiceFilter(label=_("Service"), field_name=f"{SERVICE}_ro")
    year = django_filters.NumberFilter(
        label=_("Year"), field_name="collects_from", lookup_expr="year", min_value=2000, max_value=2100
    )

    class Meta:
        model = ScorecardCycle
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in choices_of_list().items():
            self.filters[name].extra["choices"] = choices

    def in_place(self, queryset: Any, name: str, value: str) -> Any:
        """Authorities of this place, or of a place in it."""
        return queryset.filter(Q(**{f"{UNIT}__slug": value}) | Q(**{f"{UNIT}__parent__slug": value}))


def reply_of(line: ScorecardLine) -> str:
    """Whether the authority replied, in words; its silence is said."""
    if line.replies:
        return pgettext("scorecard", "replied")
    if line.is_silent:
        return gettext("no reply within the term")
    return gettext("no reply yet")


class ScorecardTable(Table):
    """What the public reads of each scorecard. Its rows are lines made of the latest published versions."""

    caption = _("Published scorecards")
    empty = _("No scorecard is published yet.")
    demo = "is_demo"

    reference = LinkColumn(_("Reference"), to=lambda line: f"{line.slug}/")
    authority = Column(_("Authority"), sort="competence__authority__organization__name_ro")
    service = Column(_("Service"), sort="competence__service_ro")
    collects_from = DateColumn(_("Scored from"))
    collects_until = DateColumn(_("until"))
    people = NumberColumn(_("People"), "people_score", places=1, sort=False, missing=_("too little is known"))
    staff = NumberColumn(_("Staff"), "staff_score", places=1, sort=False, missing=_("too little is known"))
    reply = Column(_("Reply of the authority"), reply_of, sort=False)
    promises_made = NumberColumn(_("Promises made"), sort="promises_made")
    promises_kept = NumberColumn(_("Promises kept"), sort="promises_kept")
    published_at = DateColumn(_("Published on"), lambda line: line.published_on, sort="last_published_at")

    def is_demo(self, thing: Any) -> bool:
        """Whether the line, or the latest version of the scorecard, is demo data."""
        return bool(thing.is_demo if isinstance(thing, ScorecardLine) else thing.last_summary["is_demo"])

    def rows(self, things: Iterable[Any]) -> list[list[Cell]]:
        """The cells of scorecards."""
        return super().rows(scorecard_lines(things))

    def lines(self, things: Iterable[Any]) -> Iterable[list[Any]]:
        """The lines of a file, made one by one."""
        for each in things:
            yield from super().lines(scorecard_lines([each]))


class PublicScorecards(PublicList):
    """The register as a page of the public site, and as CSV and XLSX of what is shown."""

    model = ScorecardCycle
    table_class = ScorecardTable
    filterset_class = ScorecardFilters
    title = _("Scorecards")
    template_name = "cms/scorecards.html"

    def get_queryset(self) -> Any:
        """Published scorecards of published authorities only; with their versions where they are sorted by them."""
        is_by_version = self.sort.lstrip("-") in {"promises_made", "promises_kept", "published_at"}
        return published_scorecards() if is_by_version else public_scorecards()

    def printed(self, queryset: Any) -> Any:
        """The latest version of each: a line is made of nothing else."""
        return with_versions(queryset)

    def facts(self) -> dict[str, Any]:
        """How scores are made, and why some cannot be compared."""
        return {**super().facts(), "method": METHOD, "why_not": WHY_NOT}

    def notes(self) -> list[tuple[str, str]]:
        """The same, in the workbook."""
        return [*super().notes(), *((gettext("Method"), str(each)) for each in (*METHOD, WHY_NOT))]
