"""How severe each reviewer of a call is beside the others. Arithmetic only; no Django.

For an application a that reviewer r judged together with others, let t(r, a) be r's total (a percentage of the
maximum, as `scoring` counts it) and m(−r, a) the mean of the totals of the other reviewers of a. The deviation of r is

    d(r) = (1/n) × Σ ( t(r, a) − m(−r, a) )      over the n applications that r shares with at least one other

in points of a hundred: below 0 is more severe than the others of the same applications, above 0 more generous. Only
the same applications are compared, so being given weak ones makes nobody severe. With few shared applications the
figure says little: below `ENOUGH` it is marked, and nothing is ever corrected by it; people read it.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Generic, TypeVar

ENOUGH = 5
PLACES = Decimal("0.01")

Application = TypeVar("Application", bound=Hashable)
Reviewer = TypeVar("Reviewer", bound=Hashable)


@dataclass(frozen=True)
class Severity(Generic[Reviewer]):
    """One reviewer's mean deviation over `n` shared applications; None where nothing is shared.

    `alone` counts applications that nobody else has judged yet.
    """

    reviewer: Reviewer
    deviation: Decimal | None
    n: int
    alone: int

    @property
    def is_uncertain(self) -> bool:
        """Whether it rests on fewer shared applications than `ENOUGH`."""
        return self.n < ENOUGH


def severities(totals: Mapping[Application, Mapping[Reviewer, Decimal]]) -> list[Severity[Reviewer]]:
    """The deviation of every reviewer in `totals` (application → reviewer → total in percent), the most severe first.

    Reviewers without a shared application stand at the end; ties keep the order in which reviewers first came. The
    result is exact to two decimals, half to even, and does not depend on the order of applications.
    """
    shared: dict[Reviewer, list[Fraction]] = {}
    alone: dict[Reviewer, int] = {}
    for sheet in totals.values():
        whole = sum((Fraction(total) for total in sheet.values()), Fraction(0))
        for reviewer, total in sheet.items():
            differences = shared.setdefault(reviewer, [])
            alone.setdefault(reviewer, 0)
            if len(sheet) < 2:
                alone[reviewer] += 1
                continue
            others = (whole - Fraction(total)) / (len(sheet) - 1)
            differences.append(Fraction(total) - others)
    found = [Severity(each, _mean(shared[each]), len(shared[each]), alone[each]) for each in shared]
    return sorted(found, key=lambda each: (each.deviation is None, each.deviation or Decimal(0)))


def _mean(differences: list[Fraction]) -> Decimal | None:
    if not differences:
        return None
    mean = sum(differences, Fraction(0)) / len(differences)
    return (Decimal(mean.numerator) / Decimal(mean.denominator)).quantize(PLACES, ROUND_HALF_EVEN)
