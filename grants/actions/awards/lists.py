"""Acts of the decision: a list proposed by one person, decided by another, answered by the applicants."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.lifecycles import APPLICATION, AWARD, AWARD_LIST, CALL
from grants.models import (
    ApplicationStatus,
    Award,
    AwardList,
    AwardListRow,
    AwardListStatus,
    Call,
    CallStatus,
    Decision,
)
from grants.queries.applications.budgets import say
from grants.queries.awards.ranking import Ranking, RankingRow, ranking_of, taken_from
from grants.queries.people import people_of, staff_of
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


def _locked_call(call: Call) -> Call:
    return Call.objects.select_for_update(of=("self",)).select_related("programme").get(pk=call.pk)


def _row_fault(call: Call, row: RankingRow, proposed: Proposed) -> str | None:
    """Why one row cannot be proposed, in a sentence with the figures; None when it can."""
    application, name = row.application, row.application.reference
    if proposed.decision != Decision.AWARD:
        return None
    if not row.outcome.passes:
        return _("%(name)s is below a threshold or not scored: it cannot be awarded.") % {"name": name}
    if proposed.amount is None or proposed.amount <= 0:
        return _("%(name)s: write the amount that is awarded.") % {"name": name}
    most = min(application.requested, call.max_amount)
    if proposed.amount > most:
        figures = {"name": name, "amount": say(proposed.amount), "most": say(most), "currency": call.currency}
        return _("%(name)s: %(amount)s %(currency)s is more than it can get, %(most)s %(currency)s.") % figures
    return None


def _faults(call: Call, ranking: Ranking, proposals: Mapping[int, Proposed]) -> dict[str, str]:
    faults: dict[str, str] = {}
    last_award = max(
        (place for place, row in enumerate(ranking.rows) if _of(proposals, row).decision == Decision.AWARD), default=-1
    )
    for place, row in enumerate(ranking.rows):
        proposed = _of(proposals, row)
        fault = _row_fault(call, row, proposed)
        if fault:
            faults[f"amount_{row.application.pk}"] = fault
        is_passed_over = row.outcome.passes and proposed.decision != Decision.AWARD and place < last_award
        if is_passed_over and not proposed.reason.strip():
            faults[f"reason_{row.application.pk}"] = _(
                "%(name)s ranks before an awarded one: say why it is passed over."
            ) % {"name": row.application.reference}
    return faults


def _of(proposals: Mapping[int, Proposed], row: RankingRow) -> Proposed:
    return proposals.get(row.application.pk, Proposed(row.suggestion))


def _check_envelope(call: Call, amounts: list[Decimal]) -> None:
    total, taken = sum(amounts, Decimal(0)), taken_from(call)
    if total + taken > call.envelope:
        figures = {
            "total": say(total),
            "taken": say(taken),
            "envelope": say(call.envelope),
            "over": say(total + taken - call.envelope),
            "currency": call.currency,
        }
        raise Refusal(
            _(
                "The list awards %(total)s %(currency)s; with %(taken)s awarded before, this is %(over)s %(currency)s "
                "more than the %(envelope)s available. Lower an amount or move one to the reserve."
            )
            % figures
        )


def _check_reviews(ranking: Ranking) -> None:
    if ranking.open_reviews:
        raise NotNow(
            ngettext(
                "%(open)d review is not submitted yet: wait for it, or withdraw the assignment.",
                "%(open)d reviews are not submitted yet: wait for them, or withdraw the assignments.",
                ranking.open_reviews,
            )
            % {"open": ranking.open_reviews}
        )


@transaction.atomic
def propose_award_list(
    call: Call, proposals: Mapping[int, Proposed], *, by: User, answer_by_on: date, note: str = ""
) -> AwardList:
    """Propose a decision on every application in review, by its id; what is left out gets what the line suggests.

    Refused with the figures: an amount over what was requested or over the call's largest grant, a sum over the
    envelope, an award below a threshold, a passed-over rank without a reason, a review that is not submitted.
    """
    row = _locked_call(call)
    if not by.has_perm("grants.propose_awards", row):
        raise NotAllowed(_("Only grants officers and programme managers without a conflict propose awards."))
    if row.status != CallStatus.IN_REVIEW:
        raise NotNow(_("Awards are proposed while the call is in review."))
    if row.award_lists.filter(status=AwardListStatus.PROPOSED).exists():
        raise NotNow(_("A list already waits for a second person."))
    ranking = ranking_of(row)
    if not ranking.rows:
        raise NotNow(_("No application is in review: there is nothing to decide."))
    _check_reviews(ranking)
    if answer_by_on <= clock.today():
        sentence = _("Give the applicants time: choose a later day.")
        raise Refusal(sentence, fields={"answer_by_on": sentence})
    if set(proposals) - {each.application.pk for each in ranking.rows}:
        raise Refusal(_("One of the applications is not in review: open the page again."))
    faults = _faults(row, ranking, proposals)
    if faults:
        raise Refusal(
            _("The list cannot be proposed like this: %(why)s") % {"why": " ".join(faults.values())}, fields=faults
        )
    chosen = {each.application.pk: _of(proposals, each) for each in ranking.rows}
    awarded = [each.amount for each in chosen.values() if each.decision == Decision.AWARD and each.amount]
    _check_envelope(row, awarded)
    award_list = AwardList.objects.create(
        call=row, note=note.strip(), answer_by_on=answer_by_on, proposed_at=clock.now(), proposed_by=by
    )
    AwardListRow.objects.bulk_create(
        _list_row(award_list, place, each, chosen[each.application.pk])
        for place, each in enumerate(ranking.rows, start=1)
    )
    facts = {"list": award_list.pk, "awarded": f"{sum(awarded, Decimal(0)):.2f}", "currency": row.currency}
    record("award_list_proposed", row, by=by, organization=row.programme.implementer, **facts)
    deciders = staff_of(row.programme, Role.PROGRAMME_MANAGER, Role.FINANCE_APPROVER)
    able = [each for each in deciders if each.has_perm("grants.decide_award_list", award_list)]
    notify(able, "award_list_proposed", url=award_list.get_absolute_url(), call=row)
    return award_list


def _list_row(award_list: AwardList, place: int, row: RankingRow, proposed: Proposed) -> AwardListRow:
    return AwardListRow(
        award_list=award_list,
        application=row.application,
        rank=row.rank or place,
        mean=row.outcome.total,
        reviews=row.outcome.n,
        decision=proposed.decision,
        amount=proposed.amount if proposed.decision == Decision.AWARD else None,
        reason=proposed.reason.strip(),
    )


def _locked_list(award_list: AwardList) -> AwardList:
    rows = AwardList.objects.select_for_update(of=("self",)).select_related("call__programme", "proposed_by")
    return rows.get(pk=award_list.pk)


@transaction.atomic
def approve_award_list(award_list: AwardList, *, by: User) -> AwardList:
    """Approve a proposed list: the call is decided, awards are offered, and every applicant is told.

    Never by the proposer, nor by anyone who reviewed for the call. The money is counted again under the lock.
    """
    call = _locked_call(award_list.call)
    row = _locked_list(award_list)
    row.call = call
    AWARD_LIST.check(row, "approve", by=by)
    lines = list(row.rows.select_related("application__organization", "application__call__programme"))
    gone = [each.application.reference for each in lines if each.application.status == ApplicationStatus.WITHDRAWN]
    if gone:
        reason = _("Withdrawn since the list was proposed: %(gone)s. Send the list back.")
        raise NotNow(reason % {"gone": ", ".join(gone)})
    _check_envelope(call, [each.amount for each in lines if each.amount])
    row.approved_at, row.approved_by = clock.now(), by
    row.save(update_fields=["approved_at", "approved_by"])
    AWARD_LIST.make(row, "approve", by=by)
    for line in lines:
        _decide(row, line)
    CALL.make(call, "decide", by=None)
    awarded = sum((each.amount for each in lines if each.amount), Decimal(0))
    facts = {"list": row.pk, "awarded": f"{awarded:.2f}", "currency": call.currency}
    record("award_list_approved", call, by=by, organization=call.programme.implementer, **facts)
    notify([row.proposed_by], "award_list_approved", url=row.get_absolute_url(), call=call)
    return row


def _decide(award_list: AwardList, line: AwardListRow) -> None:
    """Carry out one row: the application moves, an award is offered where it was awarded, the people are told."""
    application = line.application
    APPLICATION.make(application, line.decision, by=None)
    people = people_of([application.organization_id], Role.REPRESENTATIVE, Role.MEMBER)
    if line.decision == Decision.AWARD and line.amount is not None:
        award = Award.objects.create(
            application=application,
            award_list=award_list,
            amount=line.amount,
            currency=award_list.call.currency,
            offered_at=clock.now(),
            due_on=award_list.answer_by_on,
        )
        record("award_offered", award, by=award_list.approved_by, organization=application.organization)
        amount = say(award.amount)
        notify(
            people,
            "award_offered",
            url=award.get_absolute_url(),
            application=application,
            row=line,
            award=award,
            amount=amount,
        )
    else:
        name = "application_reserve" if line.decision == Decision.RESERVE else "application_rejected"
        notify(people, name, url=application.get_absolute_url(), application=application, row=line)
    record(
        "application_decided",
        application,
        by=award_list.approved_by,
        organization=application.organization,
        decision=line.decision,
    )


@transaction.atomic
def return_award_list(award_list: AwardList, *, by: User, reason: str) -> AwardList:
    """Send a proposed list back with the reason; another can then be proposed."""
    row = _locked_list(award_list)
    AWARD_LIST.check(row, "return", by=by)
    if not reason.strip():
        sentence = _("Say what should be different.")
        raise Refusal(sentence, fields={"reason": sentence})
    row.returned_at, row.returned_by, row.returned_reason = clock.now(), by, reason.strip()
    row.save(update_fields=["returned_at", "returned_by", "returned_reason"])
    AWARD_LIST.make(row, "return", by=by)
    record("award_list_returned", row.call, by=by, organization=row.call.programme.implementer, list=row.pk)
    notify([row.proposed_by], "award_list_returned", url=row.get_absolute_url(), call=row.call, award_list=row)
    return row


@transaction.atomic
def publish_results(call: Call, *, by: User) -> Call:
    """Publish the results of a decided call: the public page shows what was awarded."""
    row = _locked_call(call)
    if not by.has_perm("grants.publish_results", row):
        raise NotAllowed(_("Only programme managers and grants officers of the implementer publish results."))
    if row.status not in {CallStatus.DECIDED, CallStatus.ARCHIVED}:
        raise NotNow(_("Results are published when the call is decided."))
    if row.results_published_at is not None:
        raise NotNow(_("The results are published already."))
    row.results_published_at, row.results_published_by = clock.now(), by
    row.save(update_fields=["results_published_at", "results_published_by"])
    record("call_results_published", row, by=by, organization=row.programme.implementer)
    return row


@transaction.atomic
def lapse_award(award: Award, *, by: User) -> Award:
    """Record that an award was not answered by its date; its money is free for the reserve."""
    row = Award.objects.select_for_update(of=("self",)).select_related("application__call__programme").get(pk=award.pk)
    AWARD.check(row, "lapse", by=by)
    if clock.today() <= row.due_on:
        raise NotNow(_("The applicant may still answer: the date has not passed."))
    AWARD.make(row, "lapse", by=by)
    record("award_lapsed", row, by=by, organization=row.application.organization)
    return row
