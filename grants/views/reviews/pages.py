"""Page of the eligibility check."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.actions.reviews.eligibility import check_eligibility
from grants.forms.reviews.sheets import EligibilityCheckForm
from grants.models import Application, EligibilityCheck
from grants.queries.applications.reading import reading_of
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
        return {
            "reading": reading_of(self.thing),
            "application": self.thing,
            "units": list(self.thing.units.all()),
            "is_due": self.thing.awaits_check,
        }

    def act(self, form: EligibilityCheckForm) -> Application:
        check_eligibility(self.thing, form.findings(), by=self.request.user)
        return self.thing
