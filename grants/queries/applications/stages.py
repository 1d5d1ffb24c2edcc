"""Answers about the two stages of a call: which concept notes wait for the choice, and what is carried over."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grants.models import (
    Answer,
    Application,
    ApplicationStatus,
    Call,
    CallStatus,
    Choice,
    NoteChoice,
    NoteSelection,
    Question,
    QuestionKind,
    SelectionStatus,
)
from grants.queries.calls.intake import questions_of
from grants.queries.reviews.sheets import measures_of, sheets_of
from grants.scoring import Outcome, score
from kernel import clock, formatting
from kernel.folding import fold

# A note that came to the reserve list after an appeal may be chosen in the next choice.
CHOSEN_FROM = (ApplicationStatus.IN_REVIEW, ApplicationStatus.RESERVE)


def notes_to_choose(call: Call) -> list[Application]:
    """The concept notes that wait for the choice, by reference; none in a call of one stage. One query."""
    if call.stages != 2:
        return []
    rows = call.applications.filter(stage=1, status__in=CHOSEN_FROM).select_related("organization")
    return list(rows.order_by("reference"))


def note_outcomes(call: Call) -> dict[int, Outcome]:
    """What the reviews of each concept note come to, by its id, whatever became of it; two queries."""
    measures = measures_of(call.criteria.filter(stage=1))
    return {key: score(measures, sheets) for key, sheets in sheets_of(call).items()}


def what_stage_two_waits_for(call: Call) -> str:
    """Why nothing can be awarded yet in a call of two stages; empty when it can, and for calls of one stage."""
    if call.stages != 2:
        return ""
    second = Application.objects.filter(call=OuterRef("pk"), stage=2)
    unread = second.filter(status=ApplicationStatus.SUBMITTED)
    notes = Application.objects.filter(call=OuterRef("pk"), stage=1, status__in=CHOSEN_FROM)
    has_notes, has_drafts, has_unread = Call.objects.values_list(
        Exists(notes), Exists(second.filter(status=ApplicationStatus.DRAFT)), Exists(unread)
    ).get(pk=call.pk)
    if has_notes:
        return _("Concept notes wait for the choice: first decide whom to invite to the full application.")
    last = call.full_deadline_at
    if (has_drafts or has_unread) and last is not None and clock.now() < last:
        words = {"deadline": formatting.moment(timezone.localtime(last), get_language() or "en")}
        return _("Full applications may be sent until %(deadline)s.") % words
    if has_unread:
        return _("Full applications wait for their eligibility check.")
    return ""


def can_choose(call: Call, last: NoteSelection | None) -> bool:
    """Whether the time is right to propose a choice; `last` is the latest one."""
    is_waiting = last is not None and last.status == SelectionStatus.PROPOSED
    return call.status == CallStatus.IN_REVIEW and not is_waiting


def _in_romanian(asked: Question | Choice) -> str:
    """The words by which it is found in the other stage: every call speaks Romanian."""
    return fold(" ".join(asked.label_ro.split())).rstrip("?:. ")  # type: ignore[union-attr]  # of modeltranslation


def corresponding(call: Call) -> list[tuple[Question, Question]]:
    """Questions of both stages that ask the same: the same words and the same kind of answer; files do not count."""
    first = {(_in_romanian(each), each.kind): each for each in questions_of(call, 1)}
    pairs = ((first.get((_in_romanian(each), each.kind)), each) for each in questions_of(call, 2))
    return [(old, new) for old, new in pairs if old is not None and new.kind != QuestionKind.FILE]


def carried_value(old: Question, new: Question, value: object) -> object:
    """The answer in the terms of the new question: choices are found again by their words; None when none is."""
    if old.kind not in {QuestionKind.CHOICE, QuestionKind.SEVERAL}:
        return value
    words = {_in_romanian(choice): choice.pk for choice in new.choices.all()}
    chosen = value if isinstance(value, list) else [value]
    found = [words.get(_in_romanian(choice)) for choice in old.choices.all() if choice.pk in chosen]
    known = sorted(each for each in found if each is not None)
    if old.kind == QuestionKind.SEVERAL:
        return known or None
    return known[0] if known else None


def carried_answers(note: Application, full: Application) -> list[Answer]:
    """The answers with which the full application of a concept note begins; not kept yet."""
    given = {each.question_id: each for each in note.answers.all()}
    found = [(new, given[old.pk], old) for old, new in corresponding(full.call) if old.pk in given]
    return [
        Answer(
            application=full,
            question=new,
            value=value,
            saved_at=answer.saved_at,
            saved_by_id=answer.saved_by_id,
        )
        for new, answer, old in found
        if (value := carried_value(old, new, answer.value)) is not None
    ]


@dataclass(frozen=True)
class StageLinks:
    """The other stage of an application, and why a concept note was not invited."""

    note: Application | None
    full: Application | None
    reason: str


def stage_links(application: Application) -> StageLinks | None:
    """What leads to the other stage; None for calls of one stage, without a query. The reason only when decided."""
    if application.call.stages != 2:
        return None
    if application.stage == 2:
        return StageLinks(application.continues, None, "")
    reason = ""
    if application.status == ApplicationStatus.REJECTED:
        told = NoteChoice.objects.filter(application=application, selection__status=SelectionStatus.APPROVED)
        reason = told.order_by("-pk").values_list("reason", flat=True).first() or ""
    return StageLinks(None, Application.objects.filter(continues=application).first(), reason)
