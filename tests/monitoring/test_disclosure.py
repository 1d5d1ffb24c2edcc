"""Disclosure control: nothing hidden comes back by subtraction."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from monitoring import disclosure

K = 10
tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 40), min_size=width, max_size=width), min_size=2, max_size=5)
)


def determined(equations: list[list[int]], unknown: int) -> bool:
    """Whether the value at `unknown` follows from the equations: its unit vector lies in their row space."""
    rows = [[Fraction(each) for each in row] for row in equations]
    target = [Fraction(int(i == unknown)) for i in range(len(equations[0]))]
    for column in range(len(target)):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows = [_minus(row, pivot, row[column] / pivot[column]) for row in rows]
        target = _minus(target, pivot, target[column] / pivot[column])
    return not any(target)


def _minus(row, pivot, times):
    return [a - times * b for a, b in zip(row, pivot, strict=True)]


def test_women_34_and_men_6_are_both_hidden_beside_their_total():
    assert disclosure.hidden_in_sum([34, 6], K) == {0, 1}


def test_hidden_groups_are_k_people_together():
    assert disclosure.hidden_in_sum([3, 4, 12, 20], K) == {0, 1, 2}


def test_nothing_is_hidden_when_every_group_is_large():
    assert disclosure.hidden_in_sum([10, 12, 0], K) == frozenset()


def test_zero_is_no_person_and_is_shown():
    assert not disclosure.is_small(0, K)
    assert disclosure.is_small(9, K)
    assert not disclosure.is_small(10, K)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=8), st.integers(2, 15))
def test_no_hidden_part_follows_from_the_total(parts, k):
    hidden = disclosure.hidden_in_sum(parts, k)
    assert {i for i, n in enumerate(parts) if 0 < n < k} <= hidden
    if hidden and sum(parts) >= k:
        assert len(hidden) >= 2
        assert sum(parts[i] for i in hidden) >= k


@given(tables, st.integers(2, 15))
def test_no_hidden_cell_of_a_table_follows_from_what_is_shown(cells, k):
    full = disclosure.with_totals(cells)
    rows, columns = len(full), len(full[0])
    hidden = sorted(disclosure.hidden_in_table(cells, k))
    assert {(r, c) for r in range(rows) for c in range(columns) if 0 < full[r][c] < k} <= set(hidden)
    if not hidden:
        return
    equations = [[_sign(edge, r, line=0, last=columns - 1) for edge in hidden] for r in range(rows)]
    equations += [[_sign(edge, c, line=1, last=rows - 1) for edge in hidden] for c in range(columns)]
    assert not [hidden[i] for i in range(len(hidden)) if determined(equations, i)]


def _sign(edge, at, *, line, last):
    if edge[line] != at:
        return 0
    return -1 if edge[1 - line] == last else 1


def test_unanimous_small_groups_are_told_by_a_bound():
    assert disclosure.is_unanimous([0, 0, 0, 12, 0])
    assert not disclosure.is_unanimous([0, 0, 0, 20, 0])
    assert disclosure.bounded_share(12, 12) == "over"
    assert disclosure.bounded_share(0, 12) == "under"
    assert disclosure.bounded_share(11, 12) is None
    assert disclosure.bounded_share(20, 20) is None
