"""Adding many costs at once: typed or pasted into rows, or as one pasted block."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views import View

from grants.actions.agreements.expenditure import add_lines
from grants.actions.agreements.financial_reports import can_change
from grants.forms.agreements.financial_reports import CostFormSet, PasteForm
from grants.forms.agreements.pasted_costs import read_costs
from grants.models import FinancialReport
from grants.views.agreements.expenditure import rate_hint, spent_from, usual_currency
from kernel.keys import key_in
from kernel.refusals import NotAllowed, Refusal
from kernel.views import ActPage, PersonRequest, Scoped


class AddCosts(Scoped, View):
    """A table of empty rows that saves itself; every row becomes a line, or none does."""

    model = FinancialReport
    permission = "grants.draft_financial_report"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.thing = self.find()
        self.demand(self.thing)
        if not can_change(self.thing):
            return redirect(self.thing.get_absolute_url())
        return super().dispatch(request, *args, **kwargs)

    def rows(self, data: Any = None) -> Any:
        """The rows: as posted, as they were typed last time, or empty."""
        form_facts = {"report": self.thing}
        if data is not None:
            return CostFormSet(data, prefix="costs", form_kwargs=form_facts)
        currency = usual_currency(self.thing)
        initial = kept_rows(self.thing.typed_rows)
        made = CostFormSet(initial=initial or None, prefix="costs", form_kwargs=form_facts)
        for form in [*made.forms, made.empty_form]:
            form.fields["currency"].initial = currency
        return made

    def page(self, rows: Any, refusal: Refusal | None = None) -> HttpResponse:
        """The rows, and why they were not added."""
        context = {
            "object": self.thing,
            "rows": rows,
            "refusal": refusal,
            "hint": rate_hint(self.thing),
            "autosave_url": reverse("grants:financialreport_autosave", args=[self.thing.pk]),
            "saved_at": self.thing.saved_at if self.thing.typed_rows else None,
        }
        return render(self.request, "grants/agreements/costs.html", context)

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        return self.page(self.rows())

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        rows = self.rows(request.POST)
        if not rows.is_valid():
            return self.page(rows)
        filled = [form for form in rows.forms if form.has_changed()]
        spent = []
        for form in filled:
            try:
                spent.append(spent_from(form.cleaned_data, self.thing))
            except Refusal as refusal:
                form.add_error(None, ValidationError(str(refusal.reason)))
        if any(form.errors for form in filled):
            return self.page(rows)
        try:
            made = add_lines(self.thing, spent, by=request.user)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refusal as refusal:
            return self.page(rows, refusal)
        messages.success(request, added(len(made)))
        return redirect(self.thing.get_absolute_url())


def kept_rows(typed: list[list[str]]) -> list[dict[str, str]]:
    """Rows kept by the self-saving form, as first values of a new one; empty ones are left out."""
    found: dict[int, dict[str, str]] = {}
    for name, value in dict(typed).items():
        _prefix, _mark, rest = name.partition("-")
        place, _mark, field = rest.partition("-")
        number = key_in(place)
        if number is not None and value:
            found.setdefault(number, {})[field] = value
    return [row for _number, row in sorted(found.items()) if set(row) - {"currency"}]


def added(count: int) -> str:
    """How many lines were added, in words."""
    return ngettext("%(count)s line added.", "%(count)s lines added.", count) % {"count": count}


class PasteCosts(ActPage):
    """One block out of a spreadsheet; mistakes are told by row and column, and nothing of it is kept then."""

    model = FinancialReport
    permission = "grants.draft_financial_report"
    form_class = PasteForm
    title = _("Paste rows from a spreadsheet")
    button = _("Add the rows")

    def act(self, form: Any) -> FinancialReport:
        rows, mistakes = read_costs(form.cleaned_data["block"], self.thing, currency=usual_currency(self.thing))
        if mistakes:
            raise Refusal(" ".join(mistakes), fields={"block": "\n".join(mistakes)})
        made = add_lines(self.thing, [spent_from(row, self.thing) for row in rows], by=self.request.user)
        self.done = added(len(made))
        return self.thing

    def message(self, done: Any) -> str:
        return str(self.done) or gettext("Saved.")
