"""Money: an exact amount in one currency. Arithmetic only; no Django, no printing.

Amounts are `Decimal` with two places. Adding or comparing two currencies raises: a total that mixes currencies needs a
stated rate, and `convert` is the one way to apply it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


class CurrencyMismatch(ValueError):
    """Two currencies met in one sum or comparison."""


@dataclass(frozen=True, slots=True)
class Money:
    """`amount` (Decimal, two places) in `currency` (ISO 4217, three letters)."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal):
            raise TypeError("Money takes a Decimal, never a float.")
        if len(self.currency) != 3 or not self.currency.isupper():
            raise ValueError(f"Not an ISO 4217 currency code: {self.currency!r}")
        if self.amount != self.amount.quantize(CENT):
            raise ValueError("Money has two decimal places; round before.")
        object.__setattr__(self, "amount", self.amount.quantize(CENT))

    def _same(self, other: Money) -> Decimal:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} cannot be put together without a rate.")
        return other.amount

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.amount <= self._same(other)

    def __gt__(self, other: Money) -> bool:
        return self.amount > self._same(other)

    def __ge__(self, other: Money) -> bool:
        return self.amount >= self._same(other)

    def __bool__(self) -> bool:
        return bool(self.amount)


def total(amounts: Iterable[Money], currency: str) -> Money:
    """The sum of `amounts`, all of them in `currency`; zero of it when there are none."""
    result = Money(Decimal(0), currency)
    for amount in amounts:
        result = result + amount
    return result


def convert(money: Money, rate: Decimal, to: str) -> Money:
    """`money` in the currency `to`, at `rate` units of `to` for one unit of its own; half a cent rounds up.

    Raises ValueError for a rate that is not positive.
    """
    if rate <= 0:
        raise ValueError("An exchange rate is greater than zero.")
    return Money((money.amount * rate).quantize(CENT, ROUND_HALF_UP), to)


def split(money: Money, weights: Sequence[Decimal]) -> list[Money]:
    """`money` divided in proportion to `weights`, to the cent, with nothing lost: the parts sum to the whole.

    Largest-remainder method; ties go to the earlier part. Raises ValueError when no weight is positive.
    """
    whole = sum(weights, Decimal(0))
    if whole <= 0 or min(weights) < 0:
        raise ValueError("Weights are not negative, and one at least is positive.")
    exact = [money.amount * weight / whole for weight in weights]
    parts = [each.quantize(CENT, ROUND_HALF_EVEN) for each in exact]
    left = int((money.amount - sum(parts, Decimal(0))) / CENT)
    step = CENT if left > 0 else -CENT
    order = sorted(range(len(parts)), key=lambda i: ((exact[i] - parts[i]) * (-1 if left > 0 else 1), i))
    for i in order[: abs(left)]:
        parts[i] += step
    return [Money(part, money.currency) for part in parts]


def share(part: Money, whole: Money) -> Decimal | None:
    """`part` of `whole` as a ratio (1 = all of it); None when the whole is zero."""
    amount = whole._same(part)
    return amount / whole.amount if whole.amount else None
