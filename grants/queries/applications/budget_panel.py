"""What a budget comes to, beside its rows: sums, categories, periods and limits, as the page prints and counts them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language

from grants.models import ApplicationBudgetLine, BudgetSource, Call, CostCategory, Lot
from grants.queries.applications.budgets import (
    BudgetTotals,
    CategorySum,
    LimitState,
    limit_states,
    period_labels,
    totals_of,
)
from kernel import formatting


@dataclass(frozen=True)
class PeriodSum:
    """What one period comes to: of the requested lines, and of all."""

    label: str
    requested: Decimal
    whole: Decimal


@dataclass(frozen=True)
class Panel:
    """Everything beside the rows. `group` and `point` are the marks by which the reader's language writes numbers."""

    currency: str
    totals: BudgetTotals
    sources: list[tuple[str, str, Decimal]]
    categories: list[CategorySum]
    periods: list[PeriodSum]
    limits: list[LimitState]
    group: str
    point: str


def panel_of(call: Call, lines: Sequence[ApplicationBudgetLine], lot: Lot | None = None) -> Panel:
    """The panel of `lines` in answer to `call`; one query. `categories` are all there are, empty ones with zero."""
    totals = totals_of(lines, call.budget_periods)
    labels = period_labels(call)
    known = {each.code: each for each in totals.by_category}
    nothing = Decimal(0)
    printed = formatting.number(Decimal(1234567) / 1000, get_language() or "en", 2)
    amounts = zip(labels, totals.requested_by_period, totals.by_period, strict=False)
    return Panel(
        currency=call.currency,
        totals=totals,
        sources=[
            (source.value, str(source.label), totals.sums.by_source.get(source, nothing)) for source in BudgetSource
        ],
        categories=[
            known.get(each.value) or CategorySum(each.value, str(each.label), nothing, nothing, None, None)
            for each in CostCategory
        ],
        periods=[PeriodSum(*each) for each in amounts] if len(labels) > 1 else [],
        limits=limit_states(call, totals, lot),
        group=printed[1],
        point=printed[-3],
    )
