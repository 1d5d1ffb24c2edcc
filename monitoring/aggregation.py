"""Arithmetic of results: how figures add up across periods and grants, and how far a promise is kept. No Django.

Missing is `None` and stays missing: it is never 0, never in a denominator and never carried forward. Shares are added
as numerators and denominators, never averaged. Rules and faults of other systems that the tests hold against this
module: docs/adr/0030-arithmetic-of-indicators.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

# "About 1,000" is kept by 900 to 1,100: the reading that donors' manuals give to round figures.
ABOUT = Decimal("0.10")
# A figure over ten times its target or the figure before it is more often a typing error than a success.
OUTLIER = Decimal(10)
PLACES = Decimal("0.0001")
HUNDRED = Decimal(100)


class UnknownRule(ValueError):
    """A rule of addition that this module does not know, or that does not fit the figures."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or (with `denominator` > 0) a share. `members`: the ids behind a number that counts distinct ones."""

    number: Decimal
    denominator: Decimal | None = None
    members: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if self.denominator is not None and self.denominator <= 0:
            raise ValueError("A denominator is greater than zero.")

    @property
    def amount(self) -> Decimal:
        """The number itself, or the share in percent, rounded half up to four places."""
        if self.denominator is None:
            return self.number
        return (HUNDRED * self.number / self.denominator).quantize(PLACES, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Reported:
    """What one grant reported for one period; `figure` None is "not reported" or "not applicable"."""

    ends_on: date
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Total:
    """A figure and of how many reported ones it is made. `figure` None: nothing was reported, or nothing adds up."""

    figure: Figure | None
    n: int = 0


NOTHING = Total(None, 0)


def distinct(members: Iterable[int]) -> Figure:
    """The number of different `members`."""
    kept = frozenset(members)
    return Figure(Decimal(len(kept)), members=kept)


def added(figures: Sequence[Figure]) -> Figure:
    """The sum of numbers, or the share of all numerators in all denominators. Raises for a mix, or for none."""
    if len({figure.denominator is None for figure in figures}) != 1:
        raise UnknownRule("Numbers and shares are not added to each other.")
    number = sum((figure.number for figure in figures), Decimal(0))
    if figures[0].denominator is None:
        return Figure(number)
    return Figure(number, sum((figure.denominator or Decimal(0) for figure in figures), Decimal(0)))


def across_periods(rule: str, reported: Iterable[Reported]) -> Total:
    """One figure out of those of several periods of one grant, by `rule` {sum, latest, max, distinct}.

    A period without a figure takes no part: `latest` is the latest period *that has one*.
    """
    given = [(each.ends_on, each.figure) for each in reported if each.figure is not None]
    if not given:
        return NOTHING
    figures = [figure for _, figure in given]
    if rule == "sum":
        return Total(added(figures), len(figures))
    if rule == "latest":
        return Total(max(given, key=lambda pair: pair[0])[1], len(figures))
    if rule == "max":
        return Total(max(figures, key=lambda figure: figure.amount), len(figures))
    if rule == "distinct":
        return Total(distinct(member for figure in figures for member in figure.members), len(figures))
    raise UnknownRule(f"Not a rule across periods: {rule}")


def across_grants(rule: str, totals: Iterable[Total]) -> Total:
    """One figure out of those of several grants, by `rule` {sum, weighted, distinct, none}; `n` counts all periods.

    `sum` takes numbers, `weighted` shares; `none` gives no figure but says how many were reported.
    """
    given = [(total.figure, total.n) for total in totals if total.figure is not None]
    n = sum(count for _, count in given)
    figures = [figure for figure, _ in given]
    if rule == "none" or not figures:
        return Total(None, n)
    if rule == "distinct":
        return Total(distinct(member for figure in figures for member in figure.members), n)
    if rule not in {"sum", "weighted"} or any((each.denominator is None) != (rule == "sum") for each in figures):
        raise UnknownRule(f"Rule across grants does not fit: {rule}")
    return Total(added(figures), n)


def progress(baseline: Decimal | None, target: Decimal | None, actual: Decimal | None) -> Decimal | None:
    """The part of the way from `baseline` to `target` that `actual` has gone: 1 is all of it, negative is backwards.

    (actual − baseline) / (target − baseline), which serves falling indicators as well. None when one of the three is
    not known, or when baseline and target are equal.
    """
    if baseline is None or target is None or actual is None or target == baseline:
        return None
    return ((actual - baseline) / (target - baseline)).quantize(PLACES, ROUND_HALF_UP)


def is_kept(operator: str, target: Decimal | None, actual: Decimal | None) -> bool | None:
    """Whether `actual` keeps a target {at_least, up_to, about, exactly}; None when either is not known.

    None as well for a target of which it is `not_stated` how it is meant.

    "About" is kept within ABOUT of the target, both ends included.
    """
    if target is None or actual is None or operator == "not_stated":
        return None
    if operator == "at_least":
        return actual >= target
    if operator == "up_to":
        return actual <= target
    if operator == "about":
        return abs(actual - target) <= ABOUT * abs(target)
    if operator == "exactly":
        return actual == target
    raise UnknownRule(f"Not an operator of targets: {operator}")


@dataclass(frozen=True, slots=True)
class Parts:
    """How the figures of the categories stand to the whole: `number` and `denominator` are whole − parts."""

    missing: int
    number: Decimal = Decimal(0)
    denominator: Decimal = Decimal(0)
    is_comparable: bool = True

    @property
    def is_consistent(self) -> bool:
        """All parts given: they make the whole exactly. Some missing: the given ones do not pass it."""
        if not self.is_comparable:
            return False
        if self.missing:
            return self.number >= 0 and self.denominator >= 0
        return self.number == 0 and self.denominator == 0


def compare_parts(whole: Figure | None, parts: Sequence[Figure | None]) -> Parts:
    """The parts of a breakdown against their whole. Parts of an unreported whole are not comparable."""
    given = [part for part in parts if part is not None]
    missing = len(parts) - len(given)
    if not given:
        return Parts(missing)
    if whole is None or any((part.denominator is None) != (whole.denominator is None) for part in given):
        return Parts(missing, is_comparable=False)
    number = whole.number - sum((part.number for part in given), Decimal(0))
    denominators = sum((part.denominator or Decimal(0) for part in given), Decimal(0))
    return Parts(missing, number, (whole.denominator or Decimal(0)) - denominators)


def is_outlier(actual: Decimal, *references: Decimal | None) -> bool:
    """Whether `actual` is over OUTLIER times one of the known, positive references (target, figure before)."""
    return any(reference is not None and reference > 0 and actual > OUTLIER * reference for reference in references)


def falls(rule: str, direction: str, before: Decimal | None, actual: Decimal) -> bool:
    """Whether a running total that should grow is smaller than the one before it."""
    return rule in {"latest", "max"} and direction == "increase" and before is not None and actual < before


def roll_up(over_periods: str, over_grants: str, grants: Iterable[Sequence[Reported]]) -> Total:
    """Periods first, within each grant, then grants: the order matters for `latest` and `max`."""
    return across_grants(over_grants, [across_periods(over_periods, reported) for reported in grants])
