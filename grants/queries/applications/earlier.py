"""What a draft can take over from earlier applications of the same organisation: summary, answers, budget."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from grants.models import Application, Question, QuestionKind
from grants.queries.applications.answers import in_words, is_empty, values_of
from grants.queries.applications.budgets import rows_of, say
from grants.queries.applications.clarifications import opened_parts
from grants.queries.calls.intake import questions_of
from grants.receipts import token
from kernel.folding import fold

ALIKE = 0.75  # of 1: how much of the folded words of two questions must be the same
TAKEN = frozenset(set(QuestionKind.values) - {QuestionKind.CHOICE, QuestionKind.SEVERAL, QuestionKind.FILE})


@dataclass(frozen=True)
class Offer:
    """One earlier answer for one place of the draft: `key` as `save_draft` takes it, `value` as it is kept.

    `asked` is the earlier question, `label` the one it would answer; `standing` is what the draft says there now, and
    `base` the token of that. `part` is the step of the form on which it stands.
    """

    key: str
    part: str
    label: str
    asked: str
    text: str
    value: Any
    standing: str
    base: str

    @property
    def is_same(self) -> bool:
        """Whether both questions read the same."""
        return fold(self.label) == fold(self.asked)


def earlier_of(application: Application) -> QuerySet[Application]:
    """Other applications of the same organisation, the newest first."""
    rows = Application.objects.filter(organization=application.organization_id).exclude(
        pk=application.revises_id or application.pk
    )
    return rows.select_related("call").order_by("-saved_at", "-pk")


def offers_of(application: Application, source: Application) -> list[Offer]:
    """What `source` can give to the draft, in the order of the draft's form; a fixed number of queries.

    A question gets the earlier answer whose question has the same kind and is most alike, if it is alike enough; each
    earlier answer is offered once. Choices and files are not: they belong to their own call. The budget comes whole.
    An answer to a clarification is offered only what belongs to the parts that were asked about.
    """
    offers = [*_summary(application, source), *_answers(application, source), *_budget(application, source)]
    opened = opened_parts(application)
    return offers if opened is None else [each for each in offers if each.part in opened]


def _summary(application: Application, source: Application) -> list[Offer]:
    text, standing = source.summary, application.summary
    if not text or text == standing:
        return []
    label = _("The project in short")
    return [Offer("summary", "facts", label, label, text, text, standing, token(standing))]


def _answers(application: Application, source: Application) -> list[Offer]:
    offers = []
    mine, theirs = values_of(application), values_of(source)
    asked = [
        each
        for each in questions_of(source.call, source.stage)
        if each.kind in TAKEN and not is_empty(theirs.get(each.pk))
    ]
    for question in questions_of(application.call, application.stage):
        found = _most_alike(question, asked)
        if found is None or theirs[found.pk] == mine.get(question.pk):
            continue
        asked.remove(found)
        value, standing = theirs[found.pk], mine.get(question.pk)
        offers.append(
            Offer(
                key=f"question-{question.pk}",
                part=f"section-{question.section_id}",
                label=question.label,
                asked=found.label,
                text=in_words(found, value),
                value=value,
                standing=in_words(question, standing),
                base=token(standing),
            )
        )
    return offers


def _budget(application: Application, source: Application) -> list[Offer]:
    """The budget as a whole, for a call in the same currency: the rows as `replace_budget` takes them.

    Where the calls have other periods, the whole quantity comes without its division.
    """
    rows, standing = rows_of(source), rows_of(application)
    if source.currency != application.currency or not rows:
        return []
    if source.call.budget_periods != application.call.budget_periods:
        rows = [{**row, "quantities": []} for row in rows]
    if rows == standing:
        return []
    label, currency = _("Budget"), source.currency
    words, now = _budget_words(rows, currency), _budget_words(standing, currency)
    return [Offer("budget", "budget", label, label, words, rows, now, token(standing))]


def _budget_words(rows: Sequence[dict[str, Any]], currency: str) -> str:
    return "\n".join(
        f"{row['description']}: {say(Decimal(row['quantity']) * Decimal(row['unit_price']))} {currency}" for row in rows
    )


def _most_alike(question: Question, asked: Sequence[Question]) -> Question | None:
    wanted = fold(question.label)
    scored = [
        (SequenceMatcher(None, wanted, fold(each.label)).ratio(), -place, each)
        for place, each in enumerate(asked)
        if each.kind == question.kind
    ]
    best = max(scored, key=lambda found: found[:2], default=None)
    return best[2] if best is not None and best[0] >= ALIKE else None
