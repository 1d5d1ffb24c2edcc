"""Exchange: one published rate, and how it turns an amount into the other currency. Arithmetic only; no Django."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from kernel.money import CENT, CurrencyMismatch, Money, convert

RATE_STEP = Decimal("0.00000001")


@dataclass(frozen=True, slots=True)
class Rate:
    """One unit of `base` is worth `rate` units of `quote` on the day `on`, as `source` (a RateSource) published it."""

    base: str
    quote: str
    rate: Decimal
    on: date
    source: str

    def __post_init__(self) -> None:
        if self.rate <= 0:
            raise ValueError("An exchange rate is greater than zero.")
        object.__setattr__(self, "rate", self.rate.quantize(RATE_STEP, ROUND_HALF_UP))

    def convert(self, money: Money) -> Money:
        """`money` in the other currency of the rate: multiplied from base to quote, divided from quote to base.

        Half a cent rounds up. Raises CurrencyMismatch when `money` is in neither currency.
        """
        if money.currency == self.base:
            return convert(money, self.rate, self.quote)
        if money.currency == self.quote:
            return Money((money.amount / self.rate).quantize(CENT, ROUND_HALF_UP), self.base)
        raise CurrencyMismatch(f"A rate of {self.base} to {self.quote} says nothing about {money.currency}.")
