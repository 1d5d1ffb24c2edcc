"""The results of a programme and of a grant: what was promised, and what verified reports say was reached.

Only verified figures count. What is not stated, not reported or does not add up is no number: never 0, in no sum.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from grants.models import Agreement, Programme
from kernel import clock
from kernel.labels import label_of
from monitoring.figures import figure_from, plain
from monitoring.models import Indicator, Measurement, Period, Target
from monitoring.queries.progress import IndicatorProgress, agreement_progress, indicator_progress, programme_progress

BEHIND = ("indicator_id", "period_id", "value", "numerator", "denominator", "is_not_applicable", "verified_at")


@dataclass(frozen=True)
class ResultRow:
    """One indicator: promised and reached, in `unit` ("%" for percentages).

    `target` None: not stated. `words` say how it is meant ("at least", nothing where that is not stated) and `promise`
    is both. `actual` None: nothing verified is reported, or grants of this indicator do not add up.
    `reports` verified figures of `grants` grants make it; `progress` is the part of the way from baseline to target.
    """

    pk: int
    level: str
    result: str
    code: str
    title: str
    unit: str
    baseline: Decimal | None
    baseline_on: date | None
    words: str
    target: Decimal | None
    actual: Decimal | None
    reports: int
    grants: int
    progress: Decimal | None
    is_kept: bool | None
    is_falling: bool
    tally_text: str
    promise: str

    @property
    def is_percentage(self) -> bool:
        """Whether the amounts are in percent."""
        return self.unit == "%"


@dataclass(frozen=True)
class FigureRow:
    """One verified figure: of which indicator, reported by whom, for which period."""

    code: str
    title: str
    agreement: Agreement | None
    period: Period
    figure: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    is_not_applicable: bool
    verified_on: date | None


def programme_results(programme: Programme) -> list[ResultRow]:
    """The indicators of a programme in the order of its framework; empty when it has none. Four queries at most."""
    return [_row(line) for line in programme_progress(programme)]


def agreement_results(agreement: Agreement) -> list[ResultRow]:
    """The indicators of one grant in the order of its framework; empty when it has none. Three queries at most."""
    return [_row(line) for line in agreement_progress(agreement)]


def indicator_result(indicator: Indicator) -> ResultRow:
    """One indicator as `programme_results` has it, with its `result`; four queries."""
    return _row(indicator_progress(indicator))


def _row(line: IndicatorProgress) -> ResultRow:
    indicator = line.indicator
    return ResultRow(
        pk=indicator.pk,
        level=label_of(indicator.result, "level"),
        result=str(indicator.result),
        code=indicator.code,
        title=indicator.title,
        unit="%" if indicator.is_percentage else indicator.unit_of_measure or "",
        baseline=line.baseline,
        baseline_on=indicator.baseline_on,
        words=line.words,
        target=line.promised,
        actual=line.actual,
        reports=line.reached.reports,
        grants=line.reached.grants,
        progress=line.progress,
        is_kept=line.is_kept,
        is_falling=indicator.direction == "decrease",
        tally_text=line.tally_text,
        promise=line.promise,
    )


def period_targets(programme: Programme) -> list[Target]:
    """The targets of single periods of a programme's indicators, by indicator and period; one query."""
    rows = Target.objects.filter(
        indicator__framework__programme=programme, indicator__framework__agreement=None, period__isnull=False
    )
    return list(
        rows.select_related("indicator", "period").order_by("indicator__order", "indicator__code", "period__starts_on")
    )


def figures_behind(programme: Programme) -> Iterator[FigureRow]:
    """The verified figures of a programme and its grants, by indicator, grant and period, as they are read.

    Who may see which grant is for the caller to ask: rows carry the agreement. Many figures share an indicator and a
    period, so these are held in memory and the figures are not.
    """
    indicators = Indicator.objects.filter(framework__programme=programme).in_bulk()
    periods = Period.objects.filter(framework__programme=programme).select_related("framework__agreement").in_bulk()
    rows = (
        Measurement.objects.verified()
        .filter(indicator__framework__programme=programme)
        .order_by("indicator__order", "indicator__code", "period__framework__agreement__reference", "ends_on", "pk")
        .values_list(*BEHIND)
    )
    for indicator_id, period_id, value, numerator, denominator, is_not_applicable, verified_at in rows.iterator():
        indicator, period = indicators[indicator_id], periods[period_id]
        figure = figure_from(value, numerator, denominator)
        yield FigureRow(
            code=indicator.code,
            title=indicator.title,
            agreement=period.framework.agreement,
            period=period,
            figure=plain(figure.amount) if figure is not None else None,
            numerator=plain(numerator),
            denominator=plain(denominator),
            is_not_applicable=is_not_applicable,
            verified_on=clock.day_of(verified_at) if verified_at else None,
        )
