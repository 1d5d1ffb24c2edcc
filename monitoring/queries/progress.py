"""How far a framework's promises are kept: figures of grants rolled up to the programme.

Only verified figures count. The arithmetic is `monitoring.aggregation`; the database adds up the totals that are kept
for each indicator of each grant, so that a roll-up costs by grants and not by figures.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.cache import cache
from django.db.models import Case, Count, F, Q, QuerySet, Sum, When
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grants.models import Agreement, Programme
from kernel.answers import unheard
from kernel.compiled import compiled
from kernel.formatting import number, percent
from kernel.listing import in_languages
from monitoring.aggregation import Figure, distinct, is_kept, progress
from monitoring.figures import plain
from monitoring.models import AcrossGrants, Framework, Indicator, IndicatorTotal, Measurement, Target

KEPT_FOR = 24 * 60 * 60
ORDER = ("result__order", "order", "code", "pk")
# What a page prints of an indicator, and what its arithmetic takes.
PRINTED = (
    *("code", "kind", "direction", "across_grants", "baseline_value", "baseline_on", "result__level"),
    *in_languages("title", "unit_of_measure", "result__title"),
)


@dataclass(frozen=True)
class Reached:
    """What was reported for one indicator: `reports` figures of `grants` grants, out of `linked` that feed it."""

    figure: Figure | None = None
    reports: int = 0
    grants: int = 0
    linked: int = 0


@dataclass(frozen=True)
class IndicatorProgress:
    """One line of a framework: baseline, target and what was reached, with the number of reports that make it."""

    indicator: Indicator
    target: Target | None = None
    reached: Reached = field(default_factory=Reached)

    @cached_property
    def actual(self) -> Decimal | None:
        """The figure reached, percentages in percent; None when nothing was reported or nothing adds up."""
        return plain(self.reached.figure.amount) if self.reached.figure is not None else None

    @cached_property
    def promised(self) -> Decimal | None:
        """The target over all; None when it is not stated."""
        return plain(self.target.value) if self.target is not None else None

    @property
    def baseline(self) -> Decimal | None:
        """The baseline; None when it is not stated."""
        return plain(self.indicator.baseline_value)

    @property
    def tally_text(self) -> str:
        """What stands beside the tally where the number alone would mislead; else nothing.

        A target is told as it is meant; a share of a target in percent would be a percentage of percents.
        """
        is_percentage = self.indicator.is_percentage
        if not is_percentage and not self.words:
            return ""
        actual = amount_or(self.actual, _("not reported"), is_percentage=is_percentage)
        amounts = {"actual": actual, "target": self.promise or "–"}
        if is_percentage or self.actual is None or not self.promised:
            return _("%(actual)s · target %(target)s") % amounts
        share = percent(self.actual / self.promised, get_language() or "en")
        return _("%(actual)s · target %(target)s · %(share)s") % {**amounts, "share": share}

    @cached_property
    def words(self) -> str:
        """How the target over all is meant; empty when that, or the target, is not stated."""
        return self.target.words if self.target is not None and self.promised is not None else ""

    @cached_property
    def promise(self) -> str:
        """The target as it is meant: "at least 60"; an empty text when it is not stated."""
        amount = amount_or(self.promised, "", is_percentage=self.indicator.is_percentage)
        return f"{self.words} {amount}".strip()

    @property
    def progress(self) -> Decimal | None:
        """(actual − baseline) / (target − baseline); None when one is unknown or target equals baseline."""
        return progress(self.baseline, self.promised, self.actual)

    @property
    def is_kept(self) -> bool | None:
        """Whether the target is kept, as its operator says; None when target or figure is unknown."""
        return is_kept(self.target.operator, self.promised, self.actual) if self.target is not None else None


def amount_or(amount: Decimal | None, missing: str, *, is_percentage: bool) -> str:
    """An amount as the language writes it, or what stands for a missing one."""
    return missing if amount is None else number(amount, get_language() or "en") + "%" * is_percentage


def family(indicators: Iterable[Indicator]) -> QuerySet[Indicator]:
    """The indicators themselves and those of grants that feed them."""
    keys = [each.pk for each in indicators]
    return Indicator.objects.filter(Q(pk__in=keys) | Q(linked_to__in=keys))


def framework_progress(framework: Framework) -> list[IndicatorProgress]:
    """Every indicator of a framework with what was reached, in its order; five queries, two when kept.

    Sums of a programme are kept until a figure of it is verified or its indicators change. A grant has nothing to add
    up: its totals are read with its indicators, in three queries at most.
    """
    rows = framework.indicators.order_by(*ORDER)
    if framework.agreement_id is None:
        return _lines_of_programme(framework, list(rows.select_related("result")))
    indicators = list(rows.select_related("result", "total"))
    return _lines(indicators, _reached_alone(indicators))


def programme_progress(programme: Programme) -> list[IndicatorProgress]:
    """What `framework_progress` says of the framework of a programme, which is read with its indicators: for pages.

    Of an indicator no more is read than a `ResultRow` prints. Empty without indicators; four queries, two when kept.
    """
    indicators = _printed_indicators(programme=programme.pk)
    return _lines_of_programme(indicators[0].framework, indicators) if indicators else []


@compiled
def _printed_indicators(*, programme: int) -> QuerySet[Indicator]:
    """The indicators of a programme, with as much of framework and result as `programme_progress` needs."""
    rows = Indicator.objects.filter(framework__agreement__isnull=True, framework__programme=programme)
    return rows.select_related("framework", "result").only(*PRINTED, "framework__version").order_by(*ORDER)


def agreement_progress(agreement: Agreement) -> list[IndicatorProgress]:
    """What `framework_progress` says of the framework of a grant, and no more than a `ResultRow` prints: for pages.

    Empty without indicators; three queries at most.
    """
    indicators = _printed_with_totals(agreement=agreement.pk)
    return _lines(indicators, _reached_alone(indicators)) if indicators else []


@compiled
def _printed_with_totals(*, agreement: int) -> QuerySet[Indicator]:
    rows = Indicator.objects.filter(framework__agreement=agreement).select_related("result", "total").order_by(*ORDER)
    return rows.only(*PRINTED, "framework", "total__number", "total__denominator", "total__reports")


def _lines_of_programme(framework: Framework, indicators: list[Indicator]) -> list[IndicatorProgress]:
    return _lines(indicators, _kept(f"results:{framework.pk}:{framework.version}", indicators))


def _lines(indicators: list[Indicator], reached: dict[int, Reached]) -> list[IndicatorProgress]:
    """Of `indicators`, which are those of one framework."""
    frameworks = {each.framework_id for each in indicators}
    targets = {row.indicator_id: row for key in frameworks for row in _over_all(framework=key)}
    return [IndicatorProgress(each, targets.get(each.pk), reached.get(each.pk, Reached())) for each in indicators]


@compiled
def _over_all(*, framework: int) -> QuerySet[Target]:
    return Target.objects.filter(period__isnull=True, indicator__framework=framework).order_by("pk")


def indicator_progress(indicator: Indicator) -> IndicatorProgress:
    """One indicator with what was reached, not kept; four queries."""
    target = indicator.targets.filter(period__isnull=True).first()
    return IndicatorProgress(indicator, target, _reached([indicator])[indicator.pk])


def _kept(key: str, indicators: list[Indicator]) -> dict[int, Reached]:
    """What is kept of a programme's sums under `key`, or what they are now."""
    with unheard():  # the version of the framework was asked for, and stands for its sums
        reached: dict[int, Reached] | None = cache.get(key)
        if reached is None:
            reached = _reached(indicators)
            cache.set(key, reached, KEPT_FOR)
    return reached


