"""Acts of clarification: asked by staff for chosen parts, answered by the applicant as a new version, moved, closed."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from grants.actions.applications.copies import locked, locked_copy, make_copy, take_over
from grants.actions.applications.submitting import demand_complete, demand_declaration, freeze
from grants.actions.reviews.questions import settle_questions, tell_reviewers_of_answer
from grants.lifecycles import CLARIFICATION
from grants.models import (
    Application,
    ApplicationVersion,
    Clarification,
    ClarificationStatus,
    CopyPurpose,
    Question,
    QuestionKind,
    ReviewerQuestion,
    VersionKind,
)
from grants.queries.applications.clarifications import ASKABLE, part_titles
from grants.queries.people import free_of_conflict, people_of, staff_of
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import Role, User
from organizations.notifications import notify


def _check_asked(row: Application, text: str, parts: Collection[str], due_on: date) -> None:
    errors = {}
    if not text.strip():
        errors["text"] = _("Write what has to be clarified: the applicant reads it.")
    if not parts or not set(parts) <= set(part_titles(row)):
        errors["parts"] = _("Choose at least one part that is opened.")
    if due_on <= clock.today():
        errors["due_on"] = _("Give at least until tomorrow.")
    if errors:
        raise Refusal(_("The clarification was not sent."), fields=errors)


def _with_files(row: Application, parts: Collection[str]) -> list[str]:
    """The chosen parts in the order of the form; a section that asks for a file opens the files too."""
    sections = [int(part.removeprefix("section-")) for part in parts if part.startswith("section-")]
    asks = Question.objects.filter(section__in=sections, section__call=row.call, kind=QuestionKind.FILE).exists()
    wanted = {*parts, "files"} if asks else set(parts)
    return [name for name in part_titles(row) if name in wanted]


@transaction.atomic
def ask_clarification(
    application: Application,
    *,
    by: User,
    text: str,
    parts: Collection[str],
    due_on: date,
    questions: Collection[ReviewerQuestion] = (),
) -> Clarification:
    """Ask the applicant to clarify, until the end of `due_on`, and open only `parts` of the form for it.

    After the deadline of the call, while the application waits for its check or is reviewed; one round at a time. Its
    status stays, and what was submitted counts until an answer comes. What the applicant wrote for a round that was
    closed unanswered is there again. `questions` of reviewers are settled by it; the applicant reads `text` alone.
    """
    row = locked(application)
    if not by.has_perm("grants.ask_clarification", row):
        raise NotAllowed(_("Only grants officers and programme managers without a conflict ask for clarification."))
    if row.status not in ASKABLE or not row.is_past_deadline:
        raise NotNow(_("Clarification is asked after the deadline, while the application is checked or reviewed."))
    if row.clarifications.filter(status=ClarificationStatus.ASKED).exists():
        raise NotNow(_("A clarification is open already: wait for its answer, or close it."))
    _check_asked(row, text, parts, due_on)
    asked = Clarification.objects.create(
        application=row,
        number=row.clarifications.count() + 1,
        text=text.strip(),
        parts=_with_files(row, parts),
        first_due_on=due_on,
        due_on=due_on,
        asked_at=clock.now(),
        asked_by=by,
    )
    if not row.copies.filter(purpose=CopyPurpose.CLARIFICATION).exists():
        make_copy(row, CopyPurpose.CLARIFICATION, by=by)
    record("clarification_asked", row, by=by, organization=row.organization, number=asked.number, due_on=str(due_on))
    settle_questions(questions, asked, by=by)
    _tell_applicant(asked, "clarification_asked")
    return asked


def _tell_applicant(asked: Clarification, name: str) -> None:
    row = asked.application
    people = people_of([row.organization_id], Role.REPRESENTATIVE, Role.MEMBER)
    notify(people, name, url=asked.get_absolute_url(), application=row, clarification=asked)


def _locked_round(asked: Clarification) -> Clarification:
    row = locked(asked.application)
    found = Clarification.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    found.application = row
    return found


def answer_clarification(
    asked: Clarification, *, by: User, note: str, is_declared: bool, arrived_at: datetime | None = None
) -> ApplicationVersion:
    """Send the answer: what was changed in the open parts becomes the next version, with `note` and a receipt.

    The moment that decides is `arrived_at`, when the request reached the server, or the one at which this act starts;
    after the last day it is refused and nothing is lost.
    """
    moment = arrived_at or clock.now()
    with transaction.atomic():
        asked = _locked_round(asked)
        row = asked.application
        CLARIFICATION.check(asked, "answer", by=by)
        if clock.day_of(moment) > asked.due_on:
            raise NotNow(_("The last day for the answer has passed. What you wrote is kept: ask for more time."))
        if not note.strip():
            sentence = _("Say in a few words what you clarified.")
            raise Refusal(sentence, fields={"remark": sentence})
        demand_declaration(is_declared)
        copy = locked_copy(row.copies.get(purpose=CopyPurpose.CLARIFICATION), row)
        demand_complete(copy)
        take_over(row, copy)
        version = freeze(row, VersionKind.CLARIFICATION, by=by, moment=moment, note=note)
        asked.answered_at, asked.answered_by, asked.version = moment, by, version
        asked.save(update_fields=["answered_at", "answered_by", "version"])
        CLARIFICATION.make(asked, "answer", by=by)
        facts = {"number": asked.number, "version": version.number, "digest": version.digest}
        record("clarification_answered", row, by=by, organization=row.organization, **facts)
        staff = free_of_conflict([*staff_of(row.call.programme, Role.GRANTS_OFFICER), asked.asked_by], row)
        notify(staff, "clarification_answered", url=asked.get_absolute_url(), application=row, clarification=asked)
        people = people_of([row.organization_id], Role.REPRESENTATIVE, Role.MEMBER)
        notify(people, "clarification_receipt", url=version.get_absolute_url(), application=row, version=version)
        tell_reviewers_of_answer(asked)
    return version


@transaction.atomic
def extend_clarification(asked: Clarification, *, by: User, due_on: date) -> Clarification:
    """Give more time, also after the last day has passed; the first date stays visible."""
    row = _locked_round(asked)
    if not by.has_perm("grants.run_clarification", row):
        raise NotAllowed(_("Only grants officers and programme managers without a conflict ask for clarification."))
    if row.status != ClarificationStatus.ASKED:
        raise NotNow(_("This clarification is over."))
    if due_on <= row.due_on or due_on <= clock.today():
        sentence = _("Choose a later day.")
        raise Refusal(sentence, fields={"due_on": sentence})
    row.due_on = due_on
    row.save(update_fields=["due_on"])
    application = row.application
    facts = {"number": row.number, "due_on": str(due_on)}
    record("clarification_extended", application, by=by, organization=application.organization, **facts)
    _tell_applicant(row, "clarification_extended")
    return row


@transaction.atomic
def close_clarification(asked: Clarification, *, by: User) -> Clarification:
    """End a round without an answer: what was submitted stays as it is, and the work on it goes on."""
    row = _locked_round(asked)
    CLARIFICATION.check(row, "close", by=by)
    row.closed_at, row.closed_by = clock.now(), by
    row.save(update_fields=["closed_at", "closed_by"])
    CLARIFICATION.make(row, "close", by=by)
    application = row.application
    record("clarification_closed", application, by=by, organization=application.organization, number=row.number)
    _tell_applicant(row, "clarification_closed")
    return row


def end_open_round(row: Application, *, by: User) -> None:
    """End the round of the locked, withdrawn `row`, if one is open: nobody answers it any more."""
    asked = row.clarifications.select_for_update().filter(status=ClarificationStatus.ASKED).first()
    if asked is not None:
        asked.closed_at, asked.closed_by = clock.now(), by
        asked.save(update_fields=["closed_at", "closed_by"])
        CLARIFICATION.make(asked, "end", by=None)
