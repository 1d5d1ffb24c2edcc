"""Acts on appeals: filed in time, answered by a person who had no part in the decision, and carried out."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from grants.actions.awards.letters import keep_letter
from grants.actions.calls.locks import locked_call
from grants.lifecycles import APPEAL, APPLICATION, CALL
from grants.models import (
    Appeal,
    AppealStatus,
    Application,
    CallStatus,
    Consequence,
    LetterKind,
)
from grants.queries.awards.appeals import answer_due_on, letter_to_appeal, window_of
from grants.queries.awards.terms import terms_of
from grants.queries.people import staff_of
from grants.wording import day
from kernel import clock
from kernel.references import next_reference
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.actions.documents import attach
from organizations.models import Document, Role, User
from organizations.notifications import notify

# By what follows: the move of the application, and the statuses from which it can be made.
MOVES = {
    Consequence.CHECK_AGAIN: "check_again",
    Consequence.REVIEW_AGAIN: "review_again",
    Consequence.RESERVE: "take_to_reserve",
}


@transaction.atomic
def file_appeal(application: Application, *, by: User, text: str, documents: Sequence[Document] = ()) -> Appeal:
    """File an appeal against a decision, as representative, within the days that the call gives.

    Refused when it is late (with the day on which the window closed), a second time, or before the letter came.
    """
    today = clock.today()
    rows = Application.objects.select_for_update(of=("self",)).select_related("call__programme", "organization")
    row = rows.get(pk=application.pk)
    if not by.has_perm("grants.file_appeal", row):
        raise NotAllowed(_("A representative of the organisation files an appeal."))
    if not text.strip():
        sentence = _("Say what was wrong with the decision.")
        raise Refusal(sentence, fields={"text": sentence})
    window, letter = window_of(row), letter_to_appeal(row)
    if window.appeal is not None:
        reference = window.appeal.reference
        raise NotNow(_("Your appeal %(reference)s was filed already; one is examined once.") % {"reference": reference})
    terms = terms_of(row.call)
    if not terms.appeal_days:
        raise NotNow(_("In this call there is no appeal."))
    if letter is None or window.until_on is None:
        raise NotNow(_("The days to appeal begin with the letter of the decision, which was not sent yet."))
    if today > window.until_on:
        raise NotNow(_("Appeals were taken until %(day)s; this one comes too late.") % {"day": day(window.until_on)})
    appeal = Appeal.objects.create(
        application=row,
        reference=next_reference("APL"),
        letter=letter,
        text=text.strip(),
        filed_at=clock.now(),
        filed_by=by,
        due_on=answer_due_on(today, terms.appeal_answer_days),
    )
    for document in documents:
        attach(document, by=by)
    appeal.documents.set(documents)
    record("appeal_filed", row, by=by, organization=row.organization, appeal=appeal.pk)
    staff = staff_of(row.call.programme, Role.PROGRAMME_MANAGER, Role.GRANTS_OFFICER, Role.FINANCE_APPROVER)
    notify(staff, "appeal_filed", url=appeal.get_absolute_url(), appeal=appeal, application=row)
    return appeal


def _locked(appeal: Appeal) -> Appeal:
    rows = Appeal.objects.select_for_update(of=("self",)).select_related(
        "application__call__programme", "application__organization"
    )
    return rows.get(pk=appeal.pk)


@transaction.atomic
def decide_appeal(
    appeal: Appeal, *, by: User, is_upheld: bool, answer: str, consequence: str = Consequence.NONE
) -> Appeal:
    """Answer an appeal with reasons, never as somebody who had a part in the decision; the applicant gets a letter.

    What follows from an appeal that is upheld is carried out by an act of its own.
    """
    row = _locked(appeal)
    move = "uphold" if is_upheld else "reject"
    APPEAL.check(row, move, by=by)
    if not answer.strip():
        sentence = _("Write the reasons: the applicant reads them.")
        raise Refusal(sentence, fields={"answer": sentence})
    chosen = Consequence(consequence) if is_upheld else Consequence.NONE
    _check_fits(row.application, chosen)
    row.decided_at, row.decided_by, row.answer = clock.now(), by, answer.strip()
    row.save(update_fields=["decided_at", "decided_by", "answer"])
    APPEAL.make(row, move, by=by)
    row.consequence = chosen
    row.save(update_fields=["consequence"])
    application = row.application
    facts = {"appeal": row.pk, "upheld": is_upheld, "consequence": str(chosen)}
    record("appeal_decided", application, by=by, organization=application.organization, **facts)
    keep_letter(application, LetterKind.APPEAL, by=by, appeal=row)
    return row


def _check_fits(application: Application, consequence: Consequence) -> None:
    move = MOVES.get(consequence)
    if move is not None and application.status not in APPLICATION.moves[move].from_:
        figures = {"consequence": consequence.label, "status": application.get_status_display()}
        sentence = _("“%(consequence)s” does not fit an application that is “%(status)s”: choose another.") % figures
        raise Refusal(sentence, fields={"consequence": sentence})


@transaction.atomic
def carry_out_appeal(appeal: Appeal, *, by: User) -> Appeal:
    """Do what follows from an upheld appeal, once: the application goes back to its check, to review or to the reserve.

    For a new check or review the call is in review again; awards that stand keep their money.
    """
    call = locked_call(appeal.application.call)
    row = _locked(appeal)
    if not by.has_perm("grants.carry_out_appeal", row):
        raise NotAllowed(_("Only those who run the call and are free of conflict carry it out."))
    if row.status != AppealStatus.UPHELD or not row.waits_for_its_consequence:
        raise NotNow(_("Nothing waits to be carried out here."))
    consequence = Consequence(row.consequence)
    if consequence != Consequence.RESERVE and call.status == CallStatus.DECIDED:
        CALL.make(call, "review_again", by=None)
    elif consequence != Consequence.RESERVE and call.status != CallStatus.IN_REVIEW:
        raise NotNow(_("The call is archived: it cannot be reviewed again."))
    APPLICATION.make(row.application, MOVES[consequence], by=None)
    row.carried_out_at, row.carried_out_by = clock.now(), by
    row.save(update_fields=["carried_out_at", "carried_out_by"])
    record("appeal_carried_out", row.application, by=by, organization=row.application.organization, appeal=row.pk)
    return row
