"""Pages on which a cycle is filled: criteria, inputs and their audit, focus groups, counts, the sheet for the field."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from kernel.refusals import Refusal
from kernel.views import ActPage, DetailPage, Scoped
from monitoring.actions.ballots import record_focus_group, void_focus_group
from monitoring.actions.cycles import write_criteria
from monitoring.actions.inputs import audit_input, record_input
from monitoring.forms.scorecards import (
    AuditForm,
    CriteriaFormSet,
    FocusGroupForm,
    InputForm,
    ReasonForm,
    by_language,
)
from monitoring.models import Criterion, FocusGroup, InputItem, ScorecardCycle, ScorecardStatus
from monitoring.views.scorecards import CycleAct, CycleScope, kept_file


class CriteriaPage(CycleScope, Scoped, View):
    """The statements to be scored, as a table of rows."""

    request: Any
    permission = "monitoring.run_scorecard"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.thing = self.find()
        self.demand(self.thing)
        return super().dispatch(request, *args, **kwargs)

    def page(self, formset: Any, refusal: str = "") -> HttpResponse:
        context = {"object": self.thing, "formset": formset, "refusal": refusal}
        return render(self.request, "monitoring/scorecards/criteria.html", context)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        rows = Criterion.objects.filter(cycle=self.thing).order_by("position")
        initial = list(rows.values("title_ro", "title_ru", "title_en"))
        return self.page(CriteriaFormSet(initial=initial, prefix="criteria"))

    def post(self, request: Any, **kwargs: Any) -> HttpResponse:
        formset = CriteriaFormSet(request.POST, prefix="criteria")
        if not formset.is_valid():
            return self.page(formset)
        titles = [by_language(each, "title") for each in formset.cleaned_data if each.get("title_ro")]
        try:
            write_criteria(self.thing, by=request.user, titles=titles)
        except Refusal as refusal:
            return self.page(formset, str(refusal))
        messages.success(request, _("Criteria saved."))
        return redirect(self.thing.get_absolute_url())


class GroupPage(CycleAct):
    """Record a focus group."""

    form_class = FocusGroupForm
    title = gettext_lazy("Record a focus group")
    intro = gettext_lazy("Counts only: no name, phone or age of anybody is kept.")

    def act(self, form: FocusGroupForm) -> FocusGroup:
        minutes = kept_file(form, by=self.request.user, owner=self.thing.facilitator)
        return record_focus_group(self.thing, by=self.request.user, minutes=minutes, **form.cleaned_data)


class InputPage(CycleAct):
    """Record an input."""

    form_class = InputForm
    title = gettext_lazy("Record an input")
    intro = gettext_lazy("What people are entitled to, and what is there, as documents show.")

    def act(self, form: InputForm) -> ScorecardCycle:
        evidence = kept_file(form, by=self.request.user, owner=self.thing.facilitator)
        given = form.cleaned_data
        item = record_input(
            self.thing,
            by=self.request.user,
            title=by_language(given, "title"),
            unit_label=by_language(given, "unit_label"),
            entitled=given["entitled"],
            present=given["present"],
            norm=given["norm"],
            source=given["source"],
            evidence=evidence,
        )
        return item.cycle


class OnCycle(ActPage):
    """An act on a thing that hangs on a cycle; the permission is asked of the cycle."""

    request: Any

    def get_queryset(self) -> QuerySet:
        mine = ScorecardCycle.objects.visible_to(self.request.user)
        parties = ("competence__authority__organization", "facilitator", "programme")
        return self.model.objects.filter(cycle__in=mine).select_related(*(f"cycle__{each}" for each in parties))

    def permission_object(self, thing: Any) -> ScorecardCycle:
        return thing.cycle

    def get_form(self, data: Any = None, files: Any = None) -> Any:
        return self.form_class(data)

    def back_url(self) -> str:
        return self.thing.cycle.get_absolute_url()

    def success_url(self, done: Any) -> str:
        return self.thing.cycle.get_absolute_url()


class AuditPage(OnCycle):
    """Audit an input."""

    model = InputItem
    permission = "monitoring.audit_inputs"
    form_class = AuditForm
    title = gettext_lazy("Audit an input")
    template_name = "monitoring/scorecards/audit.html"

    def act(self, form: AuditForm) -> InputItem:
        return audit_input(self.thing, by=self.request.user, **form.cleaned_data)


class VoidGroupPage(OnCycle):
    """Leave a defective focus group out of every figure."""

    model = FocusGroup
    permission = "monitoring.control_scorecard"
    form_class = ReasonForm
    title = gettext_lazy("Leave a focus group out")
    intro = gettext_lazy("Only for a defect of the meeting itself. The public reads the reason; the counts are kept.")

    def act(self, form: ReasonForm) -> FocusGroup:
        return void_focus_group(self.thing, by=self.request.user, reason=form.cleaned_data["reason"])


class FieldSheet(CycleScope, DetailPage):
    """The blank score sheet, on paper, for a room without a computer."""

    template_name = "monitoring/scorecards/sheet.html"
    permission = "monitoring.run_scorecard"

    def facts(self, thing: ScorecardCycle) -> dict[str, Any]:
        if thing.status == ScorecardStatus.CANCELLED:
            raise Http404
        criteria = Criterion.objects.filter(cycle=thing).order_by("position")
        return {"criteria": list(criteria), "scores": range(1, 6)}
