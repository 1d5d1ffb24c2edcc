"""Keeping the totals of indicators equal to their verified figures."""

from django.db import transaction

from monitoring.models import Indicator, IndicatorTotal
from monitoring.queries.totals import total_of


@transaction.atomic
def renew_total(indicator: Indicator) -> IndicatorTotal:
    """Work the total of one indicator out again; two acts on the same indicator run in turn."""
    indicator = Indicator.objects.select_for_update().get(pk=indicator.pk)
    total = total_of(indicator)
    figure = total.figure
    facts = {
        "number": figure.number if figure is not None else None,
        "denominator": figure.denominator if figure is not None else None,
        "reports": total.n,
    }
    return IndicatorTotal.objects.update_or_create(indicator=indicator, defaults=facts)[0]
