"""Answers about questions of reviewers and rounds of clarification, for whoever judges and for the staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from grants.models import Application, Assignment, ReviewerQuestion
from grants.queries.applications.clarifications import part_titles
from grants.queries.calls.care import calls_in_care
from grants.queries.reviews.veil import Veil
from grants.rules.stakes import stakes_anywhere
from kernel.registries import Task
from organizations.models import User

PLACE = "#reviewer-questions"  # where they stand on the page of the application


@dataclass(frozen=True)
class QuestionLine:
    """A question with the name of its part in words."""

    question: ReviewerQuestion
    part: str


@dataclass(frozen=True)
class RoundForReviewer:
    """A round as a reviewer reads it: what was asked and what was answered, without the names that the call hides."""

    round: Any
    text: str
    note: str


def waiting_questions(application: Application) -> list[QuestionLine]:
    """Questions of reviewers about the application that nobody has settled, the oldest first; two queries."""
    rows = ReviewerQuestion.objects.filter(
        assignment__application=application,
        assignment__withdrawn_at__isnull=True,
        assignment__conflict="none",
        settled_at__isnull=True,
    )
    return _in_words(application, rows.select_related("assignment__reviewer").order_by("asked_at", "pk"))


def own_questions(assignment: Assignment) -> list[QuestionLine]:
    """What this reviewer has asked about the application, the last first; two queries."""
    rows = assignment.questions.select_related("round").order_by("-asked_at", "-pk")
    return _in_words(assignment.application, rows)


def _in_words(application: Application, rows: Iterable[ReviewerQuestion]) -> list[QuestionLine]:
    found = list(rows)
    titles = part_titles(application) if found else {}
    return [QuestionLine(each, titles.get(each.part, "")) for each in found]


def rounds_for_reviewer(application: Application, veil: Veil) -> list[RoundForReviewer]:
    """Rounds of clarification of the application, the last first, under the veil of its call; one query."""
    rows = application.clarifications.select_related("version").order_by("-number")
    return [
        RoundForReviewer(each, veil.text(each.text), veil.text(each.version.note) if each.version else "")
        for each in rows
    ]


def question_tasks(user: User) -> Iterable[Task]:
    """Applications in the user's calls about which reviewers have asked something; one query."""
    calls = calls_in_care(user)
    if not calls:
        return
    waiting = ReviewerQuestion.objects.filter(
        settled_at__isnull=True, assignment__withdrawn_at__isnull=True, assignment__conflict="none"
    )
    rows = Application.objects.filter(
        call__in=[call.pk for call in calls],
        status="in_review",
        pk__in=waiting.order_by().values("assignment__application"),
    ).exclude(pk__in=stakes_anywhere(user).shut)
    for row in rows.order_by("reference").only("reference", "title"):
        detail = _("A reviewer asks for something to be clarified: ask the applicant, or say why not")
        yield Task(
            f"{row.reference} {row.title}", detail, f"{row.get_absolute_url()}{PLACE}", _("Read and decide"), None
        )
