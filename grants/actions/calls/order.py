"""The act that moves a part of a call in draft to another place in the order."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from grants.actions.calls.life import check_draft
from grants.actions.calls.parts import Part
from grants.models import Call, CallSection, CategoryLimit, Criterion, InformationSession, Question
from grants.queries.calls.intake import questions_of
from kernel import clock
from kernel.refusals import Refusal
from organizations.models import User


def _siblings(part: Part, call: Call) -> QuerySet:
    if isinstance(part, Question):
        return Question.objects.filter(section=part.section)
    if isinstance(part, CallSection):
        return call.sections.filter(stage=part.stage)
    if isinstance(part, Criterion):
        return call.criteria.filter(stage=part.stage)
    return type(part)._default_manager.filter(call=call)


@transaction.atomic
def move_part(part: Part, *, by: User, place: int, section: CallSection | None = None) -> Part:
    """Put a part at `place` (1 is first) among those of its kind; a question also into another `section` of the call.

    A place beyond the last is the last. Refused where a question would come before the choice on which it depends.
    """
    call = check_draft(part.call, by=by)
    if isinstance(part, InformationSession | CategoryLimit):
        raise Refusal(_("These stand in an order of their own."))
    if isinstance(part, Question) and section is not None:
        if section.call_id != call.pk:
            raise Refusal(_("This section belongs to another call."))
        part.section = section
        part.save(update_fields=["section"])
    others = list(_siblings(part, call).exclude(pk=part.pk).order_by("order", "pk"))
    others.insert(max(place - 1, 0), part)
    for order, each in enumerate(others, 1):
        if each.order != order:
            each.order = order
            each.save(update_fields=["order"])
    _check_order(call)
    call.changed_at, call.changed_by = clock.now(), by
    call.save(update_fields=["changed_at", "changed_by"])
    return part


@transaction.atomic
def step_part(part: Part, *, by: User, down: bool) -> Part:
    """Move a part one place up or down; a question at the edge of its section goes on into the next one."""
    call = check_draft(part.call, by=by)
    rows = list(_siblings(part, call).order_by("order", "pk"))
    here = next(index for index, each in enumerate(rows) if each.pk == part.pk)
    wanted = here + (1 if down else -1)
    if 0 <= wanted < len(rows):
        return move_part(part, by=by, place=wanted + 1)
    if not isinstance(part, Question):
        return part
    sections = list(call.sections.order_by("stage", "order", "pk"))
    at = next(index for index, each in enumerate(sections) if each.pk == part.section_id) + (1 if down else -1)
    if not 0 <= at < len(sections):
        return part
    return move_part(part, by=by, place=1 if down else sections[at].questions.count() + 1, section=sections[at])


def _check_order(call: Call) -> None:
    seen: dict[int, int] = {}
    for question in questions_of(call):
        if question.shown_if is not None and seen.get(question.shown_if.question_id) != question.section.stage:
            reason = _("“%(question)s” is asked only after a choice: it stays behind the question that offers it.")
            raise Refusal(reason % {"question": question.label})
        seen[question.pk] = question.section.stage
