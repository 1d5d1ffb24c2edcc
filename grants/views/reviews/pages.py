"""Page of the eligibility check."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants.actions.reviews.eligibility import check_eligibility
from grants.forms.reviews.sheets import EligibilityCheckForm
from grants.models import Application, EligibilityCheck, EligibilityOutcome
from grants.queries.applications.clarifications import can_ask_now, rounds_in_words
from grants.queries.applications.reading import reading_of
from grants.queries.applications.standing import Standing, standing_of
from grants.queries.calls.eligibility import answers_for
from kernel.views import ActPage


class EligibilityPage(ActPage):
    """Each eligibility criterion answered, with the application beside it."""

    model = Application
    permission = "grants.check_eligibility"
    template_name = "grants/reviews/eligibility.html"
    title = _("Eligibility check")
    button = _("Keep the answers")
    done = _("The answers are kept.")

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("call__programme", "organization")

    def get_form(self, data: Any = None, files: Any = None) -> EligibilityCheckForm:
        check = EligibilityCheck.objects.filter(application=self.thing).first()
        given = {each.criterion_id: each for each in check.answers.all()} if check else {}
        known = {each.criterion.pk: each for each in answers_for(self.thing.call, None, self.thing)}
        criteria = self.thing.call.eligibility_criteria.all()
        return EligibilityCheckForm(data, criteria=criteria, given=given, known=known)

    def facts(self) -> dict[str, Any]:
        standing = standing_of(self.thing)
        return {
            "rounds": rounds_in_words(self.thing, standing),
            "runs_rounds": standing.asked is not None
            and self.request.user.has_perm("grants.run_clarification", standing.asked),
            "open_round": standing.asked,
            "can_ask": self._can_ask(standing),
            "reading": reading_of(self.thing),
            "application": self.thing,
            "units": list(self.thing.units.all()),
            "is_due": self.thing.awaits_check,
        }

    def _can_ask(self, standing: Standing) -> bool:
        return can_ask_now(self.thing, standing) and self.request.user.has_perm("grants.ask_clarification", self.thing)

    def act(self, form: EligibilityCheckForm) -> EligibilityCheck:
        return check_eligibility(self.thing, form.findings(), by=self.request.user)

    def success_url(self, done: EligibilityCheck) -> str:
        """Something unclear leads to asking the applicant, unless that was done already; else to the application."""
        if done.outcome == EligibilityOutcome.CLARIFY and self._can_ask(standing_of(self.thing)):
            return reverse("grants:clarification_ask", args=[self.thing.reference])
        return self.thing.get_absolute_url()
