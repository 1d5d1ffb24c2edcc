"""Arithmetic of results: laws that hold for all figures, and the faults of existing systems as cases."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.aggregation import (
    Figure,
    Reported,
    Total,
    UnknownRule,
    across_grants,
    across_periods,
    compare_parts,
    falls,
    is_kept,
    is_outlier,
    progress,
    roll_up,
)

START = date(2026, 1, 31)
numbers = st.integers(-10_000, 1_000_000).map(Decimal)
counts = st.integers(0, 1_000_000).map(Decimal)
shares = st.builds(Figure, counts, st.integers(1, 1_000_000).map(Decimal))
maybe_counts = st.none() | counts.map(Figure)


def series(*figures: Figure | None) -> list[Reported]:
    return [Reported(START + timedelta(days=31 * month), figure) for month, figure in enumerate(figures)]


def of(*values: int | None) -> list[Reported]:
    return series(*[None if value is None else Figure(Decimal(value)) for value in values])


@given(st.lists(maybe_counts, max_size=8))
def test_missing_periods_change_no_sum(figures):
    given_ones = [figure for figure in figures if figure is not None]
    assert across_periods("sum", series(*figures)) == across_periods("sum", series(*given_ones))


@given(st.lists(counts, min_size=1, max_size=8), st.randoms())
def test_order_of_grants_does_not_matter(values, random):
    totals = [Total(Figure(value), 1) for value in values]
    shuffled = totals[:]
    random.shuffle(shuffled)
    assert across_grants("sum", totals) == across_grants("sum", shuffled) == Total(Figure(sum(values)), len(values))


@given(st.lists(shares, min_size=1, max_size=8))
def test_weighted_share_lies_between_the_shares(figures):
    whole = across_grants("weighted", [Total(figure, 1) for figure in figures]).figure
    amounts = [figure.amount for figure in figures]
    assert min(amounts) <= whole.amount <= max(amounts)


@given(st.lists(st.frozensets(st.integers(1, 30)), min_size=1, max_size=8))
def test_distinct_is_never_more_than_the_sum(sets):
    figures = [Figure(Decimal(len(members)), members=members) for members in sets]
    total = across_periods("distinct", series(*figures))
    assert total.figure.number == len(frozenset().union(*sets)) <= sum(figure.number for figure in figures)


@given(numbers, numbers, numbers)
def test_progress_is_the_same_whether_counted_up_or_mirrored_down(baseline, target, actual):
    assert progress(baseline, target, actual) == progress(-baseline, -target, -actual)


@given(numbers, numbers)
def test_progress_is_zero_at_the_baseline_and_one_at_the_target(baseline, target):
    if baseline == target:
        assert progress(baseline, target, baseline) is None
    else:
        assert (progress(baseline, target, baseline), progress(baseline, target, target)) == (0, 1)


@given(counts, st.sampled_from(["at_least", "up_to", "about", "exactly"]))
def test_hitting_the_target_keeps_it_whatever_the_operator(target, operator):
    assert is_kept(operator, target, target) is True


@given(st.lists(maybe_counts, min_size=1, max_size=6), st.sampled_from(["sum", "latest", "max"]))
def test_n_counts_what_was_reported(figures, rule):
    assert across_periods(rule, series(*figures)).n == len([figure for figure in figures if figure is not None])


def test_zero_reported_is_a_figure_and_nothing_reported_is_none():
    assert across_periods("sum", of(0)) == Total(Figure(Decimal(0)), 1)
    assert across_periods("sum", of(None, None)) == Total(None, 0)
    assert across_grants("sum", []) == Total(None, 0)


def test_two_halves_of_five_in_ten_make_a_half():
    """A known system starts the denominator at 1 and prints 0.476."""
    halves = [Total(Figure(Decimal(5), Decimal(10)), 1)] * 2
    assert across_grants("weighted", halves).figure.amount == 50


def test_grant_without_a_figure_adds_nothing():
    """A known system adds the running total again: 50 and nothing give 100."""
    assert across_grants("sum", [Total(Figure(Decimal(50)), 1), Total(None, 0)]) == Total(Figure(Decimal(50)), 1)


def test_falling_indicator_halfway_is_half_kept():
    """A known system prints 0: from 100 to 40, now 70."""
    assert progress(Decimal(100), Decimal(40), Decimal(70)) == Decimal("0.5")
    assert progress(Decimal(100), Decimal(40), Decimal(110)) < 0


def test_latest_period_without_figure_leaves_the_one_before():
    assert across_periods("latest", of(40, 55, None)) == Total(Figure(Decimal(55)), 2)


def test_running_totals_of_two_grants_are_not_doubled_by_their_periods():
    """A known system sums the carried-over values of every period."""
    grants = [of(10, 20), of(5, 6)]
    assert roll_up("latest", "sum", grants) == Total(Figure(Decimal(26)), 4)


def test_highest_of_each_grant_is_found_before_grants_are_added():
    assert roll_up("max", "sum", [of(9, 3), of(None, 4)]).figure == Figure(Decimal(13))


def test_organisation_in_two_trainings_of_two_grants_counts_once():
    first = series(Figure(Decimal(2), members=frozenset({1, 2})), Figure(Decimal(1), members=frozenset({2})))
    second = series(Figure(Decimal(2), members=frozenset({2, 3})))
    total = roll_up("distinct", "distinct", [first, second])
    assert (total.figure.number, total.n) == (3, 3)


def test_rule_none_says_how_many_reports_there_are_and_no_figure():
    assert across_grants("none", [Total(Figure(Decimal(5)), 2), Total(Figure(Decimal(6)), 1)]) == Total(None, 3)


@pytest.mark.parametrize(
    ("operator", "target", "actual", "kept"),
    [
        ("at_least", 60, 60, True),
        ("at_least", 60, 59, False),
        ("exactly", 60, 61, False),
        ("not_stated", 60, 60, None),
        ("up_to", 30, 31, False),
        ("about", 1000, 900, True),
        ("about", 1000, 899, False),
        ("about", 100, 110, True),
        ("about", 100, 111, False),
        ("about", 0, 0, True),
    ],
)
def test_targets_are_kept_as_their_operator_says(operator, target, actual, kept):
    assert is_kept(operator, Decimal(target), Decimal(actual)) is kept


def test_unknown_target_or_actual_is_neither_kept_nor_missed():
    assert is_kept("at_least", None, Decimal(5)) is None
    assert is_kept("at_least", Decimal(5), None) is None
    assert progress(None, Decimal(5), Decimal(3)) is None


@pytest.mark.parametrize(
    ("parts", "is_consistent"),
    [([4, 6], True), ([4, 5], False), ([4, 7], False), ([4, None], True), ([11, None], False), ([None, None], True)],
)
def test_categories_make_the_whole(parts, is_consistent):
    figures = [None if part is None else Figure(Decimal(part)) for part in parts]
    assert compare_parts(Figure(Decimal(10)), figures).is_consistent is is_consistent


def test_categories_of_an_unreported_whole_are_refused():
    assert compare_parts(None, [Figure(Decimal(1))]).is_consistent is False


def test_categories_of_a_share_are_compared_by_numerator_and_denominator():
    whole = Figure(Decimal(5), Decimal(10))
    assert compare_parts(whole, [Figure(Decimal(2), Decimal(4)), Figure(Decimal(3), Decimal(6))]).is_consistent is True
    assert compare_parts(whole, [Figure(Decimal(2), Decimal(4)), Figure(Decimal(3), Decimal(7))]).is_consistent is False


def test_outlier_is_over_ten_times_the_target_or_the_figure_before():
    assert is_outlier(Decimal(601), Decimal(60)) is True
    assert is_outlier(Decimal(600), Decimal(60), None, Decimal(0)) is False


def test_fall_matters_for_running_totals_that_should_grow():
    assert falls("latest", "increase", Decimal(10), Decimal(9)) is True
    assert falls("latest", "decrease", Decimal(10), Decimal(9)) is False
    assert falls("sum", "increase", Decimal(10), Decimal(9)) is False
    assert falls("latest", "increase", None, Decimal(9)) is False


def test_numbers_and_shares_never_meet_in_one_sum():
    with pytest.raises(UnknownRule):
        across_periods("sum", series(Figure(Decimal(1)), Figure(Decimal(1), Decimal(2))))
    with pytest.raises(UnknownRule):
        across_grants("weighted", [Total(Figure(Decimal(1)), 1)])
    with pytest.raises(ValueError, match="greater than zero"):
        Figure(Decimal(1), Decimal(0))
