"""Acts on the parts of a call in draft: sections, questions with choices, criteria, required documents."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from grants.actions.calls.life import check_draft
from grants.models import (
    Call,
    CallSection,
    Choice,
    Criterion,
    EligibilityCriterion,
    Question,
    QuestionKind,
    RequiredDocument,
)
from kernel import clock
from kernel.refusals import Refusal
from organizations.actions.activity import record
from organizations.models import User

Part = CallSection | Question | Criterion | EligibilityCriterion | RequiredDocument


def _touch(call: Call, part: Part, verb: str, *, by: User) -> None:
    call.changed_at, call.changed_by = clock.now(), by
    call.save(update_fields=["changed_at", "changed_by"])
    record(verb, call, by=by, organization=call.programme.implementer, part=part._meta.model_name, id=part.pk)


@transaction.atomic
def save_part(part: Part, *, by: User) -> Part:
    """Store a new or changed part of a call in draft."""
    call = check_draft(part.call, by=by)
    if isinstance(part, Question):
        _check_question(part)
    part.save()
    _touch(call, part, "call_part_saved", by=by)
    return part


def _check_question(question: Question) -> None:
    if question.word_limit and question.kind not in {QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT}:
        sentence = _("Only texts have a limit of words: leave it empty.")
        raise Refusal(sentence, fields={"word_limit": sentence})
    if question.shown_if is None:
        return
    asked = question.shown_if.question
    place = (asked.section.order, asked.section_id, asked.order, asked.pk)
    mine = (question.section.order, question.section_id, question.order, question.pk or float("inf"))
    if asked.section.call_id != question.section.call_id or place >= mine:
        sentence = _("A question depends only on a choice of an earlier question of the same call.")
        raise Refusal(sentence, fields={"shown_if": sentence})


@transaction.atomic
def save_choices(question: Question, labels: Sequence[Mapping[str, str]], *, by: User) -> Question:
    """Store the choices of a question in their order; `labels` hold `label_ro`, `label_ru`, `label_en`.

    A choice on which another question depends cannot be removed.
    """
    call = check_draft(question.call, by=by)
    standing = list(question.choices.order_by("order", "pk"))
    for place, names in enumerate(labels):
        choice = standing[place] if place < len(standing) else Choice(question=question)
        for name, value in names.items():
            setattr(choice, name, value)
        choice.order = place + 1
        choice.save()
    for choice in standing[len(labels) :]:
        try:
            choice.delete()
        except ProtectedError:
            reason = _("“%(choice)s” cannot be removed: another question is asked only after it.")
            raise Refusal(reason % {"choice": choice.label}) from None
    _touch(call, question, "call_part_saved", by=by)
    return question


@transaction.atomic
def remove_part(part: Part, *, by: User) -> None:
    """Remove a part of a call in draft; what another question depends on stays."""
    call = check_draft(part.call, by=by)
    key = part.pk
    try:
        part.delete()
    except ProtectedError:
        raise Refusal(_("It cannot be removed: another question is asked only after one of its choices.")) from None
    part.pk = key
    _touch(call, part, "call_part_removed", by=by)
