"""Who moves up from the reserve list when money is free.

The written rule, as it stands on the page, for each lot by itself: the reserve list is read in the order of the
approved list. The first one whose whole amount fits the free money moves up. One that does not fit may be asked whether
it would work with what is free; when it agrees, its place in the order counts with the smaller amount. Nobody else is
passed over.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from grants.models import (
    Application,
    ApplicationStatus,
    AwardListRow,
    AwardListStatus,
    Call,
    Lot,
    PartialOffer,
)
from grants.queries.awards.ranking import most_for, taken_by_lot


@dataclass(frozen=True)
class Candidate:
    """One application on the reserve list. `amount` is what it would get; `short` by how much that does not fit.

    `question` is the latest question whether it would work with less. `is_next`: by the rule it moves up now.
    """

    application: Application
    place: int
    amount: Decimal
    short: Decimal
    question: PartialOffer | None
    is_next: bool


@dataclass(frozen=True)
class Reserve:
    """The reserve list of one lot, or of a call without lots, and the money that is free for it."""

    lot: Lot | None
    free: Decimal
    candidates: list[Candidate]

    @property
    def next(self) -> Candidate | None:
        """The one that moves up by the rule, if any fits."""
        return next((each for each in self.candidates if each.is_next), None)


def reserves_of(call: Call) -> list[Reserve]:
    """The reserve list of each lot (or of the call) in its order, with what each would get and who is next; five
    queries.
    """
    taken = taken_by_lot(call)
    free = call.envelope - sum(taken.values(), Decimal(0))
    waiting = call.applications.filter(status=ApplicationStatus.RESERVE, stage=call.stages)
    waiting = waiting.select_related("organization", "call", "lot")
    applications = {each.pk: each for each in waiting.order_by("reference")}
    rows = AwardListRow.objects.filter(application__in=applications, award_list__status=AwardListStatus.APPROVED)
    places = dict(rows.order_by("award_list__approved_at", "pk").values_list("application_id", "place"))
    asked = PartialOffer.objects.filter(application__in=applications).order_by("asked_at", "pk")
    questions = {each.application_id: each for each in asked}
    last = max(places.values(), default=0) + 1
    lots: list[tuple[Lot | None, Decimal]] = [
        (lot, min(free, lot.ceiling - taken.get(lot.pk, Decimal(0)))) for lot in call.lots.all()
    ]
    found = []
    for lot, here in lots or [(None, free)]:
        theirs = [each for each in applications.values() if each.lot == lot]
        ordered = sorted(theirs, key=lambda each: (places.get(each.pk, last), each.reference))
        found.append(Reserve(lot, here, _candidates(ordered, places, questions, call, here)))
    return found


def _candidates(
    ordered: list[Application],
    places: Mapping[int, int],
    questions: Mapping[int, PartialOffer],
    call: Call,
    free: Decimal,
) -> list[Candidate]:
    found: list[Candidate] = []
    for position, application in enumerate(ordered, start=1):
        question = questions.get(application.pk)
        is_smaller = question is not None and question.is_agreed
        amount = question.amount if question is not None and is_smaller else most_for(application, call)
        short = max(Decimal(0), amount - free)
        is_next = short == 0 and not any(each.is_next for each in found)
        place = places.get(application.pk, position)
        found.append(Candidate(application, place, amount, short, question, is_next))
    return found
