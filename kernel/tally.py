"""The geometry of the tally stick: above it the notches of what was promised, below it of what was kept. No Django.

Few things get one notch each, in groups of five as people count. Many are scaled to 24 notches in four groups, so that
a quarter can be seen. A part of a notch is a shorter one. More than promised goes on, drawn as `over`.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

FEW = 24
MOST = 36
PITCH, GAP, MARGIN = 14.0, 7.0, 11.0
TOP, UPPER, LOWER, BOTTOM = 3.0, 18.0, 26.0, 41.0
SHORTEST, LONGEST_PART = 0.18, 0.82


@dataclass(frozen=True)
class Tally:
    """A drawn tally: one path of SVG for each kind of notch, the two halves of the stick, and the width of it all."""

    width: int
    stick: str
    said: str
    done: str
    open: str
    over: str

    @property
    def is_empty(self) -> bool:
        """Whether there is no notch at all to draw."""
        return not (self.said or self.done or self.over)


def unit_of(promised: Decimal | None, kept: Decimal | None) -> Decimal | None:
    """What one notch stands for; None when there is nothing to scale by.

    One thing, when 24 at most were promised and not much more was kept. Else a 24th of the promise, or, where the
    promise was far surpassed, a 36th of what was kept. Without a promise only few whole things can be drawn.
    """
    said, done = promised or Decimal(0), kept or Decimal(0)
    if said < 0 or done < 0:
        return None
    if said <= FEW and done <= MOST and said == said.to_integral_value() and (said or done <= FEW):
        return Decimal(1)
    if not said:
        return None
    return max(said / FEW, done / MOST)


@lru_cache(maxsize=1024)
def draw(promised: Decimal | None, kept: Decimal | None) -> Tally:
    """The tally of `promised` and `kept`, each in any unit, or None when unknown.

    Unknown and zero are drawn differently: a kept zero leaves open notches under each promised one, an unknown leaves
    the lower half of the stick bare.
    """
    unit = unit_of(promised, kept)
    if unit is None:
        return _sticks(0, 0, {})
    # The quotients stay within these bounds but for the last digit, which would cost a notch more.
    said = min((promised or Decimal(0)) / unit, Decimal(FEW))
    done = min((kept or Decimal(0)) / unit, Decimal(MOST))
    count = max(_ceiling(said), _ceiling(done))
    group = 5 if unit == 1 else 6
    paths: dict[str, list[str]] = {"said": [], "done": [], "open": [], "over": []}
    for index in range(count):
        x = MARGIN + index * PITCH + (index // group) * GAP
        _notch(paths, x, _part(said, index), _part(done, index), is_known=kept is not None)
    return _sticks(count, group, {kind: "".join(steps) for kind, steps in paths.items()})


def _ceiling(value: Decimal) -> int:
    return int(value) + (value != int(value))


def _part(value: Decimal, index: int) -> float:
    """How much of notch `index` is cut, 0 to 1. A part stays visibly a part, however near to nothing or to all."""
    part = float(min(max(value - index, Decimal(0)), Decimal(1)))
    return part if part in (0.0, 1.0) else min(max(part, SHORTEST), LONGEST_PART)


def _notch(paths: dict[str, list[str]], x: float, said: float, done: float, *, is_known: bool) -> None:
    """Add one notch at `x`: `said` above the stick; below it what is kept, what is open, and what goes beyond."""
    height = BOTTOM - LOWER
    if said:
        paths["said"].append(_line(x, UPPER, UPPER - said * (UPPER - TOP)))
    within = min(said, done)
    if within:
        paths["done"].append(_line(x, LOWER, LOWER + within * height))
    if done > said:
        paths["over"].append(_line(x, LOWER + within * height, LOWER + done * height))
    elif is_known and said > done:
        paths["open"].append(_line(x, LOWER + within * height, LOWER + said * height))


def _line(x: float, start: float, end: float) -> str:
    return f"M{x:g} {start:.4g}V{end:.4g}"


def _sticks(count: int, group: int, paths: dict[str, str]) -> Tally:
    """The two halves of the split stick, as long as `count` notches need."""
    length = MARGIN + max(count - 1, 0) * PITCH + (max(count - 1, 0) // group * GAP if group else 0) + MARGIN
    end = length - 2
    stick = f"M2 20.8H{end:g}M2 23.2H{end:g}" if count else ""
    kinds = {kind: paths.get(kind, "") for kind in ("said", "done", "open", "over")}
    return Tally(width=round(length), stick=stick, **kinds)
