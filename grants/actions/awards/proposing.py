"""The proposal of an award list: by one person, from the ranking or from the signed minutes of the committee."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from grants.actions.awards.money import check_money
from grants.actions.awards.readiness import demand_all_in, demand_all_reviews
from grants.actions.calls.locks import locked_call
from grants.models import (
    ApplicationStatus,
    AwardList,
    AwardListRow,
    Call,
    CallStatus,
    Decision,
    Meeting,
    MeetingStatus,
)
from grants.queries.applications.budgets import say
from grants.queries.awards.ranking import Ranking, RankingRow, most_for, ranking_of, waiting_list
from grants.queries.awards.terms import terms_of
from grants.queries.people import staff_of
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import Role, User
from organizations.notifications import notify


@dataclass(frozen=True)
class Proposed:
    """What is proposed for one application: an amount to award, a reason where the ranking says otherwise."""

    decision: str
    amount: Decimal | None = None
    reason: str = ""
    conditions: str = ""


def _row_fault(call: Call, row: RankingRow, proposed: Proposed) -> str | None:
    """Why one row cannot be proposed, in a sentence with the figures; None when it can."""
    application, name = row.application, row.application.reference
    if proposed.decision != Decision.AWARD:
        return None
    if not row.outcome.passes:
        return _("%(name)s is below a threshold or not scored: it cannot be awarded.") % {"name": name}
    if proposed.amount is None or proposed.amount <= 0:
        return _("%(name)s: write the amount that is awarded.") % {"name": name}
    most = most_for(application, call)
    if proposed.amount > most:
        figures = {"name": name, "amount": say(proposed.amount), "most": say(most), "currency": call.currency}
        return _("%(name)s: %(amount)s %(currency)s is more than it can get, %(most)s %(currency)s.") % figures
    return None


def _faults(call: Call, rows: list[RankingRow], proposals: Mapping[int, Proposed]) -> dict[str, str]:
    faults: dict[str, str] = {}
    last_award: dict[int | None, int] = {}
    for place, row in enumerate(rows):
        if _of(proposals, row).decision == Decision.AWARD:
            last_award[row.application.lot_id] = place
    for place, row in enumerate(rows):
        proposed = _of(proposals, row)
        fault = _row_fault(call, row, proposed)
        if fault:
            faults[f"amount_{row.application.pk}"] = fault
        comes_before = place < last_award.get(row.application.lot_id, -1)
        is_passed_over = row.outcome.passes and proposed.decision != Decision.AWARD and comes_before
        if is_passed_over and not proposed.reason.strip():
            faults[f"reason_{row.application.pk}"] = _(
                "%(name)s ranks before an awarded one: say why it is passed over."
            ) % {"name": row.application.reference}
    return faults


def _of(proposals: Mapping[int, Proposed], row: RankingRow) -> Proposed:
    said = proposals.get(row.application.pk)
    if said is not None:
        return said
    is_award = row.suggestion == Decision.AWARD
    return Proposed(row.suggestion, most_for(row.application, row.application.call) if is_award else None)


@transaction.atomic
def propose_award_list(
    call: Call, proposals: Mapping[int, Proposed], *, by: User, answer_by_on: date, note: str = ""
) -> AwardList:
    """Propose a decision on every application in review, by its id; what is left out gets what the line suggests,
    the whole amount where that is an award.

    Refused with the figures: an amount over what was requested or over the call's largest grant, a sum over the
    money there is, an award below a threshold, a passed-over rank without a reason, a review that is not submitted;
    while full applications are taken, concept notes wait for the choice or an eligibility check is not done.
    Where a committee decides, only the minutes of its meeting make a list.
    """
    row = _ready(call, by=by, answer_by_on=answer_by_on)
    if terms_of(row).needs_meeting:
        raise NotNow(_("In this call a committee decides: the list is made from the signed minutes of its meeting."))
    ranking = ranking_of(row)
    rows = [each for each in ranking.rows if each.application.status == ApplicationStatus.IN_REVIEW]
    return _propose(row, _checked(row, ranking, rows, proposals), by=by, answer_by_on=answer_by_on, note=note)


@transaction.atomic
def propose_from_meeting(meeting: Meeting, *, by: User, answer_by_on: date, note: str = "") -> AwardList:
    """Propose what the committee decided, in its order, when its minutes are signed off; the same checks of money."""
    row = _ready(meeting.call, by=by, answer_by_on=answer_by_on)
    fresh = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if fresh.status != MeetingStatus.SIGNED:
        raise NotNow(_("The minutes are not signed off yet: the chair signs them first."))
    ranking = ranking_of(row)
    by_application = {each.application.pk: each for each in ranking.rows}
    items = list(fresh.items.prefetch_related("changes"))
    rows = [by_application[item.application_id] for item in items if item.application_id in by_application]
    rows = [each for each in rows if each.application.status == ApplicationStatus.IN_REVIEW]
    waiting = {each.application.pk for each in ranking.rows if each.application.status == ApplicationStatus.IN_REVIEW}
    if waiting != {each.application.pk for each in rows}:
        raise NotNow(_("Applications came or went since the meeting: the committee must meet again."))
    said = {
        item.application_id: Proposed(
            item.decision,
            item.amount,
            " ".join([*(change.reason for change in item.changes.all()), item.note]).strip(),
            item.conditions,
        )
        for item in items
    }
    chosen = _checked(row, ranking, rows, said)
    return _propose(row, chosen, by=by, answer_by_on=answer_by_on, note=note, meeting=fresh)


def _ready(call: Call, *, by: User, answer_by_on: date) -> Call:
    """The locked call, when a list may be proposed for it now."""
    row = locked_call(call)
    if not by.has_perm("grants.propose_awards", row):
        raise NotAllowed(_("Only grants officers and programme managers without a conflict propose awards."))
    if row.status != CallStatus.IN_REVIEW:
        raise NotNow(_("Awards are proposed while the call is in review."))
    if waiting_list(row) is not None:
        raise NotNow(_("A list already waits for a second person."))
    demand_all_in(row)
    if answer_by_on <= clock.today():
        sentence = _("Give the applicants time: choose a later day.")
        raise Refusal(sentence, fields={"answer_by_on": sentence})
    return row


Chosen = Sequence[tuple[RankingRow, Proposed]]


def _checked(call: Call, ranking: Ranking, rows: list[RankingRow], proposals: Mapping[int, Proposed]) -> Chosen:
    """Each row with what is proposed for it, when nothing speaks against it."""
    if not rows:
        raise NotNow(_("No application is in review: there is nothing to decide."))
    demand_all_reviews(ranking.open_reviews)
    if set(proposals) - {each.application.pk for each in rows}:
        raise Refusal(_("One of the applications is not in review: open the page again."))
    faults = _faults(call, rows, proposals)
    if faults:
        raise Refusal(
            _("The list cannot be proposed like this: %(why)s") % {"why": " ".join(faults.values())}, fields=faults
        )
    chosen = [(each, _of(proposals, each)) for each in rows]
    awarded = [(each.application, said.amount) for each, said in chosen if said.decision == Decision.AWARD]
    check_money(call, [(application, amount) for application, amount in awarded if amount])
    return chosen


def _propose(
    call: Call, chosen: Chosen, *, by: User, answer_by_on: date, note: str, meeting: Meeting | None = None
) -> AwardList:
    award_list = AwardList.objects.create(
        call=call,
        meeting=meeting,
        note=note.strip(),
        answer_by_on=answer_by_on,
        proposed_at=clock.now(),
        proposed_by=by,
    )
    AwardListRow.objects.bulk_create(
        _list_row(award_list, place, each, said) for place, (each, said) in enumerate(chosen, start=1)
    )
    awarded = sum((said.amount for _each, said in chosen if said.amount and said.decision == "award"), Decimal(0))
    facts = {"list": award_list.pk, "awarded": f"{awarded:.2f}", "currency": call.currency}
    record("award_list_proposed", call, by=by, organization=call.programme.implementer, **facts)
    tell_deciders(award_list)
    return award_list


def tell_deciders(award_list: AwardList) -> None:
    """Tell those who may decide that a list waits."""
    call = award_list.call
    deciders = staff_of(call.programme, Role.PROGRAMME_MANAGER, Role.FINANCE_APPROVER)
    able = [each for each in deciders if each.has_perm("grants.decide_award_list", award_list)]
    notify(able, "award_list_proposed", url=award_list.get_absolute_url(), call=call)


def _list_row(award_list: AwardList, place: int, row: RankingRow, proposed: Proposed) -> AwardListRow:
    return AwardListRow(
        award_list=award_list,
        application=row.application,
        place=place,
        rank=row.rank or place,
        mean=row.outcome.total,
        reviews=row.outcome.n,
        decision=proposed.decision,
        amount=proposed.amount if proposed.decision == Decision.AWARD else None,
        reason=proposed.reason.strip(),
        conditions=proposed.conditions.strip(),
    )
