"""Who reviews what: a proposal that spreads the load evenly and then suits best. Arithmetic only; no Django.

It is a flow of least cost. Each application sends as many units as it lacks reviewers; a unit that ends at a reviewer
costs what the reviewer's square of load grows by, and, as a far smaller coin, the `cost` of the pair. Units are sent
one by one along the cheapest way, which may hand an application on from one reviewer to another; so after each unit
the whole is of least cost (successive shortest paths: Ahuja, Magnanti, Orlin, Network Flows, 1993, section 9.7).

Three things follow. Every application gets as many reviewers as it may have, since reviewers have no upper limit. Of
all ways to do so the sum of squared loads is least, and since the sum of loads is fixed, no two loads differ by more
than 1 wherever the exclusions and what was given before allow that. Of those, the sum of the costs of pairs is least.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Application = TypeVar("Application", bound=Hashable)
Reviewer = TypeVar("Reviewer", bound=Hashable)

Hand = tuple[int, int]  # what it costs to hand an application on, and which


@dataclass
class _Flow:
    """The proposal as it grows: applications and reviewers by their place in the order."""

    may: list[list[int | None]]  # the cost of a pair by application and reviewer; None: must not be, or is already
    loads: list[int]
    coin: int  # what one step of squared load weighs against costs of pairs
    given: list[set[int]] = field(default_factory=list)  # the new applications of each reviewer
    hands: list[list[Hand | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        count = len(self.loads)
        self.given = [set() for _each in range(count)]
        self.hands = [[None] * count for _each in range(count)]

    def send(self, application: int) -> bool:
        """One more reviewer for `application`, along the cheapest way; False when none may take it."""
        price, before = self._prices(application)
        ends = [
            (price[each] + self.coin * (2 * load + 1), each)
            for each, load in enumerate(self.loads)
            if price[each] is not None
        ]
        if not ends:
            return False
        last = min(ends)[1]
        self.loads[last] += 1
        touched, here = {last}, last
        while (handed := before[here]) is not None:
            giver, moved = handed
            self.given[giver].remove(moved)
            self.given[here].add(moved)
            touched.add(giver)
            here = giver
        self.given[here].add(application)
        for each in touched:
            self._note_hands(each)
        for each in range(len(self.loads)):
            if each not in touched:
                for other in touched:
                    self.hands[each][other] = self._hand(each, other)
        return True

    def _prices(self, application: int) -> tuple[list, list]:
        """The least cost to bring a unit of `application` to each reviewer, and from whom it is handed on."""
        count = len(self.loads)
        price: list[int | None] = [
            cost if application not in self.given[each] else None for each, cost in enumerate(self.may[application])
        ]
        before: list[Hand | None] = [None] * count
        for _round in range(count):
            is_still = True
            for giver in range(count):
                start = price[giver]
                if start is None:
                    continue
                for taker, hand in enumerate(self.hands[giver]):
                    if hand is None:
                        continue
                    found, known = start + hand[0], price[taker]
                    if known is None or found < known:
                        price[taker], before[taker], is_still = found, (giver, hand[1]), False
            if is_still:
                break
        return price, before

    def _note_hands(self, giver: int) -> None:
        for taker in range(len(self.loads)):
            self.hands[giver][taker] = self._hand(giver, taker)

    def _hand(self, giver: int, taker: int) -> Hand | None:
        """The cheapest of the giver's new applications that the taker may have instead."""
        if giver == taker:
            return None
        options = []
        for each in self.given[giver]:
            there, here = self.may[each][taker], self.may[each][giver]
            if there is not None and here is not None and each not in self.given[taker]:
                options.append((there - here, each))
        return min(options, default=None)


@dataclass(frozen=True)
class Proposal(Generic[Application, Reviewer]):
    """The new pairs, in the order of applications, and how many reviewers each application lacks all the same."""

    pairs: list[tuple[Application, Reviewer]]
    lacking: dict[Application, int]
    loads: dict[Reviewer, int]


def balance(
    applications: Sequence[Application],
    reviewers: Sequence[Reviewer],
    *,
    wanted: int | Mapping[Application, int],
    taken: Mapping[Application, Collection[Reviewer]],
    barred: Collection[tuple[Application, Reviewer]] = (),
    costs: Mapping[tuple[Application, Reviewer], int] | None = None,
) -> Proposal[Application, Reviewer]:
    """Pairs that are missing until each application has `wanted` reviewers (a number for all, or for each its own).

    `taken` holds the live reviewers of an application: they count for it and for the load, and nothing is taken from
    them. `barred` are pairs that must not be. `costs` says how ill a pair suits, from 0; a pair without is 0. The
    same input gives the same proposal, ties going to the earlier reviewer. Raises ValueError for a cost below 0, or
    when a single `wanted` is less than 1.
    """
    if isinstance(wanted, int) and wanted < 1:
        raise ValueError("At least one reviewer is wanted.")
    costs = costs or {}
    if any(cost < 0 for cost in costs.values()):
        raise ValueError("A cost is never below 0.")
    closed = set(barred)
    loads = dict.fromkeys(reviewers, 0)
    for holders in taken.values():
        for reviewer in holders:
            if reviewer in loads:
                loads[reviewer] += 1
    may = [
        [
            None
            if each in taken.get(application, ()) or (application, each) in closed
            else costs.get((application, each), 0)
            for each in reviewers
        ]
        for application in applications
    ]
    needs = [
        max(0, (wanted if isinstance(wanted, int) else wanted.get(each, 0)) - len(set(taken.get(each, ()))))
        for each in applications
    ]
    flow = _Flow(may, list(loads.values()), coin=2 * (sum(needs) + 1) * (max(costs.values(), default=0) + 1))
    lacking = {}
    for place, need in enumerate(needs):
        missing = next((need - done for done in range(need) if not flow.send(place)), 0)
        if missing:
            lacking[applications[place]] = missing
    pairs = sorted((application, reviewer) for reviewer, given in enumerate(flow.given) for application in given)
    named = [(applications[application], reviewers[reviewer]) for application, reviewer in pairs]
    return Proposal(named, lacking, dict(zip(reviewers, flow.loads, strict=True)))
