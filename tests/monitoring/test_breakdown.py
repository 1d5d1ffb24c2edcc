"""What may be shown of counts: a figure, a bound, "held", and two kinds of nothing."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from monitoring import breakdown
from monitoring.breakdown import State, Thresholds, Votes

RULES = Thresholds(minimum_people=10, full_people=30, satisfied_from=4)
votes = st.builds(Votes, st.tuples(*[st.integers(0, 12)] * 5))


def test_three_nothings_are_three_states():
    assert breakdown.figure(None, RULES).state is State.MISSING
    assert breakdown.figure(Votes((0, 0, 0, 0, 0), 12), RULES).state is State.NOT_APPLICABLE
    assert breakdown.figure(Votes((9, 0, 0, 0, 0)), RULES).state is State.HELD


def test_under_ten_people_nothing_but_held():
    assert breakdown.figure(Votes((3, 3, 2, 1, 0)), RULES) == breakdown.Figure(State.HELD)


def test_ten_people_are_shown_as_a_small_group():
    shown = breakdown.figure(Votes((3, 3, 2, 1, 1)), RULES)
    assert (shown.state, shown.people, shown.mean, shown.is_small_group) == (State.SHOWN, 10, Fraction(24, 10), True)


def test_a_small_group_of_one_mind_is_told_by_a_bound():
    shown = breakdown.figure(Votes((0, 0, 0, 12, 0)), RULES)
    assert (shown.state, shown.mean, shown.counts, shown.bound) == (State.UNANIMOUS, None, None, "over")


def test_a_group_of_one_mind_takes_a_companion_with_it():
    figures = breakdown.figures_of_groups(
        [Votes((12, 0, 0, 0, 0)), Votes((3, 5, 6, 0, 1)), Votes((2, 9, 9, 5, 0))], RULES
    )
    assert [each.state for each in figures] == [State.HELD, State.HELD, State.SHOWN]


def test_groups_show_no_counts():
    figures = breakdown.figures_of_groups([Votes((1, 5, 6, 4, 0)), Votes((3, 5, 6, 0, 1))], RULES)
    assert [each.counts for each in figures] == [None, None]


def test_overall_leaves_out_what_does_not_apply_and_counts_what_is_missing():
    shown = breakdown.figure(Votes((3, 3, 2, 1, 1)), RULES)
    nothing = breakdown.figure(Votes((0, 0, 0, 0, 0), 12), RULES)
    missing = breakdown.figure(None, RULES)
    assert breakdown.overall([shown, nothing], Fraction(1)) == Fraction(24, 10)
    assert breakdown.overall([shown, missing], Fraction(1)) is None


@given(st.lists(votes, min_size=1, max_size=6))
def test_no_held_group_follows_from_the_total(groups):
    figures = breakdown.figures_of_groups(groups, RULES)
    held = [i for i, each in enumerate(figures) if each.state is State.HELD]
    together = breakdown.figure(breakdown.total([each for each in groups if each.people]), RULES)
    if held and together.state is State.SHOWN:
        assert len(held) >= 2
        assert sum(groups[i].people for i in held) >= RULES.minimum_people
