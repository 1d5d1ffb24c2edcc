"""The pages on which counts are typed: one focus group, one group of staff. They save themselves as drafts."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from kernel.refusals import Refusal
from kernel.views import Scoped
from monitoring.actions.ballots import record_group_counts, record_provider_scores, save_counts_draft
from monitoring.forms.counts import HEADS, CountsForm
from monitoring.models import CountsDraft, Criterion, FocusGroup, ScorecardCycle, ScorecardStatus, StaffGroup
from monitoring.queries.scorecard_page import recorded_for_group, recorded_for_staff
from monitoring.views.scorecards import CycleScope


class CountsPage(Scoped, View):
    """A table of counts: shown to those who keep them, typed by those who run the cycle while it collects."""

    request: Any
    permission = "monitoring.view_counts"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.thing = self.find()
        self.cycle: ScorecardCycle = self.permission_object(self.thing)
        self.demand(self.thing)
        is_open = self.cycle.status == ScorecardStatus.COLLECTING
        self.can_type = is_open and request.user.has_perm("monitoring.run_scorecard", self.cycle)
        self.criteria = list(Criterion.objects.filter(cycle=self.cycle).order_by("position"))
        return super().dispatch(request, *args, **kwargs)

    def recorded(self) -> dict[int, Any]:
        """The counts that are recorded, by id of criterion."""
        raise NotImplementedError

    def drafts(self) -> QuerySet[CountsDraft]:
        """The draft of this table, if there is one."""
        raise NotImplementedError

    def keep(self, typed: dict[str, str]) -> CountsDraft:
        """Save what was typed as a draft."""
        raise NotImplementedError

    def record(self, counts: dict[int, list[int]]) -> Any:
        """Record the counts."""
        raise NotImplementedError

    def facts(self) -> dict[str, Any]:
        """What the page prints beside the table."""
        raise NotImplementedError

    def page(self, form: CountsForm, draft: CountsDraft | None = None) -> HttpResponse:
        context = {
            "object": self.cycle,
            "form": form,
            "heads": HEADS,
            "can_type": self.can_type,
            "draft": draft,
            "autosave_url": f"{self.request.path}draft/",
            **self.facts(),
        }
        return render(self.request, "monitoring/scorecards/counts.html", context)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if kwargs.get("is_draft"):
            raise Http404
        draft = self.drafts().first() if self.can_type else None
        recorded = {} if draft else self.recorded()
        initial = draft.typed if draft else None
        return self.page(CountsForm(criteria=self.criteria, recorded=recorded, initial=initial), draft)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = CountsForm(request.POST, criteria=self.criteria, recorded={})
        if kwargs.get("is_draft"):
            return self.save_draft(form)
        if not form.is_valid():
            return self.page(form)
        try:
            self.record(form.counts())
        except Refusal as refusal:
            form.mark_rows(refusal.fields)
            form.add_error(None, str(refusal))
            return self.page(form)
        messages.success(request, _("Counts recorded."))
        return redirect(self.cycle.get_absolute_url())

    def save_draft(self, form: CountsForm) -> HttpResponse:
        """The answer to a page that saves itself."""
        try:
            draft = self.keep(form.typed())
        except Refusal as refusal:
            return JsonResponse({"error": str(refusal)}, status=409)
        return JsonResponse({"saved_at": f"{timezone.localtime(draft.saved_at):%H:%M}"})


class GroupCountsPage(CountsPage):
    """Counts of a focus group."""

    model = FocusGroup

    def get_queryset(self) -> QuerySet:
        mine = ScorecardCycle.objects.visible_to(self.request.user)
        parties = ("competence__authority__organization", "facilitator", "programme")
        return FocusGroup.objects.filter(cycle__in=mine).select_related(*(f"cycle__{each}" for each in parties))

    def permission_object(self, thing: FocusGroup) -> ScorecardCycle:
        return thing.cycle

    def recorded(self) -> dict[int, Any]:
        return recorded_for_group(self.thing)

    def drafts(self) -> QuerySet[CountsDraft]:
        return CountsDraft.objects.filter(focus_group=self.thing)

    def keep(self, typed: dict[str, str]) -> CountsDraft:
        return save_counts_draft(self.cycle, by=self.request.user, typed=typed, group=self.thing)

    def record(self, counts: dict[int, list[int]]) -> Any:
        return record_group_counts(self.thing, by=self.request.user, counts=counts)

    def facts(self) -> dict[str, Any]:
        return {"title": str(self.thing.get_kind_display()), "group": self.thing, "most": self.thing.participants}


class StaffCountsPage(CycleScope, CountsPage):
    """Counts of one group of staff."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if kwargs["staff_group"] not in StaffGroup.values:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def staff_group(self) -> str:
        """Which staff, as the address says."""
        return str(self.kwargs["staff_group"])

    def recorded(self) -> dict[int, Any]:
        return recorded_for_staff(self.cycle, self.staff_group)

    def drafts(self) -> QuerySet[CountsDraft]:
        return CountsDraft.objects.filter(cycle=self.cycle, staff_group=self.staff_group)

    def keep(self, typed: dict[str, str]) -> CountsDraft:
        return save_counts_draft(self.cycle, by=self.request.user, typed=typed, staff_group=self.staff_group)

    def record(self, counts: dict[int, list[int]]) -> Any:
        return record_provider_scores(self.cycle, self.staff_group, by=self.request.user, counts=counts)

    def facts(self) -> dict[str, Any]:
        label = StaffGroup(self.staff_group).label
        return {"title": str(label), "group": None, "most": None}
