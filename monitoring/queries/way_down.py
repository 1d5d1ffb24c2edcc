"""The way down from a rolled-up figure: by period, by category, and the very reports that make it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from monitoring.aggregation import Figure, Total, across_grants, added, distinct, is_kept
from monitoring.figures import figure_from, figure_of, plain
from monitoring.models import AcrossPeriods, Category, Indicator, Measurement, MeasurementValue, Period, Target
from monitoring.queries.progress import family


@dataclass(frozen=True)
class PeriodProgress:
    """What was promised for one period and reached in it, by all grants together."""

    period: Period
    target: Target | None
    total: Total

    @property
    def actual(self) -> Decimal | None:
        """The figure of the period, percentages in percent."""
        return plain(self.total.figure.amount) if self.total.figure is not None else None

    @property
    def promised(self) -> Decimal | None:
        """The target of the period; None when it has none or it is not stated."""
        return plain(self.target.value) if self.target is not None else None

    @property
    def is_kept(self) -> bool | None:
        """Whether the period's target is kept."""
        return is_kept(self.target.operator, self.promised, self.actual) if self.target is not None else None


@dataclass(frozen=True)
class CategoryProgress:
    """What was reached in one category."""

    category: Category
    total: Total

    @property
    def actual(self) -> Decimal | None:
        """The figure of the category, percentages in percent; None when nothing was reported."""
        return plain(self.total.figure.amount) if self.total.figure is not None else None


def contributions(indicator: Indicator) -> QuerySet[Measurement]:
    """The verified figures that make an indicator's total: grant by grant, period by period."""
    rows = Measurement.objects.verified().filter(indicator__in=family([indicator]))
    return rows.select_related(
        "indicator", "verified_by", "period__framework__agreement__organization", "period__framework__programme"
    ).order_by("period__framework__agreement__reference", "ends_on", "pk")


def by_period(indicator: Indicator) -> list[PeriodProgress]:
    """An indicator in each period of its framework; four queries. A period nobody reported on is there, with none."""
    found: dict[int, list[Figure]] = {}
    rows = contributions(indicator).select_related(None).annotate(whole=Coalesce("period__feeds_id", "period_id"))
    named: dict[int, set[int]] = {}
    if indicator.names_organizations:
        for row, organization in rows.order_by().values_list("pk", "organizations"):
            named.setdefault(row, set()).update(() if organization is None else (organization,))
    for row, whole, *numbers in rows.values_list("pk", "whole", "value", "numerator", "denominator"):
        figure = distinct(named.get(row, ())) if indicator.names_organizations else figure_from(*numbers)
        if figure is not None and (numbers[0] is not None or numbers[2] is not None):
            found.setdefault(whole, []).append(figure)
    is_fed = indicator.links.exists()
    targets = {each.period_id: each for each in indicator.targets.exclude(period=None)}
    return [
        PeriodProgress(period, targets.get(period.pk), _together(indicator, found.get(period.pk, []), is_fed=is_fed))
        for period in indicator.framework.periods.order_by("starts_on", "pk")
    ]


def _together(indicator: Indicator, figures: Sequence[Figure], *, is_fed: bool) -> Total:
    if not is_fed:
        return Total(figures[0], 1) if figures else Total(None)
    return across_grants(indicator.across_grants, [Total(figure, 1) for figure in figures])


def by_category(indicator: Indicator) -> list[CategoryProgress]:
    """An indicator by the categories of its disaggregation; two queries, none when it has no disaggregation.

    Sums for the rule *sum*, the latest reports for *latest*; for other rules, and where grants do not add up, the
    categories have no figure.
    """
    if indicator.dimension is None:
        return []
    rows = MeasurementValue.objects.filter(measurement__in=contributions(indicator).order_by().values("pk"))
    rows = rows.order_by(F("measurement__ends_on").asc(), "pk").annotate(grant=F("measurement__indicator"))
    found: dict[int, dict[int, list[Figure]]] = {}
    for row in rows:
        figure = figure_of(row)
        if figure is not None:
            found.setdefault(row.category_id, {}).setdefault(row.grant, []).append(figure)
    categories = indicator.dimension.categories.order_by("order", "pk")
    return [CategoryProgress(each, _of_category(indicator, found.get(each.pk, {}))) for each in categories]


def _of_category(indicator: Indicator, grants: dict[int, list[Figure]]) -> Total:
    n = sum(len(figures) for figures in grants.values())
    if not grants or (len(grants) > 1 and indicator.across_grants == "none"):
        return Total(None, n)
    if indicator.across_periods == AcrossPeriods.SUM:
        return Total(added([figure for figures in grants.values() for figure in figures]), n)
    if indicator.across_periods == AcrossPeriods.LATEST:
        return Total(added([figures[-1] for figures in grants.values()]), n)
    return Total(None, n)
