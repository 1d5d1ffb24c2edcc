"""Scores as they may be shown: arithmetic after disclosure control. Knows no Django.

Whatever is published about counts of people passes through `figure` and `figures_of_groups`; a reader can compute every
overall figure again from the figures shown, and nothing more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from monitoring import disclosure, scoring


class State(StrEnum):
    """What can be said: a figure, a bound, that a group was held, or one of two kinds of nothing."""

    SHOWN = "shown"
    UNANIMOUS = "unanimous"
    HELD = "held"
    NOT_APPLICABLE = "not_applicable"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Of one version of the methodology: below which numbers of people what is hidden or marked."""

    minimum_people: int
    full_people: int
    satisfied_from: int


@dataclass(frozen=True, slots=True)
class Votes:
    """What one side or group gave to one criterion: counts of the scores 1 to 5, and "not applicable" apart."""

    counts: tuple[int, ...]
    not_applicable: int = 0

    @property
    def people(self) -> int:
        """How many gave a score."""
        return sum(self.counts)

    def __add__(self, other: Votes) -> Votes:
        return Votes(scoring.add(self.counts, other.counts), self.not_applicable + other.not_applicable)


@dataclass(frozen=True, slots=True)
class Figure:
    """One published figure. Whatever `state` does not allow is None; `bound` is "over" or "under" (90 %, 10 %)."""

    state: State
    people: int | None = None
    mean: Fraction | None = None
    median: Fraction | None = None
    counts: tuple[int, ...] | None = None
    satisfied: scoring.Interval | None = None
    bound: str | None = None
    is_small_group: bool = False
    is_polarised: bool = False


def total(votes: Sequence[Votes]) -> Votes | None:
    """All `votes` together; None when there are none."""
    return sum(votes[1:], votes[0]) if votes else None


def figure(votes: Votes | None, rules: Thresholds) -> Figure:
    """What may be said of `votes`.

    Nobody asked: missing. Asked, and nobody scored: not applicable. Fewer people than the minimum: only that it was
    held. A group under 20 of one mind: a bound instead of the score.
    """
    if votes is None:
        return Figure(State.MISSING)
    if votes.people == 0:
        return Figure(State.NOT_APPLICABLE)
    if disclosure.is_small(votes.people, rules.minimum_people):
        return Figure(State.HELD)
    is_small_group = votes.people < rules.full_people
    if disclosure.is_unanimous(votes.counts):
        bound = disclosure.bounded_share(sum(votes.counts[rules.satisfied_from - 1 :]), votes.people)
        return Figure(State.UNANIMOUS, people=votes.people, bound=bound, is_small_group=is_small_group)
    return Figure(
        State.SHOWN,
        people=votes.people,
        mean=scoring.mean(votes.counts),
        median=scoring.median(votes.counts),
        counts=votes.counts,
        satisfied=scoring.satisfied(votes.counts, rules.satisfied_from),
        is_small_group=is_small_group,
        is_polarised=scoring.is_polarised(votes.counts),
    )


def figures_of_groups(votes: Sequence[Votes | None], rules: Thresholds) -> list[Figure]:
    """What may be said of each group beside the figure of all of them.

    Groups carry people, mean and satisfied share, never counts score by score. Beside a shown total further groups are
    held back until no difference tells of one; when the total itself is held back, so is every group that scored.
    """
    raw = [figure(each, rules) for each in votes]
    present = [each for each in votes if each is not None and each.people]
    together = figure(total(present), rules)
    at = [i for i, each in enumerate(votes) if each is not None and each.people]
    if together.state is not State.SHOWN:
        hidden = set(at)
    else:
        unsafe = {n for n, i in enumerate(at) if raw[i].state is not State.SHOWN}
        parts = [each.people for each in present]
        chosen = disclosure.hidden_in_sum(parts, rules.minimum_people, also=unsafe)
        hidden = {at[n] for n in chosen}
    return [Figure(State.HELD) if i in hidden else _without_counts(each) for i, each in enumerate(raw)]


def _without_counts(shown: Figure) -> Figure:
    return Figure(
        shown.state,
        people=shown.people,
        mean=shown.mean,
        satisfied=shown.satisfied,
        bound=shown.bound,
        is_small_group=shown.is_small_group,
    )


def gap(people: Figure, staff: Figure) -> Fraction | None:
    """Staff minus people, in points of the scale; None unless both are shown."""
    return scoring.gap(people.mean, staff.mean)


def overall(figures: Sequence[Figure], measured_share: Fraction) -> Fraction | None:
    """The mean of the shown means, each criterion with one voice; None when too few criteria are shown.

    Criteria that are not applicable leave numerator and denominator; held back and missing ones count as unmeasured.
    """
    applicable = [each.mean for each in figures if each.state is not State.NOT_APPLICABLE]
    return scoring.overall(applicable, measured_share)
