"""Arithmetic of promises: how many days late, and the tally of made and verified. Knows no Django."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Lateness:
    """Days after the present and after the first due date; 0 is on time."""

    days: int
    days_from_first: int

    @property
    def is_late(self) -> bool:
        """Whether the present due date has passed."""
        return self.days > 0


@dataclass(frozen=True, slots=True)
class PromiseTally:
    """How many promises were made, verified as kept, closed as not kept, and are open beyond their date."""

    made: int
    verified: int
    not_kept: int
    late: int


def lateness(*, first_due_on: date, due_on: date, ended_on: date | None, today: date) -> Lateness:
    """Days late at the end of a promise (claimed and verified, or closed), or today while it is open."""
    until = ended_on or today
    return Lateness(max(0, (until - due_on).days), max(0, (until - first_due_on).days))


def tally(promises: Iterable[tuple[str, bool]]) -> PromiseTally:
    """The tally of promises given as (status, is late); a promise that was verified or closed is not counted late."""
    every = list(promises)
    statuses = [status for status, _is_late in every]
    late = sum(is_late for status, is_late in every if status in {"made", "claimed"})
    return PromiseTally(len(every), statuses.count("verified"), statuses.count("not_kept"), late)
