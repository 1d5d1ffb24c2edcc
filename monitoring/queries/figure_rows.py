"""The figures of one period, one row an indicator, with all that entering and verifying them needs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from monitoring.aggregation import Figure
from monitoring.figures import figure_of, plain
from monitoring.models import (
    EDITABLE,
    Category,
    Indicator,
    Measurement,
    MeasurementStatus,
    MeasurementValue,
    Period,
    Target,
)
from organizations.models import User


@dataclass(frozen=True)
class FigureRow:
    """One indicator in one period. `measurement` None: nothing was entered. `before`: the last verified amount."""

    indicator: Indicator
    measurement: Measurement | None = None
    parts: list[tuple[Category, MeasurementValue | None]] = field(default_factory=list)
    target: Target | None = None
    before: Decimal | None = None

    @property
    def figure(self) -> Figure | None:
        """What is reported; None when nothing is."""
        return figure_of(self.measurement)

    @property
    def actual(self) -> Decimal | None:
        """The amount reported, percentages in percent."""
        return plain(self.figure.amount) if self.figure is not None else None

    @property
    def promised(self) -> Decimal | None:
        """The target of the period, or the one over all; None when not stated."""
        return plain(self.target.value) if self.target is not None else None

    @property
    def amounts(self) -> list[tuple[Category, Decimal | None]]:
        """The amount of each category; None is not reported."""
        found = [(category, figure_of(part)) for category, part in self.parts]
        return [(category, plain(figure.amount) if figure else None) for category, figure in found]

    @property
    def is_editable(self) -> bool:
        """Whether the figure itself may be changed, if the period takes figures."""
        return self.measurement is None or self.measurement.status in EDITABLE

    @property
    def is_submitted(self) -> bool:
        """Whether it waits for the verifier."""
        return self.measurement is not None and self.measurement.status == MeasurementStatus.SUBMITTED

    def may_be_verified(self, user: User) -> bool:
        """Whether it waits for the verifier, and this person may be that one."""
        return self.is_submitted and user.has_perm("monitoring.verify_measurement", self.measurement)

    @property
    def is_verified(self) -> bool:
        """Whether it is vouched for."""
        return self.measurement is not None and self.measurement.status == MeasurementStatus.VERIFIED


def codes_to_verify(period: Period) -> list[str]:
    """Codes of the indicators of `period` with no verified figure, or with one in work; two queries."""
    verified = Measurement.objects.filter(period=period, status=MeasurementStatus.VERIFIED)
    waiting = Measurement.objects.filter(period=period).in_work()
    own = Indicator.objects.filter(framework=period.framework_id).measured_here()
    without = own.exclude(measurements__in=verified)
    return sorted({*waiting.values_list("indicator__code", flat=True), *without.values_list("code", flat=True)})


def words_for_waiting(codes: list[str]) -> str:
    """What to do before a period is approved, the same on the page and in the refusal; empty when nothing waits."""
    return _("Verify or return these indicators first: %(codes)s.") % {"codes": ", ".join(codes)} if codes else ""


def may_verify_all(rows: Iterable[FigureRow], user: User) -> bool:
    """Whether figures wait, and this person may vouch for each of them: nobody does for a figure of their own."""
    waiting = [row for row in rows if row.is_submitted]
    return bool(waiting) and all(row.may_be_verified(user) for row in waiting)


def figure_rows(period: Period, measurements: QuerySet[Measurement] | None = None) -> list[FigureRow]:
    """The rows of `period`, in the order of the indicators; eight queries, whatever their number.

    `measurements` narrows what is shown (to what a person may see); a revision in work hides the figure it revises.
    """
    own = Indicator.objects.filter(framework=period.framework_id).measured_here()
    indicators = list(own.select_related("dimension", "result").order_by("result__order", "order", "code", "pk"))
    rows = Measurement.objects.all() if measurements is None else measurements
    rows = rows.filter(period=period).exclude(status=MeasurementStatus.SUPERSEDED)
    rows = rows.prefetch_related("values", "evidence", "organizations").order_by("revision", "pk")
    found = {row.indicator_id: row for row in rows.select_related("submitted_by", "verified_by")}
    for row in found.values():
        row.period = period  # the rules look at its framework: no query for each row
    categories = _categories(indicators)
    targets, before = _targets(period), _amounts_before(period)
    return [
        FigureRow(
            each,
            found.get(each.pk),
            _parts(categories.get(each.dimension_id or 0, []), found.get(each.pk)),
            targets.get(each.pk),
            before.get(each.pk),
        )
        for each in indicators
    ]


def _categories(indicators: Iterable[Indicator]) -> dict[int, list[Category]]:
    dimensions = {each.dimension_id for each in indicators if each.dimension_id is not None}
    found: dict[int, list[Category]] = {}
    for category in Category.objects.filter(dimension__in=dimensions).order_by("order", "pk"):
        found.setdefault(category.dimension_id, []).append(category)
    return found


def _parts(
    categories: list[Category], measurement: Measurement | None
) -> list[tuple[Category, MeasurementValue | None]]:
    values = {} if measurement is None else {value.category_id: value for value in measurement.values.all()}
    return [(category, values.get(category.pk)) for category in categories]


def _targets(period: Period) -> dict[int, Target]:
    """The target of the period, else the one over all, by id of indicator."""
    rows = Target.objects.filter(Q(period=period) | Q(period__isnull=True), indicator__framework=period.framework_id)
    return {row.indicator_id: row for row in sorted(rows, key=lambda row: row.period_id is not None)}


def _amounts_before(period: Period) -> dict[int, Decimal]:
    """The latest verified amount before the period, by id of indicator."""
    rows = Measurement.objects.verified().filter(indicator__framework=period.framework_id, ends_on__lt=period.starts_on)
    found: dict[int, Decimal] = {}
    for row in rows.order_by("ends_on", "pk"):
        figure = figure_of(row)
        if figure is not None:
            found[row.indicator_id] = figure.amount
    return found
