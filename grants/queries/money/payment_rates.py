"""Rates between an agreement's currency and the one in which its money is paid and spent."""

from datetime import date

from grants.exchange import Rate
from grants.models import Agreement, Disbursement, DisbursementStatus
from grants.queries.money.rates import rate_on


def published_rate(agreement: Agreement, currency: str, on: date) -> Rate | None:
    """The rate of the programme's source for that day, with the agreement's currency as its base; None without one."""
    programme = agreement.programme
    found = rate_on(agreement.currency, currency, on, source=programme.rate_source, policy=programme.rate_policy)
    return found if found and (found.base, found.quote) == (agreement.currency, currency) else None


def rate_of_last_payment(agreement: Agreement, currency: str) -> Rate | None:
    """The rate at which the organisation last got money in `currency`: what it spends was bought at it."""
    last = (
        Disbursement.objects.filter(
            tranche__agreement=agreement,
            status=DisbursementStatus.PAID,
            paid_currency=currency,
            rate_on__isnull=False,
        )
        .order_by("-paid_on", "-pk")
        .first()
    )
    if last is None or last.rate_on is None:
        return None
    return Rate(agreement.currency, currency, last.rate, last.rate_on, last.rate_source)


def rate_for_cost(agreement: Agreement, currency: str, spent_on: date) -> Rate | None:
    """The rate for a cost in `currency`: that of the last payment, or else the published one of the day.

    None within one currency, and where neither is known: nothing is guessed.
    """
    if currency == agreement.currency:
        return None
    return rate_of_last_payment(agreement, currency) or published_rate(agreement, currency, spent_on)
