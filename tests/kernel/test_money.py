"""Money: exact, in one currency, and nothing lost when it is split."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.money import CurrencyMismatch, Money, convert, share, split, total

amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=2)
euros = amounts.map(lambda amount: Money(amount, "EUR"))
weights = st.lists(st.decimals(min_value=0, max_value=10**6, places=3), min_size=1, max_size=12).filter(any)
EUR, MDL = Money(Decimal("1.00"), "EUR"), Money(Decimal("1.00"), "MDL")


@given(euros, euros, euros)
def test_order_of_adding_does_not_matter(a: Money, b: Money, c: Money) -> None:
    assert (a + b) + c == a + (b + c) == c + b + a
    assert a + b - b == a
    assert a + -a == Money(Decimal(0), "EUR")


@given(st.lists(euros))
def test_total_is_the_sum(parts: list[Money]) -> None:
    assert total(parts, "EUR").amount == sum((part.amount for part in parts), Decimal(0))


def test_total_of_nothing_is_zero_of_its_currency() -> None:
    assert total([], "USD") == Money(Decimal(0), "USD")


@pytest.mark.parametrize(
    "mix",
    [
        lambda: EUR + MDL,
        lambda: EUR - MDL,
        lambda: EUR < MDL,
        lambda: EUR >= MDL,
        lambda: total([EUR, MDL], "EUR"),
        lambda: total([EUR], "MDL"),
        lambda: share(EUR, MDL),
        lambda: max(EUR, MDL),
    ],
)
def test_two_currencies_never_meet(mix) -> None:
    with pytest.raises(CurrencyMismatch, match="without a rate"):
        mix()


def test_equal_amounts_of_two_currencies_are_not_equal() -> None:
    assert EUR != MDL


@pytest.mark.parametrize(
    ("amount", "currency", "error"),
    [
        (1.5, "EUR", TypeError),
        (1, "EUR", TypeError),
        ("1", "EUR", TypeError),
        (Decimal("1.005"), "EUR", ValueError),
        (Decimal(1), "eur", ValueError),
        (Decimal(1), "EURO", ValueError),
        (Decimal(1), "", ValueError),
    ],
)
def test_what_is_no_money_is_refused(amount: object, currency: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        Money(amount, currency)


def test_amount_has_two_places() -> None:
    assert str(Money(Decimal("5"), "EUR").amount) == "5.00"
    assert not Money(Decimal("0"), "EUR")


@pytest.mark.parametrize(
    ("amount", "rate", "converted"),
    [("100.00", "19.4876", "1948.76"), ("0.01", "0.5", "0.01"), ("0.01", "0.4", "0.00"), ("-0.01", "0.5", "-0.01")],
)
def test_conversion_rounds_half_a_cent_away_from_zero(amount: str, rate: str, converted: str) -> None:
    assert convert(Money(Decimal(amount), "EUR"), Decimal(rate), "MDL") == Money(Decimal(converted), "MDL")


@pytest.mark.parametrize("rate", ["0", "-1"])
def test_rate_is_positive(rate: str) -> None:
    with pytest.raises(ValueError, match="greater than zero"):
        convert(EUR, Decimal(rate), "MDL")


@given(euros, weights)
def test_parts_sum_to_the_whole_and_none_is_a_cent_off(whole: Money, shares: list[Decimal]) -> None:
    parts = split(whole, shares)
    assert total(parts, "EUR") == whole
    for part, weight in zip(parts, shares, strict=True):
        exact = whole.amount * weight / sum(shares)
        assert abs(part.amount - exact) <= Decimal("0.01")


@given(euros, weights)
def test_nothing_goes_to_a_part_without_weight_against_the_sign(whole: Money, shares: list[Decimal]) -> None:
    assert all(part.amount * whole.amount >= 0 for part in split(whole, shares))


def test_ties_go_to_the_earlier_part() -> None:
    parts = split(Money(Decimal("1.00"), "EUR"), [Decimal(1)] * 3)
    assert [part.amount for part in parts] == [Decimal("0.34"), Decimal("0.33"), Decimal("0.33")]


@pytest.mark.parametrize("shares", [[], [Decimal(0)], [Decimal(-1), Decimal(2)]])
def test_weights_must_be_usable(shares: list[Decimal]) -> None:
    with pytest.raises(ValueError, match=r"positive|empty"):
        split(EUR, shares)


def test_share_of_nothing_is_not_known() -> None:
    assert share(EUR, Money(Decimal(0), "EUR")) is None
    assert share(EUR, Money(Decimal(4), "EUR")) == Decimal("0.25")
