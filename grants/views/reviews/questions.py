"""Questions of reviewers: put by who judges, left unasked by staff with a reason."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.actions.reviews.questions import decline_question, propose_question
from grants.forms.reviews.questions import DeclineForm, QuestionForm
from grants.models import Application, Assignment, ReviewerQuestion
from kernel.views import ActPage


class AskPage(ActPage):
    """A reviewer asks for something to be clarified."""

    model = Assignment
    permission = "grants.write_review"
    title = _("Ask for something to be clarified")
    intro = _(
        "The applicant does not read this. The grants officers decide whether they ask, in which words, and until "
        "when; you are told, and read the answer beside the application."
    )
    button = _("Send to the grants officers")
    done = _("The grants officers were told.")

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("application__call__programme")

    def get_form(self, data: Any = None, files: Any = None) -> QuestionForm:
        return QuestionForm(data, application=self.thing.application)

    def facts(self) -> dict[str, Any]:
        return {"title": f"{self.title}: {self.thing.application.reference}"}

    def act(self, form: QuestionForm) -> ReviewerQuestion:
        return propose_question(self.thing, by=self.request.user, **form.cleaned_data)

    def success_url(self, done: ReviewerQuestion) -> str:
        return self.thing.get_absolute_url()


class DeclinePage(ActPage):
    """Staff do not ask the applicant what a reviewer wanted to know."""

    model = ReviewerQuestion
    permission = "grants.ask_clarification"
    form_class = DeclineForm
    title = _("Do not ask the applicant")
    button = _("Tell the reviewer")
    done = _("The reviewer was told why.")

    def get_queryset(self) -> models.QuerySet:
        mine = Application.objects.visible_to(self.request.user)
        rows = ReviewerQuestion.objects.filter(assignment__application__in=mine)
        return rows.select_related("assignment__application__call__programme", "assignment__application__organization")

    def permission_object(self, thing: ReviewerQuestion) -> Application:
        return thing.assignment.application

    def facts(self) -> dict[str, Any]:
        return {"intro": self.thing.text}

    def act(self, form: DeclineForm) -> ReviewerQuestion:
        return decline_question(self.thing, by=self.request.user, reason=form.cleaned_data["reason"])

    def back_url(self) -> str:
        return self.thing.assignment.application.get_absolute_url()

    def success_url(self, done: ReviewerQuestion) -> str:
        return self.back_url()
