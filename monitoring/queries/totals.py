"""The figure of one indicator over its periods, worked out from its verified figures."""

from monitoring.aggregation import Reported, Total, across_periods, distinct
from monitoring.figures import figure_of
from monitoring.models import Indicator, Measurement


def total_of(indicator: Indicator) -> Total:
    """What the indicator's own verified figures come to, by its rule; one query, two where organisations are named."""
    rows = Measurement.objects.verified().filter(indicator=indicator).order_by("ends_on", "pk")
    if not indicator.names_organizations:
        return across_periods(indicator.across_periods, [Reported(row.ends_on, figure_of(row)) for row in rows])
    named = rows.prefetch_related("organizations")
    reported = [
        Reported(row.ends_on, distinct(each.pk for each in row.organizations.all()) if row.is_reported else None)
        for row in named
    ]
    return across_periods(indicator.across_periods, reported)
