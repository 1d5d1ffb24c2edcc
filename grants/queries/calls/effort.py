"""The effort that a call asks of applicants, for who designs it and for who may apply."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import ngettext

from grants.effort import WORDS_WITHOUT_A_LIMIT, Asked, fair_hours, hours_of
from grants.models import Call, QuestionKind
from grants.queries.calls.intake import questions_of

TEXTS = frozenset({QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT})
SHORT_TEXT_WORDS = 20


@dataclass(frozen=True)
class Effort:
    """What is asked, the estimated hours, and the hours in proportion to the typical grant.

    `grant` is the middle between the smallest and the largest, in the currency of the call.
    """

    asked: Asked
    hours: Decimal
    fair: Decimal
    grant: Decimal

    @property
    def is_too_much(self) -> bool:
        """Whether the form is out of proportion."""
        return self.hours > self.fair

    @property
    def said(self) -> str:
        """What is asked, in one line."""
        asked = self.asked
        parts = [ngettext("%(n)d question", "%(n)d questions", asked.questions) % {"n": asked.questions}]
        if asked.words:
            parts.append(ngettext("about %(n)d word", "about %(n)d words", asked.words) % {"n": asked.words})
        if asked.files:
            parts.append(ngettext("%(n)d file", "%(n)d files", asked.files) % {"n": asked.files})
        if asked.tables:
            parts.append(ngettext("%(n)d table", "%(n)d tables", asked.tables) % {"n": asked.tables})
        return ", ".join(parts)


def effort_of(call: Call) -> Effort:
    """The effort of the whole form of `call`, both stages and every question of them; three queries."""
    questions = list(questions_of(call))
    words = 0
    for question in questions:
        if question.kind == QuestionKind.LONG_TEXT:
            words += question.word_limit or WORDS_WITHOUT_A_LIMIT
        elif question.kind == QuestionKind.SHORT_TEXT:
            words += question.word_limit or SHORT_TEXT_WORDS
    kinds = [question.kind for question in questions]
    files = kinds.count(QuestionKind.FILE) + call.required_documents.count()
    tables = kinds.count(QuestionKind.TABLE)
    short = sum(kind not in {*TEXTS, QuestionKind.FILE, QuestionKind.TABLE} for kind in kinds)
    asked = Asked(len(questions), words, files, tables, short)
    grant = (call.min_amount + call.max_amount) / 2
    return Effort(asked, hours_of(asked), fair_hours(grant, call.currency), grant)
