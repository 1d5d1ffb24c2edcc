"""An application as it is read: sections with answers, budget, files and partners, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from grants.models import (
    Application,
    ApplicationBudgetLine,
    ApplicationFile,
    PartnerConfirmation,
    Question,
    QuestionKind,
    RequiredDocument,
)
from grants.queries.applications.answers import asked_of, in_words, values_of
from grants.queries.applications.budgets import BudgetTotals, period_labels, totals_of
from grants.queries.applications.confirmations import confirmations_of
from grants.queries.calls.intake import questions_of
from grants.registries import application_steps


@dataclass(frozen=True)
class ReadAnswer:
    """One question with its answer in words, its rows (a table) or its files; all empty: not answered."""

    question: Question
    text: str
    rows: Sequence[Sequence[str]]
    files: list[ApplicationFile]


@dataclass(frozen=True)
class ReadSection:
    """A section's heading and what was answered under it."""

    title: str
    answers: list[ReadAnswer]


@dataclass(frozen=True)
class ReadDocument:
    """A required document and the file that stands for it, if any."""

    requirement: RequiredDocument
    file: ApplicationFile | None


@dataclass(frozen=True)
class Reading:
    """The whole application."""

    sections: list[ReadSection]
    budget: list[ApplicationBudgetLine]
    totals: BudgetTotals
    periods: list[str]
    documents: list[ReadDocument]
    other_files: list[ApplicationFile]
    partners: list[PartnerConfirmation]
    added: list[tuple[str, dict[str, Any]]]


def reading_of(application: Application) -> Reading:
    """Everything that stands in the application; nine queries whatever its size, and those of other floors."""
    values = values_of(application)
    files = list(application.files.select_related("document").order_by("attached_at", "pk"))
    sections: dict[int, ReadSection] = {}
    for question in asked_of(list(questions_of(application.call, application.stage)), values):
        section = sections.setdefault(question.section_id, ReadSection(question.section.title, []))
        mine = [each for each in files if each.question_id == question.pk]
        section.answers.append(_answer(question, values.get(question.pk), mine))
    budget = list(application.budget_lines.order_by("order"))
    by_requirement = {each.requirement_id: each for each in files if each.requirement_id}
    return Reading(
        sections=list(sections.values()),
        budget=budget,
        totals=totals_of(budget, application.call.budget_periods),
        periods=period_labels(application.call) if application.call.budget_periods > 1 else [],
        documents=[
            ReadDocument(each, by_requirement.get(each.pk)) for each in application.call.required_documents.all()
        ],
        other_files=[each for each in files if not each.question_id and not each.requirement_id],
        partners=list(confirmations_of(application).select_related("authority__organization", "document")),
        added=[
            (step.template, found) for step in application_steps if (found := step.reading_of(application)) is not None
        ],
    )


def _answer(question: Question, value: Any, files: list[ApplicationFile]) -> ReadAnswer:
    is_table = question.kind == QuestionKind.TABLE and isinstance(value, list)
    return ReadAnswer(question, "" if is_table else in_words(question, value), value if is_table else [], files)
