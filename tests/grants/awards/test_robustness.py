"""How sure the line is: against the plain way of leaving out each review and ranking all again."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from grants.robustness import RankRange, robustness
from grants.scoring import Measure, cut, rank, score

MEASURES = [Measure("need", 5, Decimal(2), Decimal(2)), Measure("budget", 5, Decimal(1))]
POINTS = st.integers(0, 5).map(Decimal)
SHEET = st.fixed_dictionaries({"need": POINTS, "budget": POINTS})
FIELD = st.lists(st.tuples(st.lists(SHEET, max_size=4), st.integers(0, 50).map(Decimal)), max_size=7)


def _drawn(sheets, amounts, envelope):
    """Ranks, and what stands above the line, by the functions that the ranking page prints."""
    outcomes = {key: score(MEASURES, given) for key, given in sheets.items()}
    ranks = {each.key: each.rank for each in rank(MEASURES, outcomes)}
    passing = [(key, amounts[key]) for key in ranks if outcomes[key].passes]
    return ranks, {each.key for each in cut(passing, envelope) if each.is_above_line}


def _without_each_review(sheets):
    for key, all_of in sheets.items():
        for left_out in range(len(all_of)):
            yield {**sheets, key: [*all_of[:left_out], *all_of[left_out + 1 :]]}


@given(FIELD, st.integers(0, 120).map(Decimal))
def test_robustness_is_what_leaving_out_each_review_shows(field, envelope):
    sheets = {key: given for key, (given, _amount) in enumerate(field)}
    amounts = {key: amount for key, (_given, amount) in enumerate(field)}
    ranks, above = _drawn(sheets, amounts, envelope)
    seen, crossing = {key: [own] for key, own in ranks.items()}, set()
    for fewer in _without_each_review(sheets):
        others, still = _drawn(fewer, amounts, envelope)
        for key in ranks:
            seen[key].append(others.get(key, len(ranks)))
        crossing |= above ^ still
    found = robustness(MEASURES, sheets, amounts, envelope)
    assert found.ranges == {key: RankRange(min(each), max(each)) for key, each in seen.items()}
    assert found.crossing == crossing
    assert all(found.ranges[key].best <= own <= found.ranges[key].worst for key, own in ranks.items())


def test_robustness_of_a_clear_first_and_a_shaky_second():
    sheets = {
        "clear": [{"need": Decimal(5), "budget": Decimal(5)}] * 2,
        "shaky": [{"need": Decimal(5), "budget": Decimal(4)}, {"need": Decimal(2), "budget": Decimal(2)}],
        "third": [{"need": Decimal(3), "budget": Decimal(3)}] * 2,
    }
    found = robustness(MEASURES, sheets, dict.fromkeys(sheets, Decimal(10)), Decimal(20))
    assert found.ranges == {"clear": RankRange(1, 1), "shaky": RankRange(2, 3), "third": RankRange(2, 3)}
    assert found.crossing == {"shaky", "third"}


@given(st.lists(st.tuples(st.sampled_from("AB"), st.integers(1, 50).map(Decimal)), max_size=12))
def test_each_lot_has_its_own_line(field):
    """What stands above the line of a lot fits its money, and the other lot's amounts never move it."""
    ceiling = {"A": Decimal(60), "B": Decimal(90)}
    for lot, most in ceiling.items():
        own = [(key, amount) for key, (where, amount) in enumerate(field) if where == lot]
        above = [each for each in cut(own, most) if each.is_above_line]
        assert sum((dict(own)[each.key] for each in above), Decimal(0)) <= most
        assert [each.key for each in above] == [key for key, _amount in own[: len(above)]]
        assert len(above) == len(own) or sum(amount for _key, amount in own[: len(above) + 1]) > most
