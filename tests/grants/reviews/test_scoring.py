"""Scores: means and not sums, thresholds, ties, the line; and who reviews what."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.pasting import is_heading, read_block
from grants.receipts import ALPHABET, digest, new_code, normalize_code
from grants.scoring import Measure, cut, rank, score

NEED = Measure("need", 5, Decimal(2))
TEAM = Measure("team", 10, Decimal(1), Decimal(4))
POINTS = st.decimals(min_value=0, max_value=5, places=2)


def D(text):  # noqa: N802 - as short as the figures it stands before
    return Decimal(text)


def test_the_formula_by_hand():
    outcome = score([NEED, TEAM], [{"need": D(4), "team": D(5)}, {"need": D(5), "team": D(6)}])
    # need: mean 4.5 of 5 with weight 2; team: mean 5.5 of 10 with weight 1.
    assert outcome.total == D("78.3333")
    assert outcome.n == 2
    assert [mean.mean for mean in outcome.means] == [D("4.5000"), D("5.5000")]
    assert outcome.totals == (D("70.0000"), D("86.6667"))
    assert outcome.spread == D("16.6667")
    assert outcome.passes
    assert outcome.diverges(16)
    assert not outcome.diverges(17)


def test_a_missing_review_lowers_n_and_nothing_else():
    one = score([NEED], [{"need": D(4)}])
    two = score([NEED], [{"need": D(4)}, {"need": D(4)}])
    assert (one.total, one.n) == (D("80.0000"), 1)
    assert (two.total, two.n) == (D("80.0000"), 2)


def test_an_unscored_criterion_is_left_out_and_named():
    outcome = score([NEED, TEAM], [{"need": D(5), "team": None}])
    assert outcome.total == D("100.0000")
    assert outcome.missing == ("team",)
    nothing = score([NEED, TEAM], [])
    assert (nothing.total, nothing.spread, nothing.passes) == (None, None, False)


def test_zero_points_are_a_score():
    outcome = score([NEED], [{"need": D(0)}])
    assert (outcome.total, outcome.missing) == (D("0.0000"), ())


def test_a_mean_below_its_threshold_does_not_pass():
    assert not score([TEAM], [{"team": D("3.99")}]).passes
    assert score([TEAM], [{"team": D(3)}, {"team": D(5)}]).passes


@pytest.mark.parametrize("points", ["-0.01", "5.01"])
def test_points_outside_their_range(points):
    with pytest.raises(ValueError, match="between"):
        score([NEED], [{"need": D(points)}])


def test_ties_go_to_the_weightiest_criterion_and_share_a_rank_after_that():
    even, other = Measure("a", 10, D(1)), Measure("b", 10, D(2))
    outcomes = {
        "first": score([even, other], [{"a": D(8), "b": D(6)}]),
        "second": score([even, other], [{"a": D(4), "b": D(8)}]),
        "third": score([even, other], [{"a": D(4), "b": D(8)}]),
        "unscored": score([even, other], []),
        "last": score([even, other], [{"a": D(1), "b": D(1)}]),
    }
    assert len({outcomes[name].total for name in ("first", "second", "third")}) == 1
    assert [(each.rank, each.key) for each in rank([even, other], outcomes)] == [
        (1, "second"),
        (1, "third"),
        (3, "first"),
        (4, "last"),
    ]


def test_the_line_is_drawn_once():
    rows = cut([("a", D(60)), ("b", D(50)), ("c", D(10))], D(100))
    assert [(row.key, row.cumulated, row.is_above_line) for row in rows] == [
        ("a", D(60), True),
        ("b", D(110), False),
        ("c", D(120), False),
    ]
    assert [row.is_above_line for row in cut([("a", D(100))], D(100))] == [True]


@given(st.lists(POINTS, min_size=1, max_size=6))
def test_a_total_stands_between_the_lowest_and_the_highest_review(points):
    outcome = score([NEED], [{"need": each} for each in points])
    shares = [each * 20 for each in points]
    assert min(shares) - D("0.0001") <= outcome.total <= max(shares) + D("0.0001")
    assert outcome.n == len(points)


@given(st.lists(POINTS, min_size=1, max_size=6), st.integers(2, 9))
def test_weights_in_proportion_change_nothing(points, factor):
    sheets = [{"need": each, "team": each} for each in points]
    scaled = [Measure(each.key, each.maximum, each.weight * factor, each.threshold) for each in (NEED, TEAM)]
    assert score([NEED, TEAM], sheets).total == score(scaled, sheets).total


@given(st.dictionaries(st.integers(0, 30), st.lists(POINTS, max_size=3), max_size=12))
def test_a_ranking_is_complete_and_falls(applications):
    outcomes = {key: score([NEED], [{"need": each} for each in points]) for key, points in applications.items()}
    places = rank([NEED], outcomes)
    assert {each.key for each in places} == {key for key, points in applications.items() if points}
    totals = [outcomes[each.key].total for each in places]
    assert totals == sorted(totals, reverse=True)
    assert [each.rank for each in places] == sorted(each.rank for each in places)


def test_a_block_is_read_as_spreadsheets_copy_it():
    assert read_block('a\tb\r\n\r\n"x\ny"\t 2 \r\n') == [["a", "b"], ["x\ny", "2"]]
    assert read_block("a;b\n") == [["a", "b"]]
    assert is_heading(["Category", "What", "Unit", "Quantity", "Price"], (3, 4))
    assert not is_heading(["staff", "Work", "", "2", "100"], (3, 4))


def test_a_receipt_code_is_read_in_any_spelling():
    code = new_code()
    assert set(code.replace("-", "")) <= set(ALPHABET)
    assert normalize_code(f" {code.lower().replace('-', ' ')} ") == code
    assert digest({"b": 1, "a": "ă"}) == digest({"a": "ă", "b": 1})
    assert digest({"a": 1}) != digest({"a": 2})
