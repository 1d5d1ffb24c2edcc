"""The step of an application's form that belongs to this floor: which indicators it proposes."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.actions.applications.drafts import Saved
from grants.receipts import token
from grants.views.applications.drafts import StepPage
from kernel import clock
from kernel.refusals import NotAllowed, Refusal
from kernel.views import PersonRequest
from monitoring.actions.proposed_indicators import replace_proposals
from monitoring.forms.proposed_indicators import proposal_formset
from monitoring.queries.proposed_indicators import offered_by, plain, proposals_of


class ProposalsStep(StepPage):
    """Rows of indicators that save themselves."""

    step_name = "indicators"
    template_name = "monitoring/proposed_indicators.html"

    def here(self) -> str:
        return reverse("monitoring:proposed_indicators", args=[self.application.reference])

    def show(self, formset: Any = None) -> HttpResponse:
        """The step with its rows."""
        rows = proposals_of(self.application)
        offered = offered_by(self.application.call.programme)
        return self.page(
            formset=formset or proposal_formset(offered, rows),
            base=self.request.POST.get("base") or token([plain(each) for each in rows]),
            has_offered=bool(offered),
        )

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        return self.show()

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        formset = proposal_formset(offered_by(self.application.call.programme), [], request.POST)
        if not formset.is_valid():
            if self.is_quiet:
                unready = ", ".join(str(number) for number, form in enumerate(formset, start=1) if form.errors)
                words = _("Not saved yet: these rows are not complete: %(rows)s. They are kept on this device.")
                return JsonResponse({"message": words % {"rows": unready}}, status=400)
            return self.show(formset)
        rows = [form.cleaned_data for form in formset if form.cleaned_data]
        try:
            meanwhile = replace_proposals(
                self.application, rows, by=request.user, base=request.POST.get("base", "")
            )  # fmt: skip
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refusal as refusal:
            if self.is_quiet:
                return JsonResponse({"message": str(refusal)}, status=409)
            messages.error(request, str(refusal))
            return self.show(formset)
        return self._quiet(meanwhile) if self.is_quiet else self._loud(meanwhile)

    def _words(self, meanwhile: str) -> str:
        return _(
            "%(person)s saved the indicators while you wrote: theirs and yours are both in the list. "
            "Load the page again to see it."
        ) % {"person": meanwhile}

    def _quiet(self, meanwhile: str) -> HttpResponse:
        if meanwhile:
            return JsonResponse({"message": self._words(meanwhile)}, status=409)
        base = token([plain(each) for each in proposals_of(self.application)])
        return self.answer(Saved(clock.now()), {"base": base})

    def _loud(self, meanwhile: str) -> HttpResponse:
        if meanwhile:
            messages.warning(self.request, self._words(meanwhile))
        else:
            messages.success(self.request, _("Saved."))
        return self.go_on()
