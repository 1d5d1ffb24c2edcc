"""Balances: sums over the ledger, never stored. Refunds and reversals count with their sign; nothing is rounded.

committed = Σ commitments − Σ decommitments; received = Σ incoming funds; disbursed = Σ disbursements − Σ refunds;
spent = own expenditure + accepted grantee expenditure. Disbursed is never added to spent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from django.core.cache import cache as cache_of_sums
from django.db.models import BigIntegerField, Case, CharField, Expression, F, OuterRef, QuerySet, Subquery, Sum, When
from django.db.models.functions import Cast, Substr

from grants.models import COLUMN_OF_KIND, Agreement, EntryKind, Keeping, LedgerEntry, Programme, Spender
from kernel.answers import unheard
from kernel.compiled import compiled
from kernel.money import Money

KEPT_FOR_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Balance:
    """What the ledger holds of one thing, in one currency, by kind and spender; cents with their sign."""

    currency: str
    cents: dict[tuple[str, str], int] = field(default_factory=dict)

    def _money(self, *kinds: str, spender: str | None = None, minus: bool = False) -> Money:
        found = sum(value for (kind, who), value in self.cents.items() if kind in kinds and spender in (None, who))
        return Money(Decimal(-found if minus else found).scaleb(-2), self.currency)

    def __add__(self, other: Balance) -> Balance:
        """Both together; ValueError for another currency."""
        if other.currency != self.currency:
            raise ValueError(f"Balances in {self.currency} and {other.currency} have no sum.")
        kinds = self.cents.keys() | other.cents.keys()
        return Balance(self.currency, {kind: self.cents.get(kind, 0) + other.cents.get(kind, 0) for kind in kinds})

    @property
    def promised(self) -> Money:
        """What donors promised to the implementer."""
        return self._money(EntryKind.INCOMING_COMMITMENT)

    @property
    def received(self) -> Money:
        """What donors paid to the implementer."""
        return self._money(EntryKind.INCOMING_FUNDS)

    @property
    def committed(self) -> Money:
        """What was committed to grantees, less what was released."""
        return self._money(EntryKind.COMMITMENT, EntryKind.DECOMMITMENT)

    @property
    def paid(self) -> Money:
        """What was paid to grantees, before refunds."""
        return self._money(EntryKind.DISBURSEMENT)

    @property
    def refunded(self) -> Money:
        """What grantees paid back; positive."""
        return self._money(EntryKind.REFUND, minus=True)

    @property
    def disbursed(self) -> Money:
        """Paid to grantees less what they paid back."""
        return self._money(EntryKind.DISBURSEMENT, EntryKind.REFUND)

    @property
    def spent(self) -> Money:
        """Spent on goods and services, by the implementer and by grantees as accepted."""
        return self._money(EntryKind.EXPENDITURE)

    @property
    def spent_own(self) -> Money:
        """Spent by the implementer itself."""
        return self._money(EntryKind.EXPENDITURE, spender=Spender.OWN)

    @property
    def spent_grantee(self) -> Money:
        """Spent by grantees and accepted."""
        return self._money(EntryKind.EXPENDITURE, spender=Spender.GRANTEE)

    @property
    def open_advance(self) -> Money:
        """Paid to grantees and not yet accounted for: disbursed less accepted grantee expenditure."""
        return self.disbursed - self.spent_grantee

    @property
    def is_empty(self) -> bool:
        """Whether the ledger holds no entry for it; an empty balance is not a balance of zero."""
        return not self.cents


def programme_balances(programmes: Iterable[Programme]) -> dict[int, Balance]:
    """The balance of each programme, by its id, in its own currency; one query."""
    currencies = {programme.pk: programme.currency for programme in programmes}
    entries = LedgerEntry.objects.filter(programme__in=list(currencies))
    return _balances(entries, "programme_id", F("programme_cents"), currencies)


def programme_balance(programme: Programme) -> Balance:
    """The balance of one programme in its own currency."""
    return programme_balances([programme])[programme.pk]


def known_columns(programme: Programme) -> list[tuple[str, Money | None]]:
    """The four columns of the ledger and their sums in the programme's currency; None where it is not published.

    What was copied counts once something was copied: a column "as published" without entries is not published.
    """
    balance = programme_balance(programme)
    found: list[tuple[str, Money | None]] = []
    for column in ("received", "committed", "disbursed", "spent"):
        keeping = programme.keeping_of(column)
        kinds = {kind for kind, name in COLUMN_OF_KIND.items() if name == column}
        is_known = keeping == Keeping.KEPT or any(
            kind in kinds and sum_ for (kind, _spender), sum_ in balance.cents.items()
        )
        is_shown = keeping != Keeping.NOT_PUBLISHED and is_known
        found.append((column, getattr(balance, column) if is_shown else None))
    return found


def kept_balances_by_year(programmes: Iterable[Programme]) -> dict[int, dict[int, Balance]]:
    """The balance of each year in which money of a programme moved, by programme id; years ascend.

    By the value date, in the programme's currency. The sums are kept until the ledger has a new entry: they are found
    again by the digest of the newest one, which stands for all that was ever booked, so a sum of an entry that was
    rolled back is never found. One query then, two when something was booked. For pages; acts ask the ledger itself.
    """
    key = f"ledger-by-year:{next(iter(_newest_digest()), None)}"
    with unheard():  # the digest was asked for, and stands for the sums
        cents: dict[int, dict[int, dict[tuple[str, str], int]]] | None = cache_of_sums.get(key)
        if cents is None:
            cents = _cents_by_year()
            cache_of_sums.set(key, cents, KEPT_FOR_SECONDS)
    return {
        each.pk: {year: Balance(each.currency, found) for year, found in cents.get(each.pk, {}).items()}
        for each in programmes
    }


@compiled
def _newest_digest() -> QuerySet[LedgerEntry, str]:
    return LedgerEntry.objects.order_by("-sequence").values_list("digest", flat=True)[:1]


def _cents_by_year() -> dict[int, dict[int, dict[tuple[str, str], int]]]:
    # Cut out of the text of the date: to take the year of a date, SQLite would call back for each entry.
    entries = LedgerEntry.objects.annotate(year=Substr(Cast("value_on", CharField()), 1, 4))
    rows = entries.order_by().values_list("programme_id", "year", "kind", "spender")
    found: dict[int, dict[int, dict[tuple[str, str], int]]] = {}
    for programme, year, kind, spender, total in sorted(rows.annotate(total=Sum("programme_cents"))):
        found.setdefault(programme, {}).setdefault(int(year), {})[kind, spender] = int(total)
    return found


def programme_balance_by_donor(programme: Programme) -> dict[int | None, Balance]:
    """What each donor promised and paid, by the donor's id (None: unknown), in the programme's currency."""
    incoming = [EntryKind.INCOMING_COMMITMENT, EntryKind.INCOMING_FUNDS]
    entries = programme.ledger_entries.filter(kind__in=incoming)
    return _balances(entries, "provider_id", F("programme_cents"), {}, default=programme.currency)


def agreement_balances(agreements: Iterable[Agreement]) -> dict[int, Balance]:
    """The balance of each agreement, by its id, in the agreement's currency; one query."""
    currencies = {agreement.pk: agreement.currency for agreement in agreements}
    entries = LedgerEntry.objects.filter(agreement__in=list(currencies))
    return _balances(entries, "agreement_id", _in_agreement_currency(), currencies)


