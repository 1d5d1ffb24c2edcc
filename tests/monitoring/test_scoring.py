"""Scores: exact means, honest intervals, and three different nothings."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring import scoring
from monitoring.scoring import Basis, Incomparable

counts = st.lists(st.integers(0, 60), min_size=5, max_size=5)
voted = counts.filter(any)


def test_mean_of_counts_is_exact():
    assert scoring.mean([4, 6, 3, 1, 1]) == Fraction(34, 15)


def test_nobody_scored_is_none_and_not_zero():
    nobody = [0, 0, 0, 0, 0]
    assert [scoring.mean(nobody), scoring.median(nobody), scoring.satisfied(nobody, 4)] == [None, None, None]


def test_median_may_end_in_a_half():
    assert scoring.median([1, 1, 0, 0, 0]) == Fraction(3, 2)
    assert scoring.median([1, 1, 1, 0, 0]) == 2


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"), [(6, 10, 31, 83), (18, 30, 42, 75), (60, 100, 50, 69), (5, 5, 57, 100)]
)
def test_wilson_interval_of_the_worked_examples(successes, trials, low, high):
    interval = scoring.wilson(successes, trials)
    assert (round(interval.low * 100), round(interval.high * 100)) == (low, high)


@given(voted)
def test_interval_holds_its_share(votes):
    interval = scoring.satisfied(votes, 4)
    assert 0 <= interval.low <= interval.share <= interval.high <= 1


@given(voted)
def test_mean_and_median_stay_on_the_scale(votes):
    assert 1 <= scoring.mean(votes) <= 5
    assert 1 <= scoring.median(votes) <= 5


@given(voted, voted)
def test_mean_of_two_groups_lies_between_theirs(one, other):
    low, high = sorted([scoring.mean(one), scoring.mean(other)])
    assert low <= scoring.mean(scoring.add(one, other)) <= high


def test_gap_needs_both_sides():
    assert scoring.gap(Fraction(12, 5), Fraction(18, 5)) == Fraction(6, 5)
    assert scoring.gap(Fraction(12, 5), None) is None


def test_overall_leaves_missing_criteria_out_and_asks_for_enough_of_them():
    share = Fraction(3, 5)
    assert scoring.overall([Fraction(2), Fraction(3), None], share) == Fraction(5, 2)
    assert scoring.overall([Fraction(2), None, None], share) is None
    assert scoring.overall([], share) is None


def test_polarised_scores_are_pointed_out():
    assert scoring.is_polarised([5, 0, 5, 0, 5])
    assert not scoring.is_polarised([1, 1, 8, 1, 1])


def test_comparison_says_why_not():
    one = Basis(1, "village", 40, 3)
    ask = {"full_people": 30, "groups": 3}
    assert scoring.incomparable(one, Basis(1, "village", 30, 3), **ask) is None
    assert scoring.incomparable(one, Basis(2, "village", 40, 3), **ask) is Incomparable.METHODOLOGY
    assert scoring.incomparable(one, Basis(1, "city", 40, 3), **ask) is Incomparable.PEER_GROUP
    assert scoring.incomparable(one, Basis(1, "village", 29, 3), **ask) is Incomparable.TOO_FEW_PEOPLE
    assert scoring.incomparable(one, Basis(1, "village", 40, 2), **ask) is Incomparable.TOO_FEW_GROUPS


@pytest.mark.parametrize(
    ("value", "shown"),
    [(Fraction(245, 100), "2.5"), (Fraction(244, 100), "2.4"), (Fraction(-5, 100), "-0.1"), (Fraction(3), "3.0")],
)
def test_rounding_is_half_away_from_zero_at_display(value, shown):
    assert scoring.rounded(value, 1) == Decimal(shown)
