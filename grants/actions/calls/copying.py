"""The act that copies what an earlier call asks and judges by into a draft."""

from collections.abc import Collection
from typing import TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from grants.actions.calls.life import check_draft
from grants.models import Call, CallSection, Choice, Criterion, Question
from kernel import clock
from kernel.refusals import NotAllowed, Refusal
from organizations.actions.activity import record
from organizations.models import User

Row = TypeVar("Row", bound=models.Model)
# What can be copied: the form, whole or one section of it, and rows of three kinds.
ROWS = {"criteria": "criteria", "eligibility": "eligibility_criteria", "documents": "required_documents"}
PARTS = ("form", *ROWS)


def _copied(row: Row, **changes: object) -> Row:
    """A new row with every field of `row` but its key, and `changes`; saved."""
    columns = {field.attname for field in row._meta.concrete_fields if not field.primary_key}
    # A text in three languages is copied language by language, not through the column of the reader's.
    own = {name: getattr(row, name) for name in columns if f"{name}_ro" not in columns}
    copy = type(row)(**{**own, **changes})
    copy.save()
    return copy


@transaction.atomic
def copy_parts(
    source: Call, target: Call, *, by: User, parts: Collection[str], section: CallSection | None = None
) -> Call:
    """Add to the draft `target` what `source` asks: "form" (only `section`, when one is named), "criteria" with their
    anchors, "eligibility", "documents".

    What stands in the draft stays; copies come after it, and an empty first section gives way. Questions keep their
    choices and on which of them they depend; a copied section alone loses what depended on another section.
    """
    call = check_draft(target, by=by)
    if not Call.objects.visible_to(by).filter(pk=source.pk).exists():
        raise NotAllowed(_("You may copy only from calls that you may read."))
    wrong = set(parts) - set(PARTS)
    if wrong or not parts:
        raise Refusal(_("Choose what is copied."), fields={"parts": _("Choose what is copied.")})
    if section is not None and section.call_id != source.pk:
        raise Refusal(_("This section belongs to another call."))
    if "form" in parts:
        _copy_form(source, call, section)
    for name in (each for each in ROWS if each in parts):
        _copy_rows(source, call, ROWS[name])
    call.changed_at, call.changed_by = clock.now(), by
    call.save(update_fields=["changed_at", "changed_by"])
    facts = {"source": source.reference, "parts": sorted(parts)}
    record("call_copied_from", call, by=by, organization=call.programme.implementer, **facts)
    return call


def _copy_form(source: Call, call: Call, section: CallSection | None) -> None:
    call.sections.filter(questions=None).delete()
    sections = [section] if section else list(source.sections.order_by("stage", "order", "pk"))
    base = max(call.sections.values_list("order", flat=True), default=0)
    choices: dict[int, Choice] = {}
    for place, each in enumerate(sections, 1):
        stage = min(each.stage, call.stages)
        made = _copied(each, call_id=call.pk, order=base + place, stage=stage)
        for question in each.questions.order_by("order", "pk"):
            _copy_question(question, made, choices)


def _copy_question(question: Question, section: CallSection, choices: dict[int, Choice]) -> None:
    """A copy in `section`; `choices` holds the copies of all choices so far, by the key of what they copy."""
    opens = choices.get(question.shown_if_id) if question.shown_if_id else None
    made = _copied(question, section_id=section.pk, shown_if_id=opens.pk if opens else None)
    for choice in question.choices.order_by("order", "pk"):
        choices[choice.pk] = _copied(choice, question_id=made.pk)


def _copy_rows(source: Call, call: Call, name: str) -> None:
    base = max(getattr(call, name).values_list("order", flat=True), default=0)
    for place, row in enumerate(getattr(source, name).order_by("order", "pk"), 1):
        changes: dict[str, object] = {"call_id": call.pk, "order": base + place}
        if isinstance(row, Criterion):
            changes["stage"] = min(row.stage, call.stages)
        made = _copied(row, **changes)
        if isinstance(row, Criterion):
            for anchor in row.anchors.order_by("points"):
                _copied(anchor, criterion_id=made.pk)
