"""The clock of the process: days from the close of a call to decision, acceptance, signature and first money.

All of it comes from the record: award lists as approved, awards as accepted, agreements as signed, payments as made.
What has not happened yet is not a number; how long it has taken so far is told beside what was promised.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Min

from grants.models import Agreement, AwardList, AwardListStatus, AwardStatus, Call, Disbursement, DisbursementStatus
from kernel import clock
from organizations.models import Activity

STEPS = ("decision", "acceptance", "signature", "money")
# What the clock of a call reads of it.
DATES = (
    *("status", "deadline_at", "full_deadline_at", "published_at", "cancelled_at", "results_published_at"),
    *("decision_planned_on", "answer_by_on", "money_days"),
)


@dataclass(frozen=True)
class Step:
    """One step after the close of a call.

    `promised`: days from the close, as the call promised them, None where it promised nothing. `days`: the median of
    the days that it took, None while it has not happened. `slowest`: the most days of one grant. `done` of `of` grants
    (for the decision: of one) have come so far. `so_far`: days since the close while something is still to come.
    """

    name: str
    promised: int | None
    days: int | None
    slowest: int | None
    done: int
    of: int
    so_far: int | None

    @property
    def is_late(self) -> bool:
        """It took longer than promised, or already lasts longer."""
        known = [each for each in (self.slowest, self.so_far) if each is not None]
        return self.promised is not None and bool(known) and max(known) > self.promised


@dataclass
class _Facts:
    """What is known of one call: the day of its decision, and by award the days of the other steps."""

    decided: date | None = None
    awards: dict[int, dict[str, date]] = field(default_factory=dict)


def process_clocks(calls: Iterable[Call]) -> dict[int, list[Step]]:
    """The steps of each of `calls` whose deadline has passed, by id; three queries for any number of calls.

    A call whose results are not published tells of no decision: it counts as not made yet.
    """
    closed = [call for call in calls if call.is_over and call.cancelled_at is None]
    facts = _facts_of([call.pk for call in closed if call.results_published_at is not None])
    return {call.pk: _steps(call, facts[call.pk]) for call in closed}


def process_clock(call: Call) -> list[Step]:
    """The steps of one call; none before its deadline, or when it was cancelled."""
    return process_clocks([call]).get(call.pk, [])


def closed_on(call: Call) -> date:
    """The day from which days are counted: that of the last deadline for applications."""
    return clock.day_of(call.full_deadline_at or call.deadline_at)


def _facts_of(calls: list[int]) -> dict[int, _Facts]:
    facts: dict[int, _Facts] = defaultdict(_Facts)
    if not calls:
        return facts
    rows = AwardList.objects.filter(call__in=calls, status=AwardListStatus.APPROVED).order_by("approved_at", "pk")
    names = ("call", "approved_at", "awards", "awards__status", "awards__answered_at", "awards__agreement")
    agreements: dict[int, tuple[int, int]] = {}
    for call, approved, award, status, answered, agreement in rows.values_list(*names):
        known = facts[call]
        known.decided = known.decided or clock.day_of(approved)
        if status == AwardStatus.ACCEPTED:
            known.awards[award] = {"acceptance": clock.day_of(answered)}
            if agreement:
                agreements[agreement] = (call, award)
    for name, agreement, day in _later_days(list(agreements)):
        call, award = agreements[agreement]
        facts[call].awards[award].setdefault(name, day)
    return facts


def _later_days(agreements: list[int]) -> Iterable[tuple[str, int, date]]:
    """When each agreement was signed by both, and when its first money was paid."""
    if not agreements:
        return
    kind = ContentType.objects.get_for_model(Agreement)
    signed = Activity.objects.filter(content_type=kind, object_id__in=agreements, verb="agreement_signed")
    for agreement, moment in signed.order_by("at", "pk").values_list("object_id", "at"):
        yield "signature", agreement, clock.day_of(moment)
    paid = Disbursement.objects.filter(tranche__agreement__in=agreements, status=DisbursementStatus.PAID)
    first: Any = paid.order_by().values("tranche__agreement").annotate(first=Min("paid_on"))
    for agreement, day in first.order_by("tranche__agreement").values_list("tranche__agreement", "first"):
        yield "money", agreement, day


def _steps(call: Call, facts: _Facts) -> list[Step]:
    close, today = closed_on(call), clock.today()
    promised = _promised(call, close)
    decided = [(facts.decided - close).days] if facts.decided else []
    found = [_step("decision", promised, decided, 1, (today - close).days)]
    for name in STEPS[1:]:
        days = [(each[name] - close).days for each in facts.awards.values() if name in each]
        if facts.awards or not facts.decided:
            found.append(_step(name, promised, days, len(facts.awards), (today - close).days))
    return found


def _step(name: str, promised: dict[str, int], days: list[int], of: int, so_far: int) -> Step:
    is_whole = of > 0 and len(days) >= of
    return Step(
        name,
        promised.get(name),
        round(median(days)) if days else None,
        max(days) if days else None,
        len(days),
        of,
        None if is_whole else so_far,
    )


def _promised(call: Call, close: date) -> dict[str, int]:
    """Days from the close as the call promised them; the first money by days from the planned decision."""
    promised = {}
    if call.decision_planned_on:
        promised["decision"] = (call.decision_planned_on - close).days
        if call.money_days:
            promised["money"] = promised["decision"] + call.money_days
    if call.answer_by_on:
        promised["acceptance"] = (call.answer_by_on - close).days
    return promised


@dataclass(frozen=True)
class Usual:
    """One step over several calls: the median of their medians in days, out of `n` calls in which it has happened.

    `promised_in` of them promised a day; in `kept_in` no grant came later than that.
    """

    name: str
    days: int
    n: int
    promised_in: int
    kept_in: int


def usual_clock(clocks: Iterable[list[Step]]) -> list[Usual]:
    """What the steps of several calls usually take; a step that has happened in none is left out."""
    by_name: dict[str, list[Step]] = defaultdict(list)
    for steps in clocks:
        for step in steps:
            if step.days is not None:
                by_name[step.name].append(step)
    found = []
    for name in STEPS:
        known = by_name[name]
        if known:
            promised = [step for step in known if step.promised is not None]
            days = round(median([step.days for step in known if step.days is not None]))
            kept = sum(not step.is_late for step in promised)
            found.append(Usual(name, days, len(known), len(promised), kept))
    return found
