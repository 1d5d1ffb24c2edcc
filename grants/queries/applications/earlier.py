"""What a draft can take over from earlier applications of the same organisation: answers to the same questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from grants.models import Application, Question, QuestionKind
from grants.queries.applications.answers import in_words, is_empty, values_of
from grants.queries.calls.intake import questions_of
from kernel.folding import fold

ALIKE = 0.75  # of 1: how much of the folded words of two questions must be the same
TAKEN = frozenset(set(QuestionKind.values) - {QuestionKind.CHOICE, QuestionKind.SEVERAL, QuestionKind.FILE})


@dataclass(frozen=True)
class Offer:
    """One earlier answer for one place of the draft: `key` as `save_draft` takes it, `value` as it is kept.

    `asked` is the earlier question, `label` the one it would answer; `standing` is what the draft says there now.
    """

    key: str
    label: str
    asked: str
    text: str
    value: Any
    standing: str

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
    earlier answer is offered once. Choices and files are not: they belong to their own call.
    """
    offers = []
    if source.summary and source.summary != application.summary:
        label = _("The project in short")
        offers.append(Offer("summary", label, label, source.summary, source.summary, application.summary))
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
        value = theirs[found.pk]
        text = in_words(found, value)
        standing = in_words(question, mine.get(question.pk))
        offers.append(Offer(f"question-{question.pk}", question.label, found.label, text, value, standing))
    return offers


def _most_alike(question: Question, asked: Sequence[Question]) -> Question | None:
    wanted = fold(question.label)
    scored = [
        (SequenceMatcher(None, wanted, fold(each.label)).ratio(), -place, each)
        for place, each in enumerate(asked)
        if each.kind == question.kind
    ]
    best = max(scored, key=lambda found: found[:2], default=None)
    return best[2] if best is not None and best[0] >= ALIKE else None
