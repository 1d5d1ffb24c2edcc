"""Severity: the same applications compared, exact, independent of order, uncertain when little is shared."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from grants.severity import ENOUGH, severities

PERCENT = st.integers(0, 100).map(Decimal)
TOTALS = st.dictionaries(st.integers(0, 6), st.dictionaries(st.sampled_from("abcd"), PERCENT, min_size=1), max_size=6)


def test_who_gives_less_than_the_others_is_severe():
    found = severities(
        {1: {"a": Decimal(60), "b": Decimal(80), "c": Decimal(80)}, 2: {"a": Decimal(50), "b": Decimal(60)}}
    )
    assert [(each.reviewer, each.deviation, each.n) for each in found] == [
        ("a", Decimal("-15.00"), 2),
        ("b", Decimal("10.00"), 2),
        ("c", Decimal("10.00"), 1),
    ]


def test_who_judged_alone_has_no_figure():
    (found,) = severities({1: {"a": Decimal(10)}})
    assert (found.deviation, found.n, found.alone, found.is_uncertain) == (None, 0, 1, True)


@given(TOTALS, st.integers(-20, 20))
def test_being_given_weak_applications_makes_nobody_severe(totals, shift):
    moved = {key: {who: each + shift for who, each in sheet.items()} for key, sheet in totals.items()}
    assert severities(moved) == severities(totals)


@given(TOTALS)
def test_the_order_of_applications_does_not_matter_and_pairs_cancel(totals):
    backwards = dict(reversed(totals.items()))
    assert {each.reviewer: each for each in severities(totals)} == {
        each.reviewer: each for each in severities(backwards)
    }
    for each in severities(totals):
        assert each.n + each.alone == sum(each.reviewer in sheet for sheet in totals.values())
        assert each.is_uncertain == (each.n < ENOUGH)
    pairs = {key: sheet for key, sheet in totals.items() if set(sheet) == {"a", "b"}}
    found = severities(pairs)
    if found:
        assert sum(each.deviation for each in found) == 0
