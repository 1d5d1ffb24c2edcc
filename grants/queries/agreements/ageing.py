"""Open advances by age: what organisations were paid and have not accounted for, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from grants.models import Agreement, EntryKind, LedgerEntry
from grants.queries.money.balances import agreement_balances
from kernel.money import Money

# Upper ends of the bands in months; the last band is open.
BANDS = (3, 6, 9)


@dataclass(frozen=True)
class Advance:
    """The open advance of one agreement, in its currency, by age of the payment: 0–3, 3–6, 6–9, over 9 months."""

    agreement: Agreement
    bands: tuple[Money, ...]

    @property
    def open(self) -> Money:
        """The whole of it."""
        whole = Money(Decimal(0), self.agreement.currency)
        for band in self.bands:
            whole = whole + band
        return whole


def months_between(earlier: date, later: date) -> int:
    """Whole months from `earlier` to `later`; a month is full on the same day of the next."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (later.day < earlier.day)


def band_of(paid_on: date, today: date) -> int:
    """The place of the band for a payment of `paid_on`: 0 for under three months, 3 for nine months and more."""
    months = months_between(paid_on, today)
    return next((place for place, end in enumerate(BANDS) if months < end), len(BANDS))


def spread(payments: list[tuple[date, Decimal]], settled: Decimal, today: date) -> tuple[Decimal, ...]:
    """What is left of `payments` by band when `settled` clears the oldest first."""
    bands = [Decimal(0)] * (len(BANDS) + 1)
    for paid_on, amount in sorted(payments):
        cleared = min(amount, settled)
        settled -= cleared
        bands[band_of(paid_on, today)] += amount - cleared
    return tuple(bands)


def open_advances(agreements: list[Agreement], today: date) -> list[Advance]:
    """The advances of `agreements` that are open, in their order; accepted expenditure and refunds clear the oldest.

    Reversed payments do not count. Two queries for any number of agreements.
    """
    balances = agreement_balances(agreements)
    # The ledger knows entries without an agreement, so an entry's key may be None.
    paid: dict[int | None, list[tuple[date, Decimal]]] = {}
    entries = LedgerEntry.objects.in_force().filter(agreement__in=agreements, kind=EntryKind.DISBURSEMENT)
    currencies: dict[int | None, str] = {each.pk: each.currency for each in agreements}
    for entry in entries.order_by("value_on", "sequence"):
        own = entry.money if entry.currency == currencies[entry.agreement_id] else entry.programme_money
        paid.setdefault(entry.agreement_id, []).append((entry.value_on, own.amount))
    found = []
    for agreement in agreements:
        balance = balances[agreement.pk]
        settled = (balance.spent_grantee + balance.refunded).amount
        bands = spread(paid.get(agreement.pk, []), settled, today)
        if any(bands):
            found.append(Advance(agreement, tuple(Money(band, agreement.currency) for band in bands)))
    return found
