"""Exchange rates: which published rate holds for a day."""

from datetime import date, timedelta

from django.db.models import Q

from grants.exchange import Rate
from grants.models import ExchangeRate, Programme, RatePolicy

# A bank publishes no rate on free days; an older one than this is stale and is not taken.
LONGEST_GAP = timedelta(days=10)


def rate_on(base: str, quote: str, on: date, *, source: str, policy: str = RatePolicy.DAY) -> Rate | None:
    """The rate between `base` and `quote` that holds on the day `on`, in the direction in which it was published.

    Policy "day": the latest rate up to that day, at most ten days old. Policy "month": the first rate of its month.
    None when `source` published none: nothing is guessed, and no rate is made out of two others.
    """
    pair = Q(base=base, quote=quote) | Q(base=quote, quote=base)
    known = ExchangeRate.objects.filter(pair, source=source, rate_on__lte=on)
    if policy == RatePolicy.MONTH:
        found = known.filter(rate_on__gte=on.replace(day=1)).order_by("rate_on", "pk").first()
    else:
        found = known.filter(rate_on__gte=on - LONGEST_GAP).order_by("-rate_on", "pk").first()
    return Rate(found.base, found.quote, found.rate, found.rate_on, found.source) if found else None


def rate_for(programme: Programme, currency: str, on: date) -> Rate | None:
    """The rate between `currency` and the currency of the programme on the day `on`, by its source and policy."""
    return rate_on(currency, programme.currency, on, source=programme.rate_source, policy=programme.rate_policy)
