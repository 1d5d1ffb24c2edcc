"""Facts as figures: how rows of this floor become what `monitoring.aggregation` counts with."""

from decimal import Decimal
from typing import Protocol

from monitoring.aggregation import Figure


class Holder(Protocol):
    """A measurement, or the part of one that falls into a category."""

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None


def figure_of(holder: Holder | None) -> Figure | None:
    """The figure of a row; None when nothing is reported there."""
    return None if holder is None else figure_from(holder.value, holder.numerator, holder.denominator)


def figure_from(value: Decimal | None, numerator: Decimal | None, denominator: Decimal | None) -> Figure | None:
    """A number or a share; None when neither is whole."""
    if value is not None:
        return Figure(Decimal(value))
    if numerator is not None and denominator is not None:
        return Figure(Decimal(numerator), Decimal(denominator))
    return None


def plain(amount: Decimal | None) -> Decimal | None:
    """`amount` without zeros after the point: 60.0000 becomes 60."""
    if amount is None:
        return None
    whole = amount.to_integral_value()
    return whole if amount == whole else amount.normalize()
