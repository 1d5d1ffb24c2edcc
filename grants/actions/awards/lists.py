"""Acts on a proposed list: approved by another person, sent back, held for the donor, and carried out."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from grants.actions.awards.locks import locked_list
from grants.actions.awards.money import check_money
from grants.actions.calls.locks import locked_call
from grants.lifecycles import APPLICATION, AWARD_LIST, CALL
from grants.models import (
    ApplicationStatus,
    Award,
    AwardList,
    AwardListKind,
    AwardListRow,
    Call,
    CallStatus,
    Decision,
    DonorAnswer,
    NoObjection,
)
from grants.queries.applications.budgets import say
from grants.queries.awards.terms import terms_of
from grants.queries.people import people_of
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.actions.documents import attach
from organizations.models import Document, Organization, Role, User
from organizations.notifications import notify


def _still_stands(call: Call, row: AwardList) -> list[AwardListRow]:
    """The rows of a list that can still be carried out, its money counted again under the lock."""
    lines = list(row.rows.select_related("application__organization", "application__call__programme"))
    gone = [each.application.reference for each in lines if each.application.status == ApplicationStatus.WITHDRAWN]
    if gone:
        reason = _("Withdrawn since the list was proposed: %(gone)s. Send the list back.")
        raise NotNow(reason % {"gone": ", ".join(gone)})
    check_money(call, [(each.application, each.amount) for each in lines if each.amount])
    return lines


@transaction.atomic
def approve_award_list(award_list: AwardList, *, by: User) -> AwardList:
    """Approve a proposed list: the call is decided, awards are offered, and every applicant is told.

    Never by the proposer, nor by anyone who judged for the call. The money is counted again under the lock. Where the
    call needs the donor's no-objection, the approved list waits for it and nobody is told yet.
    """
    call = locked_call(award_list.call)
    row = locked_list(award_list)
    row.call = call
    AWARD_LIST.check(row, "approve", by=by)
    lines = _still_stands(call, row)
    row.approved_at, row.approved_by = clock.now(), by
    row.save(update_fields=["approved_at", "approved_by"])
    waits = terms_of(call).needs_no_objection
    if waits:
        AWARD_LIST.make(row, "ask_donor", by=None)
    else:
        AWARD_LIST.make(row, "approve", by=by)
    awarded = sum((each.amount for each in lines if each.amount), Decimal(0))
    facts = {"list": row.pk, "awarded": f"{awarded:.2f}", "currency": call.currency}
    record("award_list_approved", call, by=by, organization=call.programme.implementer, **facts)
    if not waits:
        _carry_out(call, row, lines)
    notify([row.proposed_by], "award_list_approved", url=row.get_absolute_url(), call=call, waits=waits)
    return row


@transaction.atomic
def record_no_objection(
    award_list: AwardList,
    *,
    by: User,
    on: date,
    document: Document,
    answer_by_on: date,
    donor: Organization | None = None,
) -> AwardList:
    """Record the donor's no-objection to an approved list, with its date and paper: awards are offered now.

    `answer_by_on` is the day by which applicants answer, reckoned anew because the donor took its time.
    """
    call = locked_call(award_list.call)
    row = locked_list(award_list)
    row.call = call
    AWARD_LIST.check(row, "offer", by=by)
    lines = _still_stands(call, row)
    if answer_by_on <= clock.today():
        sentence = _("Give the applicants time: choose a later day.")
        raise Refusal(sentence, fields={"answer_by_on": sentence})
    row.answer_by_on = answer_by_on
    row.save(update_fields=["answer_by_on"])
    _keep_answer(row, DonorAnswer.NO_OBJECTION, by=by, on=on, document=document, donor=donor)
    AWARD_LIST.make(row, "offer", by=by)
    record("donor_did_not_object", call, by=by, organization=call.programme.implementer, list=row.pk)
    _carry_out(call, row, lines)
    return row


@transaction.atomic
def record_objection(
    award_list: AwardList,
    *,
    by: User,
    on: date,
    document: Document,
    reason: str,
    donor: Organization | None = None,
) -> AwardList:
    """Record that the donor objects, with its reason: the list goes back to be proposed anew."""
    row = locked_list(award_list)
    AWARD_LIST.check(row, "refuse", by=by)
    if not reason.strip():
        sentence = _("Write why the donor objects: the list goes back with this reason.")
        raise Refusal(sentence, fields={"reason": sentence})
    _keep_answer(row, DonorAnswer.REFUSED, by=by, on=on, document=document, donor=donor, reason=reason.strip())
    row.returned_at, row.returned_by, row.returned_reason = clock.now(), by, reason.strip()
    row.save(update_fields=["returned_at", "returned_by", "returned_reason"])
    AWARD_LIST.make(row, "refuse", by=by)
    record("donor_objected", row.call, by=by, organization=row.call.programme.implementer, list=row.pk)
    notify([row.proposed_by], "award_list_returned", url=row.get_absolute_url(), call=row.call, award_list=row)
    return row


def _keep_answer(
    row: AwardList,
    answer: str,
    *,
    by: User,
    on: date,
    document: Document,
    donor: Organization | None,
    reason: str = "",
) -> None:
    if on > clock.today():
        sentence = _("The donor's answer cannot have a date in the future.")
        raise Refusal(sentence, fields={"on": sentence})
    attach(document, by=by)
    NoObjection.objects.create(
        award_list=row,
        donor=donor,
        answer=answer,
        on=on,
        document=document,
        reason=reason,
        recorded_at=clock.now(),
        recorded_by=by,
    )


def _carry_out(call: Call, row: AwardList, lines: list[AwardListRow]) -> None:
    """Every row is decided; a list on the applications in review decides the call with it."""
    for line in lines:
        _decide(row, line)
    if row.kind == AwardListKind.DECISION:
        CALL.make(call, "decide", by=None)


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
        notify(
            people,
            "award_offered",
            url=award.get_absolute_url(),
            application=application,
            row=line,
            award=award,
            amount=say(award.amount),
        )
    elif not terms_of(award_list.call).tells_by_letter:
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
    row = locked_list(award_list)
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
    row = locked_call(call)
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
