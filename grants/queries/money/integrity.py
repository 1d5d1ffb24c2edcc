"""What the ledger promises beyond what one row can be held to; `manage.py check_integrity` asks."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import F, Q

from grants.digests import is_true_to_its_digest
from grants.exchange import Rate
from grants.models import COLUMN_OF_KIND, Keeping, LedgerEntry, Programme
from grants.queries.money.balances import Balance, programme_balances
from kernel.money import Money

CHUNK = 2000
# In which an entry and its reversal are the same.
MIRRORED = (
    *("kind", "spender", "programme", "agreement", "tranche", "budget_line", "provider", "receiver", "amount"),
    *("currency", "programme_amount", "programme_currency", "value_on", "is_as_published"),
)


def broken_links() -> Iterator[str]:
    """A sentence for each ledger entry that is not what its digest says, or does not follow the one before it."""
    number, previous = 0, ""
    for entry in LedgerEntry.objects.order_by("sequence").iterator(CHUNK):
        if entry.sequence != number + 1 or entry.previous_digest != previous:
            yield f"Ledger entry {entry.sequence} does not follow entry {number}."
        if not is_true_to_its_digest(entry):
            yield f"Ledger entry {entry.sequence} is not what its digest says."
        number, previous = entry.sequence, entry.digest


def broken_reversals() -> Iterator[str]:
    """A sentence for each reversal that does not mirror its entry, or undoes another reversal."""
    differs = Q(reverses__reverses__isnull=False)
    for name in MIRRORED:
        same = Q(**{name: F(f"reverses__{name}")}) | Q(**{f"{name}__isnull": True, f"reverses__{name}__isnull": True})
        differs |= ~same
    wrong = LedgerEntry.objects.filter(differs, reverses__isnull=False).order_by("sequence")
    for sequence in wrong.values_list("sequence", flat=True):
        yield f"Ledger entry {sequence} does not mirror the entry that it reverses."


def broken_conversions() -> Iterator[str]:
    """A sentence for each entry whose amount in the programme's currency does not follow from its rate."""
    for entry in LedgerEntry.objects.filter(rate__isnull=False).order_by("sequence").iterator(CHUNK):
        if entry.rate is None or entry.rate_on is None:
            continue
        quote = entry.programme_currency if entry.rate_base == entry.currency else entry.currency
        rate = Rate(entry.rate_base, quote, entry.rate, entry.rate_on, entry.rate_source)
        if rate.convert(Money(entry.amount, entry.currency)).amount != entry.programme_amount:
            yield f"Ledger entry {entry.sequence}: the converted amount does not follow from the rate."


def broken_parts() -> Iterator[str]:
    """A sentence for each entry whose programme, agreement, tranche, budget line and currency do not fit together."""
    misfit = (
        ~Q(programme_currency=F("programme__currency"))
        | Q(agreement__isnull=False) & ~Q(agreement__programme=F("programme"))
        | Q(tranche__isnull=False) & ~Q(tranche__agreement=F("agreement"))
        | Q(budget_line__isnull=False) & ~Q(budget_line__agreement=F("agreement"))
        | Q(agreement__isnull=False)
        & ~Q(agreement__currency=F("currency"))
        & ~Q(agreement__currency=F("programme_currency"))
    )
    for sequence in LedgerEntry.objects.filter(misfit).order_by("sequence").values_list("sequence", flat=True):
        yield f"Ledger entry {sequence}: programme, agreement, tranche, budget line or currency do not fit together."


def misplaced_entries() -> Iterator[str]:
    """A sentence for each entry in force in a column that its programme declares to be kept otherwise."""
    misplaced = Q()
    for kind, column in COLUMN_OF_KIND.items():
        keeping = f"programme__{column}_keeping"
        misplaced |= Q(kind=kind, is_as_published=True) & ~Q(**{keeping: Keeping.PUBLISHED})
        misplaced |= Q(kind=kind, is_as_published=False) & ~Q(**{keeping: Keeping.KEPT})
    for sequence in (
        LedgerEntry.objects.in_force().filter(misplaced).order_by("sequence").values_list("sequence", flat=True)
    ):
        yield f"Ledger entry {sequence} stands in a column that its programme declares to be kept otherwise."


def impossible_sums() -> Iterator[str]:
    """A sentence for each programme of which less than nothing was committed, received, paid out or spent."""
    programmes = list(Programme.objects.order_by("code"))
    balances = programme_balances(programmes)
    for programme in programmes:
        for column in ("committed", "received", "disbursed", "spent"):
            money = _column(balances[programme.pk], column)
            if money.amount < Decimal(0):
                yield f"Programme {programme.code}: {column} is {money.amount} {money.currency}, less than nothing."


def _column(balance: Balance, column: str) -> Money:
    found: Money = getattr(balance, column)
    return found
