"""The budget as a workbook: the template down, a filled-in one up, what would change, and only then the change."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.actions.applications.budgets import check_rows, replace_budget
from grants.forms.applications.budget_workbook import read_budget, sealed, template_for, unsealed
from grants.models import ApplicationBudgetLine
from grants.queries.applications.budget_panel import panel_of
from grants.queries.applications.budgets import plain_row, rows_of, totals_of
from grants.receipts import token
from grants.views.applications.drafts import StepPage, say_clashes
from kernel.refusals import NotAllowed, Refusal
from kernel.uploads import TABLES, UploadRefused, check_upload
from kernel.views import PersonRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class BudgetWorkbook(StepPage):
    """GET: the template with the rows that are there. POST: a filled-in file is shown before it replaces anything."""

    step_name = "budget"
    template_name = "grants/applications/budget_workbook.html"

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponseBase:
        book = template_for(self.application.call, rows_of(self.application))
        name = f"{self.application.reference}-budget.xlsx"
        return FileResponse(book, as_attachment=True, filename=name, content_type=XLSX)

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        return self._replace() if "rows" in request.POST else self._show()

    def _refused(self, errors: list[str]) -> HttpResponse:
        response = self.page(errors=errors)
        response.status_code = 400
        return response

    def _show(self) -> HttpResponse:
        upload = self.request.FILES.get("file")
        if upload is None:
            return self._refused([_("Choose a file first.")])
        try:
            check_upload(upload, allowed=TABLES)
        except UploadRefused as refusal:
            return self._refused([str(refusal)])
        filled = read_budget(upload, self.application.call)
        if filled.errors:
            return self._refused(filled.errors)
        try:
            lines = check_rows(self.application, filled.rows)
        except Refusal as refusal:
            return self._refused([str(refusal)])
        return self._preview(lines, filled.ignored)

    def _preview(self, lines: list[ApplicationBudgetLine], ignored: list[str]) -> HttpResponse:
        application, call = self.application, self.application.call
        standing = list(application.budget_lines.order_by("order"))
        before, after = Counter(map(_key, standing)), Counter(map(_key, lines))
        leaving = before - after
        return self.page(
            new=[(line, after[_key(line)] > before[_key(line)]) for line in lines],
            gone=[line for line in standing if leaving[_key(line)] > 0],
            ignored=ignored,
            before=totals_of(standing, call.budget_periods),
            panel=panel_of(call, lines, application.lot),
            periods=[period.label for period in panel_of(call, lines, application.lot).periods],
            rows=sealed(application, [plain_row(line) for line in lines]),
            base=token(rows_of(application)),
        )

    def _replace(self) -> HttpResponse:
        try:
            rows = unsealed(self.application, self.request.POST["rows"])
            saved = replace_budget(self.application, rows, by=self.request.user, base=self.request.POST.get("base", ""))
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refusal as refusal:
            messages.error(self.request, str(refusal))
        else:
            say_clashes(self.request, saved)
        return redirect(reverse("grants:step_budget", args=[self.application.reference]))


def _key(line: ApplicationBudgetLine) -> str:
    """One text for one content of a line."""
    return repr(plain_row(line))
