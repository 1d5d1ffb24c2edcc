"""The way down from a rolled-up figure: by period, by category, and the very reports that make it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from monitoring.aggregation import Figure, Total, is_kept
from monitoring.figures import plain
from monitoring.models import (
    AcrossGrants,
    AcrossPeriods,
    Category,
    Indicator,
    Measurement,
    MeasurementValue,
    Period,
    Target,
)
from monitoring.queries.progress import family

HAS_FIGURE = Q(value__isnull=False) | Q(denominator__isnull=False)


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
    """The verified figures that make an indicator's total, the latest first."""
    return Measurement.objects.verified().filter(indicator__in=family([indicator])).order_by("-ends_on", "pk")


def latest_contributions(indicator: Indicator, limit: int) -> list[Measurement]:
    """The `limit` latest of `contributions`, with who reported and verified them; two queries.

    Keys first: what is printed of the rows is joined to these few and not to all that are sorted.
    """
    keys = list(contributions(indicator).values_list("pk", flat=True)[:limit])
    related = ("indicator", "verified_by", "period__framework__agreement", "period__framework__programme")
    rows = {row.pk: row for row in Measurement.objects.filter(pk__in=keys).select_related(*related)}
    return [rows[key] for key in keys]


def by_period(indicator: Indicator) -> list[PeriodProgress]:
    """An indicator in each period of its framework; four queries. A period nobody reported on is there, with none."""
    rows = contributions(indicator).order_by().filter(HAS_FIGURE)
    sums = (
        rows.annotate(whole=Coalesce("period__feeds_id", "period_id"))
        .values("whole")
        .annotate(
            number=_number(indicator),
            denominators=Sum("denominator"),
            n=Count("pk", distinct=indicator.names_organizations),
        )
    )
    found = {row["whole"]: row for row in sums}
    is_fed = indicator.links.exists()
    targets = {each.period_id: each for each in indicator.targets.exclude(period=None)}
    return [
        PeriodProgress(period, targets.get(period.pk), _total(indicator, found.get(period.pk), is_fed=is_fed))
        for period in indicator.framework.periods.order_by("starts_on", "pk")
    ]


def _number(indicator: Indicator) -> Any:
    """How the figures of one period are added: names each once, numbers, or the numerators of shares."""
    if indicator.names_organizations and indicator.across_grants == AcrossGrants.DISTINCT:
        return Count("organizations", distinct=True)
    return Sum("numerator") if indicator.is_percentage else Sum("value")


def _total(indicator: Indicator, row: Any, *, is_fed: bool) -> Total:
    if row is None:
        return Total(None)
    if is_fed and indicator.across_grants == AcrossGrants.NONE:
        return Total(None, row["n"])
    return Total(Figure(Decimal(row["number"]), row["denominators"]), row["n"])


def by_category(indicator: Indicator) -> list[CategoryProgress]:
    """An indicator by the categories of its disaggregation; three queries, none when it has no disaggregation.

    Sums for the rule *sum*, the latest reports for *latest*; for other rules, and where grants do not add up, the
    categories have no figure.
    """
    if indicator.dimension is None:
        return []
    rows = MeasurementValue.objects.filter(HAS_FIGURE, measurement__in=_counted(indicator).values("pk"))
    sums = (
        rows.order_by()
        .values("category")
        .annotate(
            number=Sum("numerator" if indicator.is_percentage else "value"),
            denominators=Sum("denominator"),
            n=Count("pk"),
        )
    )
    found = {row["category"]: row for row in sums}
    is_fed = indicator.links.exists()
    categories = indicator.dimension.categories.order_by("order", "pk")
    return [CategoryProgress(each, _total(indicator, found.get(each.pk), is_fed=is_fed)) for each in categories]


def _counted(indicator: Indicator) -> QuerySet[Measurement]:
    """The figures whose categories make the total: all of them, or the latest of each grant; none for other rules."""
    rows = contributions(indicator).order_by()
    if indicator.across_periods == AcrossPeriods.SUM:
        return rows
    if indicator.across_periods == AcrossPeriods.LATEST:
        own = Measurement.objects.verified().filter(HAS_FIGURE, indicator=OuterRef("pk"))
        newest = Subquery(own.order_by("-ends_on", "-pk").values("pk")[:1])
        return rows.filter(pk__in=family([indicator]).annotate(newest=newest).values("newest"))
    return rows.none()
