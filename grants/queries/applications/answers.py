"""What an answer may be, by kind of question: cleaned for keeping, judged for submission, printed for reading."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from grants.models import Answer, Application, Question, QuestionKind
from grants.pasting import read_block
from grants.queries.applications.limits import number_fault
from kernel import formatting
from kernel.compiled import compiled
from kernel.formatting import Ambiguous, NotANumber, parse_decimal
from kernel.keys import key_in

LONGEST = 60_000
MOST_DECIMALS = 4  # a form prints no more of them
PLACES: dict[str, int] = {QuestionKind.NUMBER: 3, QuestionKind.MONEY: 2}


def is_empty(value: Any) -> bool:
    """Whether nothing was answered. The number 0 and the text "0" are answers."""
    return value is None or value in ("", [])


def clean(question: Question, raw: Any) -> Any:
    """`raw` from a form as the value that is kept; see `Answer` for the shapes.

    A draft keeps what cannot be right yet, so that nothing is lost: a number or a date that cannot be read is kept as
    `{"typed": text}`, and `fault` says what is wrong with it.
    """
    if question.kind == QuestionKind.SEVERAL:
        values = raw if isinstance(raw, list | tuple) else [raw]
        return sorted(key for each in values if (key := key_in(each)) is not None)
    if question.kind == QuestionKind.CHOICE:
        return key_in(raw)
    if question.kind == QuestionKind.TABLE:
        return raw if isinstance(raw, list) else read_block(str(raw or "")[:LONGEST])
    text = str(raw or "").replace("\r\n", "\n").strip()[:LONGEST]
    if question.kind == QuestionKind.LONG_TEXT:
        return text
    text = " ".join(text.split())
    if question.kind in PLACES and text:
        return _clean_number(question, text)
    if question.kind == QuestionKind.DATE and text:
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            return {"typed": text}
    return text


def _clean_number(question: Question, text: str) -> str | dict[str, str]:
    """The number in one spelling: with two decimals for money; what no form could print again stays as typed."""
    try:
        number = parse_decimal(text, get_language() or "en", PLACES[question.kind])
    except (NotANumber, Ambiguous):
        return {"typed": text}
    if question.kind == QuestionKind.MONEY and number == round(number, 2):
        return f"{number:.2f}"
    return f"{number:f}" if number == round(number, MOST_DECIMALS) else {"typed": text}


def for_form(question: Question, value: Any) -> Any:
    """A kept value as a form shows it again; `clean` reads it back to the same value, in the same language."""
    if isinstance(value, dict):
        return value.get("typed", "")
    if question.kind in PLACES and value:
        number = Decimal(value)
        places = 2 if question.kind == QuestionKind.MONEY and number == round(number, 2) else None
        return formatting.number(number, get_language() or "en", places)
    if question.kind == QuestionKind.TABLE:
        return "\n".join("\t".join(row) for row in value or [])
    return value


def words_in(text: str) -> int:
    """How many words `text` has, parted by spaces."""
    return len(text.split())


def _text_fault(question: Question, value: Any) -> str | None:
    limit = question.word_limit
    if limit and words_in(str(value)) > limit:
        over = words_in(str(value)) - limit
        return ngettext(
            "%(over)d word too many: the limit is %(limit)d.", "%(over)d words too many: the limit is %(limit)d.", over
        ) % {"over": over, "limit": limit}
    return None


def _number_fault(question: Question, value: Any) -> str | None:
    if isinstance(value, dict):
        return _number_as_typed(question, value["typed"])
    number = Decimal(value)
    if question.kind == QuestionKind.MONEY and number < 0:
        return _("An amount is not negative: write it without a minus.")
    if question.kind == QuestionKind.MONEY and number != round(number, 2):
        return _("An amount has at most two digits after the decimal point.")
    return number_fault(question, number)


def _number_as_typed(question: Question, text: str) -> str:
    language = get_language() or "en"
    try:
        parse_decimal(text, language, PLACES[question.kind])
    except Ambiguous as ambiguous:
        readings = [formatting.number(each, language) for each in ambiguous.readings]
        return _("“%(text)s” can be read as %(first)s or as %(second)s: write one of them.") % {
            "text": text,
            "first": readings[0],
            "second": readings[1],
        }
    except NotANumber:
        return _("“%(text)s” is not a number: write digits, such as 1234.50.") % {"text": text}
    return _("“%(text)s” has too many decimals: four are enough.") % {"text": text}


def _date_fault(question: Question, value: Any) -> str | None:
    if isinstance(value, dict):
        return _("“%(text)s” is not a date: write it as year-month-day, such as 2026-11-30.") % {"text": value["typed"]}
    return None


def _choice_fault(question: Question, value: Any) -> str | None:
    offered = {choice.pk for choice in question.choices.all()}
    chosen = set(value) if isinstance(value, list) else {value}
    return None if chosen <= offered else _("Choose one of those that are offered.")


def _table_fault(question: Question, value: Any) -> str | None:
    width = len(question.column_titles)
    for place, row in enumerate(value, start=1):
        if len(row) > width:
            return _("Row %(row)d has %(cells)d cells, the table has %(width)d columns.") % {
                "row": place,
                "cells": len(row),
                "width": width,
            }
    return None


_FAULTS: dict[str, Callable[[Question, Any], str | None]] = {
    QuestionKind.SHORT_TEXT: _text_fault,
    QuestionKind.LONG_TEXT: _text_fault,
    QuestionKind.NUMBER: _number_fault,
    QuestionKind.MONEY: _number_fault,
    QuestionKind.DATE: _date_fault,
    QuestionKind.CHOICE: _choice_fault,
    QuestionKind.SEVERAL: _choice_fault,
    QuestionKind.TABLE: _table_fault,
}


def fault(question: Question, value: Any) -> str | None:
    """What is wrong with a given answer and how to mend it; None for a right or an empty one."""
    if is_empty(value) or question.kind == QuestionKind.FILE:
        return None
    return _FAULTS[question.kind](question, value)


def is_asked(question: Question, values: Mapping[int, Any]) -> bool:
    """Whether the question is asked, given the answers so far by id of question."""
    if question.shown_if is None:
        return True
    chosen = values.get(question.shown_if.question_id)
    return question.shown_if_id in (chosen if isinstance(chosen, list) else [chosen])


def in_words(question: Question, value: Any) -> str:
    """The answer as it is read: choices by their names, dates by the reader's habit; "" when there is none."""
    if is_empty(value):
        return ""
    if question.kind in {QuestionKind.CHOICE, QuestionKind.SEVERAL}:
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(choice.label for choice in question.choices.all() if choice.pk in chosen)
    if isinstance(value, dict):
        return str(value["typed"])
    if question.kind == QuestionKind.DATE:
        return formatting.day(date.fromisoformat(value), get_language() or "en")
    return str(for_form(question, value))


@compiled
def _values(*, application: Any) -> QuerySet[Answer, tuple[int, Any]]:
    return Answer.objects.filter(application=application).order_by("pk").values_list("question_id", "value")


def values_of(application: Application) -> dict[int, Any]:
    """The answers of an application by id of question; one query."""
    return dict(_values(application=application.pk))


def asked_of(questions: Collection[Question], values: Mapping[int, Any]) -> list[Question]:
    """Those of `questions` that are asked, given the answers; a question under one not asked is not asked either."""
    asked: list[Question] = []
    known: dict[int, Any] = {}
    for question in questions:
        if is_asked(question, known):
            asked.append(question)
            known[question.pk] = values.get(question.pk)
    return asked
