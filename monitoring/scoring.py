"""Arithmetic of scores from 1 to 5. Knows no Django; every answer is exact (Fraction), rounded only when printed.

"Not applicable" and "missing" are never 0: they are left out of numerator and denominator, and what cannot be said is
None. Perception (scores) and documents (entitled, present) never meet in one number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from math import sqrt

SCALE = (1, 2, 3, 4, 5)
Z_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Interval:
    """A share with its 95 % interval, all three between 0 and 1."""

    share: Fraction
    low: float
    high: float


class Incomparable(StrEnum):
    """Why two scorecards, or two criteria, cannot be put beside each other."""

    METHODOLOGY = "methodology"
    PEER_GROUP = "peer_group"
    TOO_FEW_PEOPLE = "too_few_people"
    TOO_FEW_GROUPS = "too_few_groups"
    NO_SCORE = "no_score"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a figure stands on: version of the methodology, peer group, people and groups that scored."""

    methodology: int
    peer_group: str
    people: int
    groups: int


def add(*counts: Sequence[int]) -> tuple[int, ...]:
    """The counts of several groups together, score by score."""
    return tuple(sum(each[i] for each in counts) for i in range(len(SCALE)))


def number(counts: Sequence[int]) -> int:
    """How many people scored; "not applicable" is not among `counts`."""
    return sum(counts)


def mean(counts: Sequence[int]) -> Fraction | None:
    """Σ s·n(s) / Σ n(s) for the scores 1 to 5; None when nobody scored."""
    people = sum(counts)
    return Fraction(sum(score * n for score, n in zip(SCALE, counts, strict=True)), people) if people else None


def median(counts: Sequence[int]) -> Fraction | None:
    """The middle score; half a point when the two middle ones differ; None when nobody scored."""
    people = sum(counts)
    if not people:
        return None
    return Fraction(_ranked(counts, (people - 1) // 2) + _ranked(counts, people // 2), 2)


def _ranked(counts: Sequence[int], rank: int) -> int:
    """The score of the person at `rank`, counted from 0, when all are lined up from 1 to 5."""
    passed = 0
    for score, n in zip(SCALE, counts, strict=True):
        passed += n
        if rank < passed:
            return score
    raise ValueError("The rank is beyond the people who scored.")


def satisfied(counts: Sequence[int], satisfied_from: int) -> Interval | None:
    """The share of people who gave `satisfied_from` or more, with its Wilson interval; None when nobody scored."""
    people = sum(counts)
    return wilson(sum(counts[satisfied_from - 1 :]), people) if people else None


def wilson(successes: int, trials: int, z: float = Z_95) -> Interval:
    """Wilson's score interval for `successes` of `trials` (E. B. Wilson, 1927): holds for small groups and at 0 and 1.

    Raises ValueError when there are no trials, or more successes than trials.
    """
    if not 0 <= successes <= trials or trials == 0:
        raise ValueError("Successes lie between 0 and a positive number of trials.")
    share, z2 = successes / trials, z * z
    centre = (share + z2 / (2 * trials)) / (1 + z2 / trials)
    half = z / (1 + z2 / trials) * sqrt(share * (1 - share) / trials + z2 / (4 * trials * trials))
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    high = 1.0 if successes == trials else min(1.0, centre + half)
    return Interval(Fraction(successes, trials), low, high)


def is_polarised(counts: Sequence[int]) -> bool:
    """Whether a quarter or more gave 1–2 and a quarter or more gave 4–5: then the mean hides two camps."""
    people = sum(counts)
    return bool(people) and min(counts[0] + counts[1], counts[3] + counts[4]) * 4 >= people


def gap(people: Fraction | None, staff: Fraction | None) -> Fraction | None:
    """Staff minus people, in points of the scale; None when either did not score."""
    return None if people is None or staff is None else staff - people


def overall(means: Iterable[Fraction | None], measured_share: Fraction) -> Fraction | None:
    """The mean of the criteria that were measured, each with one voice.

    None when fewer than `measured_share` of the criteria have a score: not enough is known to speak for all.
    """
    every = list(means)
    known = [each for each in every if each is not None]
    if not known or Fraction(len(known), len(every)) < measured_share:
        return None
    return sum(known, Fraction(0)) / len(known)


def incomparable(one: Basis, other: Basis, *, full_people: int, groups: int) -> Incomparable | None:
    """Why `one` and `other` may not be compared, or None when they may.

    Both need the same version and peer group, `full_people` people and `groups` groups.
    """
    if one.methodology != other.methodology:
        return Incomparable.METHODOLOGY
    if one.peer_group != other.peer_group:
        return Incomparable.PEER_GROUP
    if min(one.people, other.people) < full_people:
        return Incomparable.TOO_FEW_PEOPLE
    if min(one.groups, other.groups) < groups:
        return Incomparable.TOO_FEW_GROUPS
    return None


def rounded(value: Fraction | Decimal, places: int) -> Decimal:
    """`value` with `places` decimals, half away from zero: the one rounding of scores."""
    exact = Fraction(value) * 10**places
    whole, rest = divmod(abs(exact), 1)
    digits = int(whole) + (1 if rest >= Fraction(1, 2) else 0)
    return (
        (Decimal(digits if exact >= 0 else -digits)).scaleb(-places).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    )
