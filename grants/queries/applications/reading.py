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
from grants.queries.applications.answers import in_words
from grants.queries.applications.budgets import BudgetTotals, period_labels, totals_of
from grants.queries.applications.contents import Contents
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


def reading_of(application: Application, contents: Contents | None = None) -> Reading:
    """Everything that stands in the application; nine queries whatever its size, and those of other floors.

    What `contents` has read of it already is not read again.
    """
    contents = contents or Contents(application)
    files = contents.files
    sections: dict[int, ReadSection] = {}
    for question in contents.questions:
        section = sections.setdefault(question.section_id, ReadSection(question.section.title, []))
        mine = [each for each in files if each.question_id == question.pk]
        section.answers.append(_answer(question, contents.values.get(question.pk), mine))
    by_requirement = {each.requirement_id: each for each in files if each.requirement_id}
    return Reading(
        sections=list(sections.values()),
        budget=contents.lines,
        totals=totals_of(contents.lines, application.call.budget_periods),
        periods=period_labels(application.call) if application.call.budget_periods > 1 else [],
        documents=[ReadDocument(each, by_requirement.get(each.pk)) for each in contents.requirements],
        other_files=[each for each in files if not each.question_id and not each.requirement_id],
        partners=contents.partners,
        added=[
            (step.template, found) for step in application_steps if (found := contents.added[step.name]) is not None
        ],
    )


def _answer(question: Question, value: Any, files: list[ApplicationFile]) -> ReadAnswer:
    is_table = question.kind == QuestionKind.TABLE and isinstance(value, list)
    return ReadAnswer(question, "" if is_table else in_words(question, value), value if is_table else [], files)
