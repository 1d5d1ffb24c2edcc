"""Who reviews what: a proposal that spreads the load evenly. Arithmetic only; no Django.

Applications are served in turn; each takes the reviewers who have least so far and may judge it. Where nobody
is barred, no reviewer gets more than one more than another.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TypeVar

Application = TypeVar("Application", bound=Hashable)
Reviewer = TypeVar("Reviewer", bound=Hashable)


def propose(
    applications: Sequence[Application],
    reviewers: Sequence[Reviewer],
    *,
    wanted: int,
    taken: Mapping[Application, Collection[Reviewer]],
    barred: Collection[tuple[Application, Reviewer]] = (),
) -> list[tuple[Application, Reviewer]]:
    """Pairs (application, reviewer) that are missing until each application has `wanted` reviewers.

    `taken` holds the live reviewers of an application, who count for it and for the load; `barred` are pairs
    (application, reviewer) that must not be. Where too few may judge an application it gets fewer. Ties go to the
    earlier reviewer. Raises ValueError when `wanted` is less than 1.
    """
    if wanted < 1:
        raise ValueError("At least one reviewer is wanted.")
    load = dict.fromkeys(reviewers, 0)
    for holders in taken.values():
        for reviewer in holders:
            if reviewer in load:
                load[reviewer] += 1
    place = {reviewer: position for position, reviewer in enumerate(reviewers)}
    closed = set(barred)
    pairs = []
    for application in applications:
        holders = set(taken.get(application, ()))
        free = [each for each in reviewers if each not in holders and (application, each) not in closed]
        free.sort(key=lambda reviewer: (load[reviewer], place[reviewer]))
        for reviewer in free[: max(0, wanted - len(holders))]:
            load[reviewer] += 1
            pairs.append((application, reviewer))
    return pairs
