"""Pages of clarification for the staff: ask, give more time, close."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.actions.applications.clarifications import ask_clarification, close_clarification, extend_clarification
from grants.forms.applications.after import ClarificationForm, LaterForm
from grants.lifecycles import CLARIFICATION
from grants.models import Application, Clarification, EligibilityCheck, Finding
from grants.queries.reviews.questions import waiting_questions
from kernel.views import ActPage, MovePage


class Ask(ActPage):
    """Ask the applicant; what the eligibility check or a reviewer found unclear is written in the form already."""

    model = Application
    permission = "grants.ask_clarification"
    title = _("Ask for clarification")
    intro = _(
        "The applicant answers once, in the parts that you open. What was submitted counts until then, and both "
        "versions stay readable side by side."
    )
    button = _("Send to the applicant")
    done = _("The applicant was asked.")

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("call__programme", "organization")

    def get_form(self, data: Any = None, files: Any = None) -> ClarificationForm:
        waiting = [line.question for line in waiting_questions(self.thing)]
        text = "\n".join([self._unclear(), *(each.text for each in waiting)]).strip()
        initial = {"text": text, "parts": [each.part for each in waiting]}
        return ClarificationForm(data, application=self.thing, waiting=waiting, initial=initial)

    def _unclear(self) -> str:
        check = EligibilityCheck.objects.filter(application=self.thing).first()
        if check is None:
            return ""
        unclear = check.answers.filter(finding=Finding.CLARIFY).select_related("criterion")
        return "\n".join(f"{each.criterion.text.rstrip('.')}: {each.reason}" for each in unclear)

    def act(self, form: ClarificationForm) -> Clarification:
        return ask_clarification(self.thing, by=self.request.user, **form.cleaned_data)


class RoundPage:
    """Rounds of applications that the person reads."""

    def get_queryset(self) -> models.QuerySet:
        """Rounds of submitted applications in the person's scope."""
        mine = Application.objects.visible_to(self.request.user)  # type: ignore[attr-defined]  # of the view
        rows = Clarification.objects.filter(application__in=mine)
        return rows.select_related("application__call__programme", "application__organization")


class Extend(RoundPage, ActPage):
    """Give the applicant more time."""

    model = Clarification
    permission = "grants.run_clarification"
    form_class = LaterForm
    title = _("Give more time")
    button = _("Give more time")
    done = _("The applicant was told.")

    def act(self, form: LaterForm) -> Clarification:
        return extend_clarification(self.thing, by=self.request.user, due_on=form.cleaned_data["due_on"])


class ClarificationMove(RoundPage, MovePage):
    """Close a round without an answer."""

    model = Clarification
    lifecycle = CLARIFICATION
    acts = {"close": close_clarification}
    texts = {"close": _("The applicant cannot answer any more. What was submitted counts as it is.")}
