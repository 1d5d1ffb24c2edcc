"""Entering the figures of a period: all indicators on one page, saved as one types."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kernel import clock
from kernel.refusals import NotNow, Refusal
from kernel.views import Scoped
from monitoring.actions.measurements import record_measurement
from monitoring.forms.figures import FigureForm
from monitoring.models import Measurement, Period
from monitoring.queries.figure_rows import FigureRow, figure_rows
from monitoring.queries.problems import problems_in
from monitoring.views.periods import periods_of


class FiguresPage(Scoped):
    """One form a row. A row that cannot be kept keeps what was typed and says why; the others are saved."""

    model = Period
    permission = "monitoring.enter_figures"

    def get_queryset(self) -> QuerySet[Period]:
        return periods_of(self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.period = self.find()
        self.demand(self.period)
        return super().dispatch(request, *args, **kwargs)

    def forms(self, data: Any = None) -> list[FigureForm]:
        """A form for each indicator that can be changed now, filled with what is stored.

        What was typed for one that was handed in meanwhile has its form too, so that it is refused and not forgotten.
        """
        sent = {name.partition("-")[0] for name in data or ()}
        forms = [(row, FigureForm(data, row=row)) for row in self._rows()]
        return [form for row, form in forms if row.is_editable or form.prefix in sent]

    def page(self, forms: list[FigureForm], *, status: int = 200) -> HttpResponse:
        """The page with `forms` on it."""
        fixed = [row for row in self._rows() if not row.is_editable]
        context = {
            "object": self.period,
            "framework": self.period.framework,
            "forms": [(form, problems_in(form.row) if form.row.measurement else []) for form in forms],
            "fixed": fixed,
            "wrong": [form for form in forms if form.errors],
        }
        return render(self.request, "monitoring/figures.html", context, status=status)

    def _rows(self) -> list[FigureRow]:
        return figure_rows(self.period, Measurement.objects.visible_to(self.request.user))

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.period.is_enterable:
            return redirect(self.period)
        return self.page(self.forms())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        forms = self.forms(request.POST)
        try:
            for form in forms:
                self.keep(form)
        except NotNow as refusal:
            messages.error(request, str(refusal))
            return self.page(forms, status=409)
        if any(form.errors for form in forms):
            return self.page(forms, status=422)
        messages.success(request, _("Figures saved at %(time)s.") % {"time": time_now()})
        return redirect("monitoring:period_figures", self.period.pk)

    def keep(self, form: FigureForm) -> None:
        """Record what was typed in one row, when it changed and can be kept."""
        if not form.is_valid() or not form.has_changed():
            return
        try:
            record_measurement(form.row.indicator, self.period, form.entry(), by=self.request.user)
        except NotNow:
            raise
        except Refusal as refusal:
            form.show(refusal.fields, refusal.reason)


class FiguresAutosave(FiguresPage):
    """The same, asked by the page itself while one types: answers when it was saved, and which rows were not."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect("monitoring:period_figures", self.period.pk)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        forms = self.forms(request.POST)
        try:
            for form in forms:
                self.keep(form)
        except NotNow as refusal:
            return JsonResponse({"refused": str(refusal)}, status=409)
        wrong = [form.row.indicator.code for form in forms if form.errors]
        return JsonResponse({"saved_at": time_now(), "wrong": wrong})


def time_now() -> str:
    """The time of day, as it is said beside a saved draft."""
    return f"{timezone.localtime(clock.now()):%H:%M}"
