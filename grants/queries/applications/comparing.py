"""Applications beside each other: the same question, the same money, the same points, in one row each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grants.models import Application, Question
from grants.queries.applications.budgets import BudgetTotals
from grants.queries.applications.reading import ReadAnswer, Reading, reading_of
from grants.queries.reviews.results import ReviewLine, reviews_of

MOST = 4


@dataclass(frozen=True)
class AnswerRow:
    """One question, and the answer of each application; None where it was not asked of it."""

    question: Question
    answers: list[ReadAnswer | None]


@dataclass(frozen=True)
class Comparison:
    """Applications in the order in which they were chosen; every list has an entry for each of them.

    `reviews` are empty for whoever may not read them.
    """

    applications: list[Application]
    rows: list[AnswerRow]
    money: list[tuple[Application, BudgetTotals]]
    reviews: list[list[ReviewLine]]


def compare(applications: Sequence[Application], *, with_reviews: Sequence[bool]) -> Comparison:
    """`applications`, four at most, beside each other; questions in the order of their forms, each once."""
    readings: list[Reading] = [reading_of(each) for each in applications]
    questions: dict[int, Question] = {}
    answers: list[dict[int, ReadAnswer]] = []
    for reading in readings:
        mine = {each.question.pk: each for section in reading.sections for each in section.answers}
        questions |= {key: each.question for key, each in mine.items() if key not in questions}
        answers.append(mine)
    return Comparison(
        list(applications),
        [AnswerRow(question, [mine.get(key) for mine in answers]) for key, question in questions.items()],
        [(each, reading.totals) for each, reading in zip(applications, readings, strict=True)],
        [reviews_of(each) if may else [] for each, may in zip(applications, with_reviews, strict=True)],
    )
