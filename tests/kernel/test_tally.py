"""The geometry of the tally stick."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kernel import tally

QUANTITIES = st.none() | st.decimals(min_value=0, max_value=10**10, places=2)


def heights(path: str) -> list[float]:
    """The lengths of the notches in a path."""
    return [abs(float(end) - float(start)) for start, end in re.findall(r"M[\d.]+ ([\d.]+)V([\d.]+)", path)]


def test_two_promises_have_two_notches_and_one_kept_has_one():
    drawn = tally.draw(Decimal(2), Decimal(1))

    assert (len(heights(drawn.said)), len(heights(drawn.done)), len(heights(drawn.open))) == (2, 1, 1)


def test_many_are_scaled_to_twenty_four():
    drawn = tally.draw(Decimal(450_000), Decimal(180_000))

    assert len(heights(drawn.said)) == 24
    assert len(heights(drawn.done)) == 10


def test_part_of_a_notch_is_shorter():
    *whole, part = heights(tally.draw(Decimal(450_000), Decimal(180_000)).done)

    assert len(set(whole)) == 1
    assert part < whole[0]


def test_almost_all_is_never_drawn_as_all():
    drawn = tally.draw(Decimal(1_000_000), Decimal(999_999))

    assert drawn.open != ""
    assert heights(drawn.done)[-1] < heights(drawn.done)[0]


def test_more_than_promised_goes_on_as_over():
    drawn = tally.draw(Decimal(12), Decimal(15))

    assert (len(heights(drawn.said)), len(heights(drawn.done)), len(heights(drawn.over))) == (12, 12, 3)
    assert drawn.open == ""


def test_far_more_than_promised_is_scaled_by_what_was_kept():
    drawn = tally.draw(Decimal(2), Decimal(200))

    assert len(heights(drawn.over)) == tally.MOST


def test_kept_zero_and_unknown_are_drawn_differently():
    zero, unknown = tally.draw(Decimal(9), Decimal(0)), tally.draw(Decimal(9), None)

    assert (len(heights(zero.open)), unknown.open) == (9, "")
    assert zero.said == unknown.said


@pytest.mark.parametrize(("promised", "kept"), [(None, None), (None, Decimal(5000)), (Decimal(-1), Decimal(0))])
def test_what_has_no_scale_is_not_drawn(promised, kept):
    assert tally.draw(promised, kept).is_empty


def test_few_things_without_a_target_are_drawn_as_they_are():
    assert len(heights(tally.draw(None, Decimal(2)).over)) == 2


@example(promised=Decimal("0.01"), kept=Decimal("63026438.83"))
@given(promised=QUANTITIES, kept=QUANTITIES)
def test_every_tally_fits_its_width_and_its_number_of_notches(promised, kept):
    drawn = tally.draw(promised, kept)
    paths = (drawn.said, drawn.done, drawn.open, drawn.over)
    places = {float(x) for path in paths for x in re.findall(r"M([\d.]+)", path)}

    assert all(0 < x < drawn.width for x in places)
    assert len(places) <= tally.MOST


@given(promised=st.decimals(min_value=1, max_value=10**10, places=2), kept=QUANTITIES)
def test_lower_half_is_full_only_when_the_promise_is_kept(promised, kept):
    drawn = tally.draw(promised, kept)

    assert (drawn.open == "") == (kept is None or kept >= promised)
