"""What is wrong or unusual in the figures of a period, before anybody vouches for them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring import aggregation
from monitoring.figures import figure_of, plain
from monitoring.models import Period
from monitoring.queries.figure_rows import FigureRow, figure_rows


@dataclass(frozen=True)
class Problem:
    """One sentence about one figure. `blocks`: it cannot be submitted so; otherwise the verifier should look at it."""

    text: str
    blocks: bool


def problems_of(period: Period) -> dict[int, list[Problem]]:
    """The problems of a period's figures, by id of indicator, in the order of the indicators; eight queries.

    Verified figures are left out.
    """
    return {row.indicator.pk: problems_in(row) for row in figure_rows(period) if not row.is_verified}


def problems_in(row: FigureRow) -> list[Problem]:
    """The problems of one figure; no query.

    What is unusual (ten times the target or the figure before, a running total that falls), not broken down or not
    reported blocks until a note explains it.
    """
    code, figure = row.indicator.code, row.figure
    is_explained = row.measurement is not None and bool(row.measurement.note.strip())
    if figure is not None:
        return [*_in_parts(row, figure, is_explained=is_explained), *_in_size(row, figure, is_explained=is_explained)]
    if is_explained or (row.measurement is not None and row.measurement.is_not_applicable):
        return []
    text = _("%(code)s: enter the figure, mark it as not applicable, or say in the note why it is not reported.")
    return [Problem(text % {"code": code}, blocks=True)]


def _in_parts(row: FigureRow, figure: aggregation.Figure, *, is_explained: bool) -> list[Problem]:
    parts = aggregation.compare_parts(figure, [figure_of(part) for _category, part in row.parts])
    code = row.indicator.code
    if not parts.is_consistent:
        text = _("%(code)s: the categories do not make the whole; they differ by %(difference)s.")
        difference = plain(abs(parts.number) or abs(parts.denominator))
        return [Problem(text % {"code": code, "difference": difference}, blocks=True)]
    if row.parts and parts.missing:
        text = ngettext(
            "%(code)s: not broken down completely; %(count)s category is not reported.",
            "%(code)s: not broken down completely; %(count)s categories are not reported.",
            parts.missing,
        )
        return [Problem(text % {"code": code, "count": parts.missing}, blocks=not is_explained)]
    return []


def _in_size(row: FigureRow, figure: aggregation.Figure, *, is_explained: bool) -> list[Problem]:
    found = []
    if aggregation.is_outlier(figure.amount, row.promised, row.before):
        text = _("%(code)s: over ten times its target or the figure before. Correct it, or explain it in the note.")
        found.append(text)
    if aggregation.falls(row.indicator.across_periods, row.indicator.direction, row.before, figure.amount):
        text = _("%(code)s: a running total fell below the figure before. Correct it, or explain it in the note.")
        found.append(text)
    if figure.denominator is not None and figure.number > figure.denominator:
        text = _("%(code)s: the numerator is greater than the denominator. Correct it, or explain it in the note.")
        found.append(text)
    return [Problem(text % {"code": row.indicator.code}, blocks=not is_explained) for text in found]
