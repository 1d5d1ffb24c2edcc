"""The proposal: everybody who can be served is, loads as even as may be, then what suits best; always the same."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.balancing import balance

SMALL = st.fixed_dictionaries(
    {
        "applications": st.integers(1, 4),
        "reviewers": st.integers(1, 4),
        "wanted": st.integers(1, 3),
        "barred": st.frozensets(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=6),
        "taken": st.frozensets(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=3),
        "costs": st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(0, 4), max_size=10),
    }
)


def _case(facts):
    applications, reviewers = range(facts["applications"]), range(facts["reviewers"])
    taken = {a: [r for r in reviewers if (a, r) in facts["taken"]] for a in applications}
    return applications, reviewers, taken


def _best(facts):
    """The least (sum of squared loads, cost) over every way to serve all as far as they can be, tried one by one."""
    applications, reviewers, taken = _case(facts)
    choices = []
    for a in applications:
        free = [r for r in reviewers if r not in taken[a] and (a, r) not in facts["barred"]]
        need = max(0, facts["wanted"] - len(taken[a]))
        choices.append(list(combinations(free, min(need, len(free)))))
    found = []
    for way in product(*choices):
        loads = [sum(r in held for held in taken.values()) + sum(r in chosen for chosen in way) for r in reviewers]
        cost = sum(facts["costs"].get((a, r), 0) for a, chosen in enumerate(way) for r in chosen)
        found.append((sum(load * load for load in loads), cost, max(loads) - min(loads)))
    return min(found)[:2], min(spread for _squares, _cost, spread in found)


def _propose(facts):
    applications, reviewers, taken = _case(facts)
    return balance(
        applications,
        reviewers,
        wanted=facts["wanted"],
        taken=taken,
        barred=facts["barred"],
        costs=facts["costs"],
    )


@given(SMALL)
def test_no_other_way_is_more_even_or_suits_better(facts):
    applications, reviewers, taken = _case(facts)
    found = _propose(facts)
    best, least_spread = _best(facts)
    cost = sum(facts["costs"].get(pair, 0) for pair in found.pairs)
    assert (sum(load * load for load in found.loads.values()), cost) == best
    if least_spread <= 1:
        assert max(found.loads.values()) - min(found.loads.values()) <= 1
    assert not set(found.pairs) & set(facts["barred"])
    for a in applications:
        given_to = [r for each, r in found.pairs if each == a]
        allowed = [r for r in reviewers if r not in taken[a] and (a, r) not in facts["barred"]]
        need = max(0, facts["wanted"] - len(taken[a]))
        assert len(given_to) == len(set(given_to)) == min(need, len(allowed))
        assert found.lacking.get(a, 0) == need - len(given_to)
        assert not set(given_to) & set(taken[a])


@given(SMALL)
def test_the_same_question_has_the_same_answer(facts):
    assert _propose(facts) == _propose(facts)


def test_a_hundred_applications_and_ten_reviewers_with_conflicts_are_spread_evenly():
    applications, reviewers = range(100), range(10)
    barred = {(a, r) for a in applications for r in reviewers if (a * 7 + r * 3) % 11 == 0}
    costs = {(a, r): (a + r) % 5 for a in applications for r in reviewers}
    found = balance(applications, reviewers, wanted=3, taken={}, barred=barred, costs=costs)
    assert (len(found.pairs), found.lacking) == (300, {})
    assert set(found.loads.values()) == {30}


def test_a_top_up_only_adds():
    first = balance(range(6), range(3), wanted=1, taken={})
    taken = {a: [r] for a, r in first.pairs}
    second = balance(range(8), range(3), wanted=2, taken=taken)
    assert not set(second.pairs) & set(first.pairs)
    assert len(second.pairs) == 6 + 2 * 2
    assert max(second.loads.values()) - min(second.loads.values()) <= 1


def test_an_application_may_want_its_own_number():
    found = balance(range(3), range(4), wanted={1: 3}, taken={1: [0, 1]})
    assert found.pairs == [(1, 2)]


def test_impossible_questions_are_refused():
    with pytest.raises(ValueError, match="At least one"):
        balance([1], [1], wanted=0, taken={})
    with pytest.raises(ValueError, match="never below 0"):
        balance([1], [1], wanted=1, taken={}, costs={(1, 1): -1})
