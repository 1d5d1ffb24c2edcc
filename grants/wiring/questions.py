"""Questions of reviewers in the registries: on the page of an application, among the tasks, in the record."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from grants.models import Application
from grants.queries.applications.clarifications import can_ask_now
from grants.queries.applications.standing import standing_of
from grants.queries.reviews.questions import question_tasks, waiting_questions
from kernel.registries import Section, TaskSource, sections, task_sources
from kernel.requests import PersonRequest
from organizations.registries import tell

SENTENCES = {
    "reviewer_question_put": _("Question of a reviewer put"),
    "reviewer_question_declined": _("Question of a reviewer not asked, with a reason"),
}


def questions_of(application: Application, request: PersonRequest) -> dict[str, Any] | None:
    """What reviewers want clarified, for staff who may ask; None where nothing waits."""
    if application.status != "in_review" or not request.user.has_perm("grants.ask_clarification", application):
        return None
    lines = waiting_questions(application)
    if not lines:
        return None
    can_ask = can_ask_now(application, standing_of(application))
    return {"application": application, "lines": lines, "can_ask": can_ask}


def register() -> None:
    """Fill the registries with questions of reviewers."""
    sections.add(
        Section("reviewer_questions", "application", "grants/reviews/parts/questions.html", questions_of, order=5)
    )
    task_sources.add(TaskSource("questions of reviewers", question_tasks, order=28))
    tell(SENTENCES)
