"""Arithmetic of budgets: no cent is made or lost by periods, categories or sources, and limits are judged exactly."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from grants.budgeting import Limit, Line, amount_of, judge, percent_of, spread, sums_of

QUANTITIES = st.lists(st.decimals("0", "9999", places=3), min_size=1, max_size=12)
PRICES = st.decimals("0.01", "999999", places=2)
LINES = st.builds(
    Line,
    st.sampled_from(["staff", "office", "travel"]),
    st.sampled_from(["requested", "own", "authority"]),
    st.lists(st.decimals("0", "999", places=3), min_size=1, max_size=4).map(tuple),
    PRICES,
)


@given(QUANTITIES, PRICES)
def test_periods_of_a_line_add_up_to_its_amount(quantities, price):
    parts = spread(quantities, price)
    assert sum(parts) == amount_of(sum(quantities), price)
    assert len(parts) == len(quantities)
    assert all(part >= 0 for part in parts)
    assert all(
        abs(part - quantity * price) <= Decimal("0.01") for part, quantity in zip(parts, quantities, strict=True)
    )


@given(st.lists(LINES, max_size=12))
def test_every_way_to_add_a_budget_gives_the_same_whole(lines):
    sums = sums_of(lines, 4)
    assert sums.whole == sum(sums.by_category.values()) == sum(sums.by_period)
    assert sums.requested == sum(sums.requested_by_category.values()) == sum(sums.requested_by_period)
    assert sums_of(list(reversed(lines)), 4) == sums
    assert sums.whole == sum((amount_of(sum(line.quantities), line.price) for line in lines), Decimal(0))


@given(st.lists(LINES, min_size=1, max_size=12), st.decimals("0", "100", places=2))
def test_a_share_is_judged_by_cents_and_not_by_its_rounded_percentage(lines, bound):
    sums = sums_of(lines)
    verdict = judge(Limit("category", bound, "office", of_whole=True), sums)
    part = sums.by_category.get("office", Decimal(0))
    assert verdict.is_kept == (sums.whole == 0 or part / sums.whole <= bound / 100)
    assert verdict.now == percent_of(part, sums.whole)


def test_half_a_cent_rounds_up_and_thirds_lose_nothing():
    assert amount_of(Decimal("0.5"), Decimal("0.01")) == Decimal("0.01")
    third = Decimal("0.333")
    assert spread([third, third, Decimal("0.334")], Decimal("0.10")) == (
        Decimal("0.03"),
        Decimal("0.04"),
        Decimal("0.03"),
    )


def test_limits_at_and_beside_their_bound():
    line = Line("office", "requested", (Decimal(1),), Decimal("7.00"))
    rest = Line("staff", "requested", (Decimal(1),), Decimal("93.00"))
    own = Line("staff", "own", (Decimal(1),), Decimal("100.00"))
    sums = sums_of([line, rest, own])
    assert judge(Limit("category", Decimal(7), "office"), sums).is_kept
    assert not judge(Limit("category", Decimal("6.99"), "office"), sums).is_kept
    assert judge(Limit("category", Decimal("3.50"), "office", of_whole=True), sums).is_kept
    assert judge(Limit("contribution", Decimal(50)), sums).is_kept
    assert not judge(Limit("contribution", Decimal("50.01")), sums).is_kept
    assert judge(Limit("most", Decimal(100)), sums).is_kept
    assert not judge(Limit("most", Decimal("99.99")), sums).is_kept
    assert judge(Limit("least", Decimal(100)), sums).is_kept


def test_a_share_that_rounds_to_its_limit_and_is_above_it_is_not_kept():
    sums = sums_of([
        Line("office", "requested", (Decimal(1),), Decimal("70000.01")),
        Line("staff", "requested", (Decimal(1),), Decimal("929999.99")),
    ])  # fmt: skip
    verdict = judge(Limit("category", Decimal(7), "office"), sums)
    assert (verdict.now, verdict.is_kept) == (Decimal("7.00"), False)


def test_nothing_has_no_share_and_keeps_every_share():
    sums = sums_of([])
    assert judge(Limit("contribution", Decimal(20)), sums).is_kept
    assert judge(Limit("category", Decimal(7), "office"), sums).now is None
    assert judge(Limit("category", Decimal(7), "office"), sums).is_kept
