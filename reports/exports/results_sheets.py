"""The results of a project as sheets of its workbook: indicators, and the verified figures that make them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from grants.models import Programme
from kernel.spreadsheets import Heading, Sheet
from reports.figures.grants import has_public_page
from reports.figures.results import figures_behind, programme_results


def results_sheets(programme: Programme, *, published_only: bool) -> list[Sheet]:
    """Two sheets, or none when the project has no framework. Words stand where there is no number."""
    rows = programme_results(programme)
    if not rows:
        return []
    headings = [
        Heading(_("Level")),
        Heading(_("Result")),
        Heading(_("Code")),
        Heading(_("Indicator")),
        Heading(_("Unit")),
        Heading(_("Baseline"), "number"),
        Heading(_("Baseline of"), "date"),
        Heading(_("Target means")),
        Heading(_("Target"), "number"),
        Heading(_("Reached"), "number"),
        Heading(_("Verified reports"), "number"),
        Heading(_("Grants"), "number"),
        Heading(_("Kept")),
    ]
    lines: list[list[Any]] = [
        [
            row.level,
            row.result,
            row.code,
            row.title,
            row.unit,
            _("not stated") if row.baseline is None else row.baseline,
            row.baseline_on,
            row.words,
            _("not stated") if row.target is None else row.target,
            _("not reported") if row.actual is None else row.actual,
            row.reports,
            row.grants,
            {True: _("yes"), False: _("not yet"), None: ""}[row.is_kept],
        ]
        for row in rows
    ]
    return [Sheet(_("Indicators"), headings, lines), _figures_sheet(programme, published_only=published_only)]


def _figures_sheet(programme: Programme, *, published_only: bool) -> Sheet:
    headings = [
        Heading(_("Code")),
        Heading(_("Indicator")),
        Heading(_("Reported by")),
        Heading(pgettext("date", "From"), "date"),
        Heading(pgettext("date", "Until"), "date"),
        Heading(_("Figure"), "number"),
        Heading(_("Numerator"), "number"),
        Heading(_("Denominator"), "number"),
        Heading(_("Verified on"), "date"),
    ]
    return Sheet(_("Verified figures"), headings, _figure_lines(programme, published_only=published_only))


def _figure_lines(programme: Programme, *, published_only: bool) -> Iterator[list[Any]]:
    for row in figures_behind(programme):
        grant = row.agreement
        is_told = grant is None or has_public_page(grant) or not published_only
        reporter = (grant.reference if grant is not None else _("whole project")) if is_told else _("not published")
        missing = _("not applicable") if row.is_not_applicable else _("not reported")
        yield [
            row.code,
            row.title,
            reporter,
            row.period.starts_on,
            row.period.ends_on,
            missing if row.figure is None else row.figure,
            row.numerator,
            row.denominator,
            row.verified_on,
        ]
