"""Scores: from points by criterion to a mean, a rank and a cut line. Arithmetic only; no Django.

The formula. For a criterion c with maximum M, weight w and the points p₁…pₙ that reviewers gave, the mean is
m = (p₁ + … + pₙ) / n: a missing review lowers n and nothing else. The total of an application is

    100 × Σ w·(m / M) / Σ w        over the criteria that have at least one score,

a percentage of what was possible. A criterion without a score is left out and named, never counted as 0.
The total of one reviewer is the same formula over that reviewer's points.

The tie rule, as it is written on the ranking page: of equal totals the one with the higher mean on the criterion with
the greatest weight comes first, then on the next weightiest, in the order of the call where weights are equal. What is
still equal shares its rank.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Generic, TypeVar

PLACES = Decimal("0.0001")

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Measure:
    """One criterion: most points, weight, and the mean below which an application cannot be funded."""

    key: Hashable
    maximum: int
    weight: Decimal
    threshold: Decimal | None = None


@dataclass(frozen=True)
class Mean:
    """The mean of one criterion over `n` reviews, in points; None when nobody scored it."""

    key: Hashable
    mean: Decimal | None
    n: int
    is_below_threshold: bool


@dataclass(frozen=True)
class Outcome:
    """What the reviews of one application come to.

    `total` and `totals` (one a review, in their order) are percentages with four decimals, None when nothing was
    scored. `spread` is the greatest difference between two reviewers' totals. `missing` names criteria without scores.
    """

    total: Decimal | None
    n: int
    means: tuple[Mean, ...]
    totals: tuple[Decimal | None, ...]
    spread: Decimal | None
    missing: tuple[Hashable, ...]

    @property
    def passes(self) -> bool:
        """Whether something was scored and no mean is below its threshold."""
        return self.total is not None and not any(mean.is_below_threshold for mean in self.means)

    def diverges(self, percent: int) -> bool:
        """Whether two reviewers' totals are further apart than `percent` of the maximum."""
        return self.spread is not None and self.spread > percent


@dataclass(frozen=True)
class Ranked(Generic[Key]):
    """A place in the ranking; equal ones share it."""

    rank: int
    key: Key


@dataclass(frozen=True)
class Allotted(Generic[Key]):
    """An amount in the order of the ranking, the sum up to and with it, and whether the envelope holds that sum."""

    key: Key
    cumulated: Decimal
    is_above_line: bool


def _decimal(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(PLACES, ROUND_HALF_EVEN)


def _percentage(shares: Sequence[tuple[Decimal, Fraction]]) -> Decimal | None:
    """100 × Σ w·share / Σ w; None when there is no share."""
    whole = sum((Fraction(weight) for weight, _share in shares), Fraction(0))
    if not whole:
        return None
    return _decimal(100 * sum((Fraction(weight) * share for weight, share in shares), Fraction(0)) / whole)


def score(measures: Sequence[Measure], sheets: Sequence[Mapping[Hashable, Decimal | None]]) -> Outcome:
    """The outcome of `sheets`, one for each review, each holding points by criterion (None or absent: not given).

    Raises ValueError for points below 0 or above the criterion's maximum.
    """
    given: dict[Hashable, list[Fraction]] = {measure.key: [] for measure in measures}
    totals = []
    for sheet in sheets:
        shares = []
        for measure in measures:
            points = sheet.get(measure.key)
            if points is None:
                continue
            if not 0 <= points <= measure.maximum:
                raise ValueError(f"{points} points are not between 0 and {measure.maximum}.")
            given[measure.key].append(Fraction(points))
            shares.append((measure.weight, Fraction(points) / measure.maximum))
        totals.append(_percentage(shares))
    exact = {key: sum(points, Fraction(0)) / len(points) for key, points in given.items() if points}
    means = tuple(
        Mean(
            measure.key,
            _decimal(exact[measure.key]) if measure.key in exact else None,
            len(given[measure.key]),
            measure.threshold is not None and measure.key in exact and exact[measure.key] < Fraction(measure.threshold),
        )
        for measure in measures
    )
    total = _percentage([(m.weight, exact[m.key] / m.maximum) for m in measures if m.key in exact])
    known = [each for each in totals if each is not None]
    spread = max(known) - min(known) if known else None
    missing = tuple(measure.key for measure in measures if measure.key not in exact)
    return Outcome(total, len(known), means, tuple(totals), spread, missing)


def strength_by(measures: Sequence[Measure]) -> Callable[[Outcome], tuple[Decimal, ...]]:
    """By what outcomes are compared: the total, then the means of the tie rule. Greater is better."""
    weightiest = sorted(range(len(measures)), key=lambda i: (-measures[i].weight, i))

    def strength(outcome: Outcome) -> tuple[Decimal, ...]:
        means = [outcome.means[i].mean for i in weightiest]
        return (outcome.total or Decimal(0), *(mean if mean is not None else Decimal(-1) for mean in means))

    return strength


def rank(measures: Sequence[Measure], outcomes: Mapping[Key, Outcome]) -> list[Ranked[Key]]:
    """The applications that have a total, best first, by total and then by the tie rule above.

    Equal ones share a rank (1, 2, 2, 4) and keep the order in which they came.
    """
    strength = strength_by(measures)
    scored = [(key, strength(outcome)) for key, outcome in outcomes.items() if outcome.total is not None]
    scored.sort(key=lambda pair: pair[1], reverse=True)
    places: list[Ranked[Key]] = []
    for position, (key, strong) in enumerate(scored, start=1):
        shared = places and strong == scored[position - 2][1]
        places.append(Ranked(places[-1].rank if shared else position, key))
    return places


def cut(amounts: Sequence[tuple[Key, Decimal]], envelope: Decimal) -> list[Allotted[Key]]:
    """`amounts` in their order, cumulated against `envelope`.

    The line is drawn once, before the first amount that no longer fits; a smaller one below it is not pulled up.
    """
    cumulated, is_above = Decimal(0), True
    rows = []
    for key, amount in amounts:
        cumulated += amount
        is_above = is_above and cumulated <= envelope
        rows.append(Allotted(key, cumulated, is_above))
    return rows
