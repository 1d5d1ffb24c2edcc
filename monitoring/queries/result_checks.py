"""Promises of the results that no single row can show, for `manage.py check_integrity`."""

from collections.abc import Iterable

from django.db.models import F, Q

from monitoring.links import INHERITED
from monitoring.models import Indicator, Kind, Measurement, MeasurementStatus, MeasurementValue
from monitoring.queries.totals import total_of


def links_that_differ() -> Iterable[str]:
    """An indicator of a grant says the same, and adds up the same way, as the programme's that it feeds."""
    for link in Indicator.objects.exclude(linked_to=None).select_related("linked_to").order_by("pk").iterator():
        names = [name for name in INHERITED if getattr(link, name) != getattr(link.linked_to, name)]
        if names:
            yield f"Indicator {link.pk} differs from {link.linked_to_id}, which it feeds, in: {', '.join(names)}."


def totals_that_differ() -> Iterable[str]:
    """The total kept beside an indicator is what its verified figures come to."""
    measured = Q(measurements__status=MeasurementStatus.VERIFIED) | Q(total__isnull=False)
    for indicator in Indicator.objects.filter(measured).distinct().select_related("total").order_by("pk").iterator():
        total, kept = total_of(indicator), getattr(indicator, "total", None)
        number = total.figure.number if total.figure is not None else None
        if kept is None or (kept.number, kept.reports) != (number, total.n):
            yield f"The total of indicator {indicator.pk} is kept as {kept and kept.number}, and is {number}."


def figures_of_wrong_kind() -> Iterable[str]:
    """Numbers stand under indicators that are numbers, shares under percentages; each in a period of its framework."""
    wrong = (
        Q(indicator__kind=Kind.PERCENTAGE, value__isnull=False)
        | Q(indicator__kind=Kind.NUMBER, denominator__isnull=False)
        | ~Q(indicator__framework=F("period__framework"))
        | ~Q(ends_on=F("period__ends_on"))
    )
    for key in Measurement.objects.filter(wrong).order_by("pk").values_list("pk", flat=True):
        yield f"Measurement {key} is of the wrong kind, or does not belong to its period."


def figures_counted_twice() -> Iterable[str]:
    """An indicator that grants feed has no figures of its own."""
    rows = Indicator.objects.filter(links__isnull=False, measurements__isnull=False)
    for key in rows.order_by("pk").values_list("pk", flat=True).distinct():
        yield f"Indicator {key} has figures of its own beside those of the grants that feed it."


def categories_of_other_dimensions() -> Iterable[str]:
    """A figure is broken down by the categories of its indicator's disaggregation and no others."""
    rows = MeasurementValue.objects.exclude(category__dimension=F("measurement__indicator__dimension"))
    for key in rows.order_by("measurement").values_list("measurement", flat=True).distinct():
        yield f"Measurement {key} is broken down by a category that its indicator does not have."


def approved_periods_with_open_figures() -> Iterable[str]:
    """Every figure of an approved period is verified."""
    rows = Measurement.objects.filter(
        period__status="approved",
        status__in=[MeasurementStatus.DRAFT, MeasurementStatus.SUBMITTED, MeasurementStatus.RETURNED],
    )
    for key in rows.order_by("pk").values_list("pk", flat=True):
        yield f"Measurement {key} is not verified although its period is approved."
