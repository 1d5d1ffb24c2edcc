"""Arithmetic of an application's budget: amounts of periods, sums, shares, and the limits of a call. No Django.

Everything is exact: amounts are cents, shares are compared by cross multiplication and rounded only for printing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from kernel.money import CENT

ZERO = Decimal(0)
REQUESTED = "requested"  # the source that is asked of the implementer; every other one is a contribution


def amount_of(quantity: Decimal, price: Decimal) -> Decimal:
    """Quantity × price, to the cent; half a cent rounds up."""
    return (quantity * price).quantize(CENT, ROUND_HALF_UP)


def spread(quantities: Sequence[Decimal], price: Decimal) -> tuple[Decimal, ...]:
    """The amount of each period, in cents, so that they add up to the amount of the whole quantity.

    Each is the rounded amount up to the end of its period less that up to its beginning: no cent is made or lost, and
    none differs from quantity × price by more than one cent.
    """
    ends, reached = [ZERO], ZERO
    for quantity in quantities:
        reached += quantity
        ends.append(amount_of(reached, price))
    return tuple(after - before for before, after in pairwise(ends))


@dataclass(frozen=True)
class Line:
    """One cost: its category, who bears it, how much of it in each period, and the price of a unit."""

    category: str
    source: str
    quantities: tuple[Decimal, ...]
    price: Decimal


@dataclass(frozen=True)
class Sums:
    """What a budget comes to, in one currency. Periods are in their order; keys without an amount are left out."""

    by_source: dict[str, Decimal]
    by_category: dict[str, Decimal]
    requested_by_category: dict[str, Decimal]
    by_period: tuple[Decimal, ...]
    requested_by_period: tuple[Decimal, ...]

    @property
    def whole(self) -> Decimal:
        """The sum of all lines, whoever bears them."""
        return sum(self.by_source.values(), ZERO)

    @property
    def requested(self) -> Decimal:
        """The sum of the lines that the grant is asked to bear."""
        return self.by_source.get(REQUESTED, ZERO)


def sums_of(lines: Iterable[Line], periods: int = 1) -> Sums:
    """The sums of `lines` over `periods` periods; a line with more quantities than periods widens them."""
    sources: defaultdict[str, Decimal] = defaultdict(Decimal)
    categories: defaultdict[str, Decimal] = defaultdict(Decimal)
    asked: defaultdict[str, Decimal] = defaultdict(Decimal)
    every, requested = [ZERO] * periods, [ZERO] * periods
    for line in lines:
        parts = spread(line.quantities, line.price)
        amount = sum(parts, ZERO)
        sources[line.source] += amount
        categories[line.category] += amount
        if line.source == REQUESTED:
            asked[line.category] += amount
        for row in (every, requested):
            row.extend([ZERO] * (len(parts) - len(row)))
        for place, part in enumerate(parts):
            every[place] += part
            requested[place] += part if line.source == REQUESTED else ZERO
    return Sums(dict(sources), dict(categories), dict(asked), tuple(every), tuple(requested))


def percent_of(part: Decimal, whole: Decimal) -> Decimal | None:
    """`part` in percent of `whole`, with two decimals; None where the whole is nothing."""
    return (100 * part / whole).quantize(CENT, ROUND_HALF_UP) if whole else None


@dataclass(frozen=True)
class Limit:
    """One limit of a call.

    `kind`: "least" and "most" of the requested amount; "contribution", the least share of the whole that others than
    the grant bear; "category", the largest share of one `category` in the requested amount or, with `of_whole`, in the
    whole budget. `bound` is an amount for the first two, a percentage for the others.
    """

    kind: str
    bound: Decimal
    category: str = ""
    of_whole: bool = False


@dataclass(frozen=True)
class Verdict:
    """Where a budget stands before a limit: `now` in the unit of its bound (None: there is nothing to measure yet)."""

    limit: Limit
    now: Decimal | None
    is_kept: bool


def _shares(limit: Limit, sums: Sums) -> tuple[Decimal, Decimal]:
    """The part and the whole that a limit in percent speaks of."""
    if limit.kind == "contribution":
        return sums.whole - sums.requested, sums.whole
    if limit.of_whole:
        return sums.by_category.get(limit.category, ZERO), sums.whole
    return sums.requested_by_category.get(limit.category, ZERO), sums.requested


def judge(limit: Limit, sums: Sums) -> Verdict:
    """Whether `sums` keep `limit`. A share is judged exactly, not by its rounded percentage; of nothing it is kept."""
    if limit.kind == "least":
        return Verdict(limit, sums.requested, sums.requested >= limit.bound)
    if limit.kind == "most":
        return Verdict(limit, sums.requested, sums.requested <= limit.bound)
    part, whole = _shares(limit, sums)
    is_kept = 100 * part >= limit.bound * whole if limit.kind == "contribution" else 100 * part <= limit.bound * whole
    return Verdict(limit, percent_of(part, whole), is_kept)