def _reached_alone(indicators: list[Indicator]) -> dict[int, Reached]:
    """What was reached under each indicator of a grant, which no other feeds, by the total that was read with it."""
    members = _members([each for each in indicators if each.across_grants == AcrossGrants.DISTINCT])
    return {each.pk: _one(each, _own_sum(each), 0, members) for each in indicators}


def _own_sum(indicator: Indicator) -> dict[str, Any] | None:
    total: IndicatorTotal | None = getattr(indicator, "total", None)
    if total is None or not total.reports:
        return None
    return {"number": total.number, "denominator": total.denominator, "reports": total.reports, "grants": 1}


def _reached(indicators: list[Indicator]) -> dict[int, Reached]:
    """What was reached under each of `indicators`, over its grants or, where none feeds it, by itself."""
    keys = [each.pk for each in indicators]
    links = Indicator.objects.filter(linked_to__in=keys).order_by().values("linked_to")
    linked = dict(links.annotate(n=Count("pk")).values_list("linked_to", "n"))
    rows = family(indicators).filter(total__reports__gt=0).annotate(root=_root(keys, "pk", "linked_to_id"))
    sums = (
        rows.order_by()
        .values("root")
        .annotate(
            number=Sum("total__number"),
            denominator=Sum("total__denominator"),
            reports=Sum("total__reports"),
            grants=Count("pk"),
        )
    )
    found = {row["root"]: row for row in sums}
    members = _members([each for each in indicators if each.across_grants == AcrossGrants.DISTINCT])
    return {each.pk: _one(each, found.get(each.pk), linked.get(each.pk, 0), members) for each in indicators}


def _root(keys: list[int], own: str, source: str) -> Case:
    """Which of the asked indicators a row counts for: its own, or the one that its own feeds."""
    return Case(When(**{f"{own}__in": keys}, then=F(own)), default=F(source))


def _one(indicator: Indicator, row: Any, linked: int, members: Mapping[int, set[int]]) -> Reached:
    if row is None:
        return Reached(linked=linked)
    figure: Figure | None = Figure(Decimal(row["number"]), row["denominator"])
    if linked and indicator.across_grants == AcrossGrants.NONE:
        figure = None
    elif indicator.across_grants == AcrossGrants.DISTINCT:
        figure = distinct(members.get(indicator.pk, ()))
    return Reached(figure, row["reports"], row["grants"], linked)


def _members(indicators: list[Indicator]) -> dict[int, set[int]]:
    """The organisations that the verified figures of each indicator name, over all of its grants; one query or none."""
    if not indicators:
        return {}
    verified = Measurement.objects.verified().filter(indicator__in=family(indicators), organizations__isnull=False)
    keys = [each.pk for each in indicators]
    rows = verified.annotate(root=_root(keys, "indicator_id", "indicator__linked_to_id"))
    found: dict[int, set[int]] = {}
    for key, organization in rows.order_by().values_list("root", "organizations").distinct():
        found.setdefault(key, set()).add(organization)
    return found
