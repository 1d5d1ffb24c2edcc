"""How sure a ranking is: what would change if any one review had not been written. Arithmetic only; no Django.

Each submitted review is left out in turn, and the ranking and its line are drawn again. The *rank range* of an
application is the best and the worst rank that it then gets; one whose only review is left out counts as last.
An application *crosses the line* when leaving out some one review would put it on the other side.
"""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic

from grants.scoring import Key, Measure, score, strength_by

# By what applications are ordered; the smaller, the better.
Weakness = tuple[Decimal, ...]
Sheet = Mapping[Hashable, Decimal | None]
UNSCORED: Weakness = (Decimal(1),)  # after all others, whose first part is a total below zero


@dataclass(frozen=True)
class RankRange:
    """The best and the worst rank that an application gets when any one review is left out; its own lies between."""

    best: int
    worst: int


@dataclass(frozen=True)
class Robustness(Generic[Key]):
    """The rank ranges of the scored applications, and which of them would cross the line."""

    ranges: Mapping[Key, RankRange]
    crossing: frozenset[Key]


@dataclass(frozen=True)
class _Variant:
    """What an application is by some of its reviews."""

    weakness: Weakness
    passes: bool


@dataclass(frozen=True)
class _Candidate(Generic[Key]):
    """A scored application; `at` is where it came, which decides among equals; `variants` lack one review each."""

    key: Key
    at: int
    whole: _Variant
    amount: Decimal
    variants: tuple[_Variant, ...]


def robustness(
    measures: Sequence[Measure],
    sheets: Mapping[Key, Sequence[Sheet]],
    amounts: Mapping[Key, Decimal],
    envelope: Decimal,
) -> Robustness[Key]:
    """How sure the ranking of `sheets` is, and the line that `envelope` draws through `amounts`.

    The keys of `sheets` come in the order that equals keep. Costs one scoring for each review and a search by halves:
    O(reviews × log applications).
    """
    strength = strength_by(measures)

    def seen(given: Sequence[Sheet]) -> _Variant:
        outcome = score(measures, given)
        if outcome.total is None:
            return _Variant(UNSCORED, False)
        return _Variant(tuple(-each for each in strength(outcome)), outcome.passes)

    found = []
    for at, (key, given) in enumerate(sheets.items()):
        whole = seen(given)
        if whole.weakness != UNSCORED:
            variants = tuple(seen([*given[:i], *given[i + 1 :]]) for i in range(len(given)))
            found.append(_Candidate(key, at, whole, amounts[key], variants))
    found.sort(key=lambda each: each.whole.weakness)
    return Robustness(_ranges(found), _crossing(found, envelope))


def _ranges(order: Sequence[_Candidate[Key]]) -> dict[Key, RankRange]:
    """Without a review of its own the place is searched anew; a review of another one moves it by one rank at most."""
    weaknesses = [each.whole.weakness for each in order]
    ranges = {}
    for each, may_rise, may_fall in zip(order, _overtaking(order), _overtaken(order), strict=True):
        here = 1 + bisect_left(weaknesses, each.whole.weakness)
        ranks = [here - may_rise, here + may_fall]
        for variant in each.variants:
            is_among_the_better = each.whole.weakness < variant.weakness
            ranks.append(1 + bisect_left(weaknesses, variant.weakness) - is_among_the_better)
        ranges[each.key] = RankRange(min(ranks), max(ranks))
    return ranges


def _overtaking(order: Sequence[_Candidate[Key]]) -> list[bool]:
    """For each, whether a better one would be better no longer without one of its reviews."""
    result: list[bool] = []
    # The weakest variant of all that are better, and of those that are equal.
    worst: Weakness = ()
    of_equals: Weakness = ()
    for place, each in enumerate(order):
        if place and order[place - 1].whole.weakness != each.whole.weakness:
            worst = max(worst, of_equals)
        result.append(worst >= each.whole.weakness)
        of_equals = max(of_equals, *(variant.weakness for variant in each.variants))
    return result


def _overtaken(order: Sequence[_Candidate[Key]]) -> list[bool]:
    """For each, whether another that is not better would be better without one of its reviews."""
    result = [False] * len(order)
    best: list[tuple[Weakness, int]] = []  # the two best variants of two applications, from the end of the order
    end = len(order)
    while end:
        start = end - 1
        while start and order[start - 1].whole.weakness == order[end - 1].whole.weakness:
            start -= 1
        strongest = [
            (min(v.weakness for v in order[at].variants), at) for at in range(start, end) if order[at].variants
        ]
        best = sorted([*best, *strongest])[:2]
        for at in range(start, end):
            result[at] = any(weakness < order[at].whole.weakness for weakness, whose in best if whose != at)
        end = start
    return result


def _crossing(order: Sequence[_Candidate[Key]], envelope: Decimal) -> frozenset[Key]:
    """Which applications stand on the other side of the line when some one review is left out."""
    passing = [each for each in order if each.whole.passes]
    places = [(each.whole.weakness, each.at) for each in passing]
    sums = [Decimal(0)]
    for each in passing:
        sums.append(sums[-1] + each.amount)
    held = _held(sums.__getitem__, len(passing), envelope)
    crossed: set[Key] = set()
    for each in order:
        own = bisect_left(places, (each.whole.weakness, each.at)) if each.whole.passes else None
        others = passing if own is None else [*passing[:own], *passing[own + 1 :]]
        was_above = own is not None and own < held
        for variant in each.variants:
            to = _place(places, own, (variant.weakness, each.at)) if variant.passes else None
            now = _held(_sums_without(sums, own, to, each.amount), len(others) + (to is not None), envelope)
            is_above = to is not None and to < now
            first, last = sorted((held - was_above, now - is_above))
            crossed.update(other.key for other in others[first:last])
            if is_above != was_above:
                crossed.add(each.key)
    return frozenset(crossed)


def _place(places: Sequence[tuple[Weakness, int]], own: int | None, wanted: tuple[Weakness, int]) -> int:
    """Where `wanted` belongs in the order from which the one at `own` was taken out."""
    place = bisect_left(places, wanted)
    return place - (own is not None and own < place)


def _sums_without(
    sums: Sequence[Decimal], own: int | None, to: int | None, amount: Decimal
) -> Callable[[int], Decimal]:
    """What the first so many sum to, when the one at `own` was taken out and put in again at `to`."""

    def sum_of(count: int) -> Decimal:
        is_in = to is not None and count > to
        rest = count - is_in
        base = sums[rest] if own is None or rest <= own else sums[rest + 1] - amount
        return base + amount if is_in else base

    return sum_of


def _held(sum_of: Callable[[int], Decimal], count: int, envelope: Decimal) -> int:
    """How many from the top `envelope` holds; the sums never fall."""
    low, high = 0, count
    while low < high:
        middle = (low + high + 1) // 2
        if sum_of(middle) <= envelope:
            low = middle
        else:
            high = middle - 1
    return low
