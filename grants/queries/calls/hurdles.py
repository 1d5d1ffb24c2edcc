"""What a call still lacks before it can be approved, each at the page where it is mended."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from grants.models import Call, CallKind, Question, QuestionKind
from grants.queries.calls.intake import questions_of
from grants.queries.calls.lots import lots_fault
from kernel import clock

CHOICES = frozenset({QuestionKind.CHOICE, QuestionKind.SEVERAL})


@dataclass(frozen=True)
class Hurdle:
    """One thing that is missing: on which page of the call, in one sentence."""

    place: str
    text: str


def hurdles_of(call: Call) -> list[Hurdle]:
    """What the call still lacks before it can be approved, in the order of its pages; empty when it is ready."""
    places = (
        ("facts", _facts),
        ("invited", _invited),
        ("lots", _lots),
        ("form", _form),
        ("criteria", _criteria),
        ("eligibility", _eligible),
    )
    found = [Hurdle(place, text) for place, check in places for text in check(call)]
    return found + [Hurdle("timetable", text) for text in _timetable(call)]


def gaps_of(call: Call) -> list[str]:
    """The sentences of `hurdles_of` alone."""
    return [hurdle.text for hurdle in hurdles_of(call)]


def _facts(call: Call) -> Iterator[str]:
    if call.deadline_at <= clock.now():
        yield _("The deadline has passed: set a later one.")
    if call.stages == 2 and call.full_deadline_at is None:
        yield _("The call has two stages: set the deadline of the full application.")
    if call.questions_until_on and call.questions_until_on > clock.day_of(call.deadline_at):
        yield _("The last day for questions is later than the deadline: set it on the day of the deadline or before.")
    last = call.full_deadline_at or call.deadline_at
    if call.decision_planned_on and call.decision_planned_on < clock.day_of(last):
        yield _("The decision is planned before the deadline: set a later day.")
    if call.answer_by_on and call.decision_planned_on and call.answer_by_on < call.decision_planned_on:
        yield _("Organisations would answer before the decision: set a later day.")
    if not call.summary:
        yield _("The call has no short text: write in a few sentences what it is for.")


def _invited(call: Call) -> Iterator[str]:
    if call.kind == CallKind.DIRECT and not call.invited.exists():
        yield _("Nobody is invited: choose the organisations that may apply.")


def _lots(call: Call) -> Iterator[str]:
    if fault := lots_fault(call):
        yield fault


def _form(call: Call) -> Iterator[str]:
    questions = list(questions_of(call))
    for stage in range(1, call.stages + 1):
        if not any(question.section.stage == stage for question in questions):
            yield (
                _("Nothing is asked: add at least one question.")
                if stage == 1
                else _("Nothing is asked in the full application: add at least one question.")
            )
    for question in questions:
        yield from _question(question, call)


def _question(question: Question, call: Call) -> Iterator[str]:
    words = {"question": question.label}
    if question.kind in CHOICES and len(question.choices.all()) < 2:
        yield _("“%(question)s” offers fewer than two choices.") % words
    if question.kind == QuestionKind.TABLE and not question.column_titles:
        yield _("“%(question)s” is a table without columns.") % words
    if question.section.stage > call.stages:
        yield _("“%(question)s” belongs to a second stage, and the call has one.") % words


def _criteria(call: Call) -> Iterator[str]:
    stages = set(call.criteria.values_list("stage", flat=True))
    if 1 not in stages:
        yield _("No criterion is written: add at least one by which applications are judged.")
    if call.stages == 2 and 2 not in stages:
        yield _("No criterion judges the full application: add at least one.")


def _eligible(call: Call) -> Iterator[str]:
    if not call.eligibility_criteria.exists():
        yield _("No eligibility criterion is written: add at least one.")


def _timetable(call: Call) -> Iterator[str]:
    if call.sessions.filter(starts_at__gte=call.deadline_at).exists():
        yield _("An information session begins after the deadline: move or remove it.")
