"""The budget step of an application's form: rows that save themselves, sums and limits, a block pasted whole."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from grants.actions.applications.budgets import replace_budget
from grants.actions.applications.drafts import Saved
from grants.forms.applications.budgets import BaseBudgetFormSet, budget_formset
from grants.forms.applications.pasted_budget import PasteForm
from grants.queries.applications.budget_panel import panel_of
from grants.queries.applications.budgets import rows_of
from grants.receipts import token
from grants.views.applications.drafts import StepPage, say_clashes
from kernel.refusals import NotAllowed, Refusal
from kernel.views import PersonRequest
from kernel.views.forms import show_refusal


class BudgetStep(StepPage):
    """The budget table; a block of a spreadsheet can be pasted into the rows or below them."""

    step_name = "budget"
    template_name = "grants/applications/draft_budget.html"

    def show(self, formset: Any = None, paste: Any = None, status: int = 200) -> HttpResponse:
        """The step with its rows, what they come to, and the place to paste."""
        rows, call = rows_of(self.application), self.application.call
        lines = list(self.application.budget_lines.order_by("order"))
        response = self.page(
            formset=formset or budget_formset(call, rows),
            paste=paste or PasteForm(periods=call.budget_periods),
            base=self.request.POST.get("base") or token(rows),
            panel=panel_of(call, lines, self.application.lot),
        )
        response.status_code = status
        return response

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        return self.show()

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        if self.is_quiet:
            return self._save_quietly()
        return self._paste() if "block" in request.POST else self._save()

    def _formset(self) -> BaseBudgetFormSet:
        return budget_formset(self.application.call, [], self.request.POST)

    def _save(self) -> HttpResponse:
        formset = self._formset()
        if not formset.is_valid():
            return self.show(formset=formset)
        refusal = self._replace(formset.rows())
        if refusal is None:
            return self.go_on()
        messages.error(self.request, str(refusal))
        return self.show(formset=formset)

    def _save_quietly(self) -> HttpResponse:
        """The answer to the page that saves itself: a row that is not complete yet is said, and stays on the page."""
        if not self.request.POST.get("base"):
            return self.answer(Saved(self.application.saved_at))
        formset = self._formset()
        if not formset.is_valid():
            unready = [str(number) for number, form in enumerate(formset, start=1) if form.errors]
            words = {"rows": ", ".join(unready)}
            waiting = _("Not saved yet: these rows are not complete: %(rows)s. They are kept on this device.") % words
            return JsonResponse({"message": waiting}, status=400)
        try:
            saved = self._act(formset.rows())
        except Refusal as refusal:
            return JsonResponse({"message": str(refusal)}, status=409)
        return self.answer(saved, {"base": saved.tokens["budget"]})

    def _paste(self) -> HttpResponse:
        paste = PasteForm(self.request.POST, periods=self.application.call.budget_periods)
        if not paste.is_valid():
            return self.show(paste=paste)
        kept = [] if paste.cleaned_data["is_replacing"] else rows_of(self.application)
        refusal = self._replace([*kept, *paste.rows])
        if refusal is None:
            return redirect(self.here())
        show_refusal(paste, refusal)
        return self.show(paste=paste)

    def _act(self, rows: list[dict[str, Any]]) -> Saved:
        try:
            return replace_budget(self.application, rows, by=self.request.user, base=self.request.POST.get("base", ""))
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal

    def _replace(self, rows: list[dict[str, Any]]) -> Refusal | None:
        try:
            saved = self._act(rows)
        except Refusal as refusal:
            return refusal
        say_clashes(self.request, saved)
        return None