def agreement_balance(agreement: Agreement) -> Balance:
    """The balance of one agreement in its own currency."""
    return agreement_balances([agreement])[agreement.pk]


def with_money(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Agreements with `disbursed_cents` and `accepted_cents`, in whole cents of their own currency, for lists that
    are sorted and paged in the database; None where the ledger holds nothing of the kind."""
    return agreements.annotate(
        disbursed_cents=_summed(EntryKind.DISBURSEMENT, EntryKind.REFUND),
        accepted_cents=_summed(EntryKind.EXPENDITURE),
    )


@cache
def _summed(*kinds: str) -> Subquery:
    """The cents of `kinds` of one agreement; put together once, which costs more than a page of answers."""
    entries = LedgerEntry.objects.filter(agreement=OuterRef("pk"), kind__in=kinds)
    rows = entries.order_by().values("agreement").annotate(total=Sum(_in_agreement_currency()))
    return Subquery(rows.values("total"), output_field=BigIntegerField())


def budget_line_balances(agreement: Agreement) -> dict[int | None, Balance]:
    """The balance of each budget line of an agreement, by its id; None holds what is booked to no line."""
    entries = LedgerEntry.objects.filter(agreement=agreement)
    return _balances(entries, "budget_line_id", _in_agreement_currency(), {}, default=agreement.currency)


def tranche_balances(agreement: Agreement) -> dict[int | None, Balance]:
    """The balance of each tranche of an agreement, by its id; None holds what is booked to no tranche."""
    entries = LedgerEntry.objects.filter(agreement=agreement)
    return _balances(entries, "tranche_id", _in_agreement_currency(), {}, default=agreement.currency)


def _in_agreement_currency() -> Expression:
    """The cents of an entry in the currency of its agreement, with their sign.

    One of the two amounts of each entry is in that currency: the posting act makes sure of it.
    """
    return Case(When(currency=F("agreement__currency"), then=F("cents")), default=F("programme_cents"))


def _balances(
    entries: QuerySet[LedgerEntry], key: str, cents: Expression | F, currencies: dict[int, str], *, default: str = ""
) -> dict:
    """Balances by the values of `key`; each key of `currencies` is answered, with an empty balance if need be."""
    rows = entries.order_by().values_list(key, "kind", "spender").annotate(total=Sum(cents))
    found: dict = {each: {} for each in currencies}
    for value, kind, spender, total in rows:
        found.setdefault(value, {})[kind, spender] = int(total)
    return {value: Balance(currencies.get(value, default), by_kind) for value, by_kind in found.items()}
