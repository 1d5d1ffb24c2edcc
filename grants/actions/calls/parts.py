"""Acts on the parts of a call in draft: lots, sections, questions, criteria, documents, sessions."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, Sum
from django.utils.translation import gettext as _

from grants.actions.calls.life import check_draft
from grants.models import (
    Anchor,
    Call,
    CallSection,
    CategoryLimit,
    Choice,
    Criterion,
    EligibilityCriterion,
    EligibilityKind,
    InformationSession,
    Lot,
    Question,
    QuestionKind,
    RequiredDocument,
)
from grants.queries.calls.lots import lots_over_envelope
from kernel import clock
from kernel.refusals import Refusal
from organizations.actions.activity import record
from organizations.models import TerritorialUnit, User

Part = (
    CallSection
    | Question
    | Criterion
    | EligibilityCriterion
    | RequiredDocument
    | InformationSession
    | Lot
    | CategoryLimit
)


def _touch(call: Call, part: Part, verb: str, *, by: User) -> None:
    call.changed_at, call.changed_by = clock.now(), by
    call.save(update_fields=["changed_at", "changed_by"])
    record(verb, call, by=by, organization=call.programme.implementer, part=part._meta.model_name, id=part.pk)


@transaction.atomic
def save_part(part: Part, *, by: User) -> Part:
    """Store a new or changed part of a call in draft."""
    call = check_draft(part.call, by=by)
    check_part(part, call)
    part.save()
    _touch(call, part, "call_part_saved", by=by)
    return part


@transaction.atomic
def save_lot(lot: Lot, *, by: User, units: Sequence[TerritorialUnit] = ()) -> Lot:
    """Store a lot of a call in draft with its territory. All lots together never pass the money of the call."""
    call = check_draft(lot.call, by=by)
    others = call.lots.exclude(pk=lot.pk).aggregate(sum=Sum("ceiling"))["sum"] or Decimal(0)
    too_much = lots_over_envelope(call, others + lot.ceiling)
    if too_much:
        raise Refusal(too_much, fields={"ceiling": too_much})
    lot.save()
    lot.units.set(units)
    _touch(call, lot, "call_part_saved", by=by)
    return lot


def check_part(part: Part, call: Call) -> None:
    """Refuse a part that contradicts itself or the rest of the call, saying how to mend it."""
    if isinstance(part, Question):
        _check_question(part)
    if isinstance(part, CallSection | Criterion) and part.stage > call.stages:
        sentence = _("The call has one stage: choose the first, or give the call two.")
        raise Refusal(sentence, fields={"stage": sentence})
    if isinstance(part, EligibilityCriterion) and (part.kind == EligibilityKind.YEARS) != bool(part.years):
        sentence = _("Say how many years; for the other kinds leave it empty.")
        raise Refusal(sentence, fields={"years": sentence})
    if isinstance(part, InformationSession) and not (part.place or part.link):
        sentence = _("Say where it is: a place, a link, or both.")
        raise Refusal(sentence, fields={"place_ro": sentence})


def _check_question(question: Question) -> None:
    if question.word_limit and question.kind not in {QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT}:
        sentence = _("Only texts have a limit of words: leave it empty.")
        raise Refusal(sentence, fields={"word_limit": sentence})
    if question.minimum is not None and question.maximum is not None and question.minimum > question.maximum:
        sentence = _("The smallest number is not larger than the largest.")
        raise Refusal(sentence, fields={"minimum": sentence})
    if question.shown_if is None:
        return
    asked = question.shown_if.question
    place = (asked.section.order, asked.section_id, asked.order, asked.pk)
    mine = (question.section.order, question.section_id, question.order, question.pk or float("inf"))
    stages = (asked.section.call_id, asked.section.stage), (question.section.call_id, question.section.stage)
    if stages[0] != stages[1] or place >= mine:
        sentence = _("A question depends only on a choice of an earlier question of the same call.")
        raise Refusal(sentence, fields={"shown_if": sentence})


@transaction.atomic
def save_choices(question: Question, rows: Sequence[Mapping[str, Any]], *, by: User) -> Question:
    """Store the choices of a question in their order; `rows` hold `label_ro`, `label_ru`, `label_en`, and `id`.

    A row with the `id` of a choice is that choice, wherever it stands now; without one it is new. A choice that no row
    names is removed, unless another question depends on it.
    """
    call = check_draft(question.call, by=by)
    standing = {choice.pk: choice for choice in question.choices.all()}
    kept = []
    for place, row in enumerate(rows, 1):
        choice = standing.pop(int(row["id"]), None) if row.get("id") else None
        if choice is None:
            choice = Choice(question=question)
        for name in ("label_ro", "label_ru", "label_en"):
            setattr(choice, name, row.get(name) or "")
        choice.order = place
        kept.append(choice)
    _remove_choices(list(standing.values()))
    for choice in kept:
        choice.save()
    _touch(call, question, "call_part_saved", by=by)
    return question


def _remove_choices(choices: Sequence[Choice]) -> None:
    for choice in choices:
        try:
            choice.delete()
        except ProtectedError:
            reason = _("“%(choice)s” cannot be removed: another question is asked only after it.")
            raise Refusal(reason % {"choice": choice.label}) from None


@transaction.atomic
def save_anchors(criterion: Criterion, rows: Sequence[Mapping[str, Any]], *, by: User) -> Criterion:
    """Store what numbers of points mean; `rows` hold `points` and `text_ro`, `text_ru`, `text_en`.

    Each number of points once, none above the most points of the criterion.
    """
    call = check_draft(criterion.call, by=by)
    points = [row["points"] for row in rows]
    if len(set(points)) < len(points):
        raise Refusal(_("Two anchors stand for the same points: keep one of them."))
    if any(each > criterion.maximum for each in points):
        raise Refusal(
            _("An anchor stands for more points than the criterion has (%(most)d).") % {"most": criterion.maximum}
        )
    criterion.anchors.all().delete()
    for row in rows:
        Anchor.objects.create(criterion=criterion, **row)
    _touch(call, criterion, "call_part_saved", by=by)
    return criterion


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
