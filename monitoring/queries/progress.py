"""How far a framework's promises are kept: figures of grants rolled up to the programme.

Only verified figures count. The arithmetic is `monitoring.aggregation`; the database adds up what is many.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.cache import cache
from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kernel.formatting import number
from monitoring.aggregation import NOTHING, Figure, Total, across_grants, distinct, is_kept, progress
from monitoring.figures import figure_from, plain
from monitoring.models import AcrossPeriods, Framework, Indicator, Measurement, Target

KEPT_FOR = 24 * 60 * 60


@dataclass(frozen=True)
class Reached:
    """What was reported for one indicator, over all of its grants."""

    figure: Figure | None = None
    reports: int = 0
    grants: int = 0


@dataclass(frozen=True)
class IndicatorProgress:
    """One line of a framework: baseline, target and what was reached, with the number of reports that make it."""

    indicator: Indicator
    target: Target | None = None
    reached: Reached = field(default_factory=Reached)
    linked: int = 0

    @property
    def actual(self) -> Decimal | None:
        """The figure reached, percentages in percent; None when nothing was reported or nothing adds up."""
        return plain(self.reached.figure.amount) if self.reached.figure is not None else None

    @property
    def promised(self) -> Decimal | None:
        """The target over all; None when it is not stated."""
        return plain(self.target.value) if self.target is not None else None

    @property
    def baseline(self) -> Decimal | None:
        """The baseline; None when it is not stated."""
        return plain(self.indicator.baseline_value)

    @property
    def tally_text(self) -> str:
        """What stands beside the tally of a percentage, of which a share of the target would mislead; else nothing."""
        if not self.indicator.is_percentage:
            return ""
        amounts = {"actual": percent_or(self.actual, _("not reported")), "target": percent_or(self.promised, "–")}
        return _("%(actual)s · target %(target)s") % amounts

    @property
    def progress(self) -> Decimal | None:
        """(actual − baseline) / (target − baseline); None when one is unknown or target equals baseline."""
        return progress(self.baseline, self.promised, self.actual)

    @property
    def is_kept(self) -> bool | None:
        """Whether the target is kept, as its operator says; None when target or figure is unknown."""
        return is_kept(self.target.operator, self.promised, self.actual) if self.target is not None else None


def percent_or(amount: Decimal | None, missing: str) -> str:
    """An amount in percent as the language writes it, or what stands for a missing one."""
    return missing if amount is None else f"{number(amount, get_language() or 'en')}%"


def family(indicators: Iterable[Indicator]) -> QuerySet[Indicator]:
    """The indicators themselves and those of grants that feed them."""
    keys = [each.pk for each in indicators]
    return Indicator.objects.filter(Q(pk__in=keys) | Q(linked_to__in=keys))


def framework_progress(framework: Framework) -> list[IndicatorProgress]:
    """Every indicator of a framework with what was reached, in its order; at most six queries, three when kept.

    Sums of a programme are kept until a figure of it is verified or its indicators change.
    """
    indicators = list(
        framework.indicators.select_related("result", "dimension").order_by("result__order", "order", "code", "pk")
    )
    links = _links(framework)
    key = f"results:{framework.pk}:{framework.version}"
    reached: dict[int, Reached] | None = cache.get(key) if framework.agreement_id is None else None
    if reached is None:
        reached = _reached(framework, indicators, links)
        if framework.agreement_id is None:
            cache.set(key, reached, KEPT_FOR)
    targets = {row.indicator_id: row for row in Target.objects.filter(indicator__in=indicators, period__isnull=True)}
    return [
        IndicatorProgress(each, targets.get(each.pk), reached.get(each.pk, Reached()), len(links.get(each.pk, ())))
        for each in indicators
    ]


def indicator_progress(indicator: Indicator) -> IndicatorProgress:
    """One indicator with what was reached; None of it kept."""
    links = {indicator.pk: list(indicator.links.order_by("pk").values_list("pk", flat=True))}
    totals = _totals(family([indicator]))
    target = indicator.targets.filter(period__isnull=True).first()
    return IndicatorProgress(indicator, target, _over_grants(indicator, links, totals), len(links[indicator.pk]))


def _links(framework: Framework) -> dict[int, list[int]]:
    rows = Indicator.objects.filter(linked_to__framework=framework).order_by("pk").values_list("linked_to", "pk")
    found: dict[int, list[int]] = {}
    for source, link in rows:
        found.setdefault(source, []).append(link)
    return found


def _reached(framework: Framework, indicators: list[Indicator], links: dict[int, list[int]]) -> dict[int, Reached]:
    whole = framework.agreement_id is None
    scope = Q(framework__programme=framework.programme_id) if whole else Q(framework=framework)
    totals = _totals(Indicator.objects.filter(scope))
    return {each.pk: _over_grants(each, links, totals) for each in indicators}


def _over_grants(indicator: Indicator, links: Mapping[int, list[int]], totals: Mapping[int, Total]) -> Reached:
    """An indicator that grants feed takes their totals; one that is measured itself has its own."""
    fed_by = links.get(indicator.pk, [])
    if not fed_by:
        own = totals.get(indicator.pk, NOTHING)
        return Reached(own.figure, own.n, int(own.n > 0))
    given = [totals[key] for key in fed_by if key in totals]
    total = across_grants(indicator.across_grants, given)
    return Reached(total.figure, total.n, len([each for each in given if each.n]))


def _totals(indicators: QuerySet[Indicator]) -> dict[int, Total]:
    """The figure of each indicator over its periods, those without any left out; three queries."""
    has_figure = Q(value__isnull=False) | Q(denominator__isnull=False)
    verified = Measurement.objects.verified().filter(has_figure, indicator__in=indicators)
    rows = verified.values("indicator", "indicator__across_periods", "indicator__kind").annotate(
        number=Sum("value"),
        numerators=Sum("numerator"),
        denominators=Sum("denominator"),
        highest=Max("value"),
        n=Count("value") + Count("denominator"),
    )
    totals: dict[int, Total] = {}
    for row in rows.order_by():
        figure = figure_from(row["number"], row["numerators"], row["denominators"])
        if row["indicator__across_periods"] == AcrossPeriods.MAX and row["highest"] is not None:
            figure = Figure(row["highest"])
        totals[row["indicator"]] = Total(figure, row["n"])
    for key, figure in {**_latest(indicators), **_highest_shares(verified), **_distinct(verified, totals)}.items():
        totals[key] = Total(figure, totals[key].n)
    return totals


def _latest(indicators: QuerySet[Indicator]) -> dict[int, Figure | None]:
    """For the rule *latest*: the figure of the latest period that has one."""
    of_indicator = Measurement.objects.verified().filter(
        Q(value__isnull=False) | Q(denominator__isnull=False), indicator=OuterRef("pk")
    )
    newest = Subquery(of_indicator.order_by("-ends_on", "-pk").values("pk")[:1])
    chosen = indicators.filter(across_periods=AcrossPeriods.LATEST).annotate(newest=newest).values("newest")
    rows = Measurement.objects.filter(pk__in=chosen)
    return {
        key: figure_from(*numbers)
        for key, *numbers in rows.values_list("indicator", "value", "numerator", "denominator")
    }


def _highest_shares(verified: QuerySet[Measurement]) -> dict[int, Figure | None]:
    """For the rule *highest*, of percentages: the largest share, which is not the share of the largest numbers."""
    rows = verified.filter(indicator__across_periods=AcrossPeriods.MAX, denominator__isnull=False)
    found: dict[int, Figure] = {}
    for key, numerator, denominator in rows.values_list("indicator", "numerator", "denominator"):
        figure = Figure(numerator, denominator)
        if key not in found or found[key].amount < figure.amount:
            found[key] = figure
    return dict(found)


def _distinct(verified: QuerySet[Measurement], totals: Mapping[int, Total]) -> dict[int, Figure | None]:
    """For the rule *distinct*: each organisation of an indicator once."""
    rows = verified.filter(indicator__across_periods=AcrossPeriods.DISTINCT)
    members: dict[int, set[int]] = {}
    for key, organization in rows.values_list("indicator", "organizations").distinct():
        if key in totals:
            members.setdefault(key, set()).update(() if organization is None else (organization,))
    return {key: distinct(ids) for key, ids in members.items()}
