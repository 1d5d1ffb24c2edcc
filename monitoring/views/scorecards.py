"""Pages of scorecard cycles: list, plan, one cycle, its moves, meeting and corrections."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernel.views import ActPage, DetailPage, ListPage, MovePage
from monitoring.actions.cycles import cancel_cycle, freeze_draft, plan_cycle, reopen_draft, start_collecting
from monitoring.actions.meetings import hold_meeting
from monitoring.actions.replies import ask_for_reply
from monitoring.actions.snapshots import correct_snapshot, publish_snapshot
from monitoring.filters.scorecards import ScorecardFilter
from monitoring.forms.scorecards import MeetingForm, PlanForm, ReasonForm
from monitoring.lifecycles.scorecards import SCORECARD
from monitoring.models import ScorecardCycle
from monitoring.queries.scorecard_page import cycle_page
from monitoring.tables.scorecards import ScorecardTable
from organizations.actions.documents import store_upload
from organizations.models import Document, Organization, User
from organizations.queries import activity


class CycleScope:
    """Cycles that this person sees, with their parties."""

    model = ScorecardCycle
    request: Any

    def get_queryset(self) -> QuerySet:
        return ScorecardCycle.objects.visible_to(self.request.user).with_parties()


class ScorecardList(CycleScope, ListPage):
    """The cycles that a person runs, monitors or answers."""

    table_class = ScorecardTable
    filterset_class = ScorecardFilter
    title = _("Scorecards")
    template_name = "monitoring/scorecards/list.html"

    def facts(self) -> dict[str, Any]:
        return {"may_plan": self.request.user.has_perm("monitoring.plan_scorecard")}


class ScorecardPage(CycleScope, DetailPage):
    """One cycle: where it is, what comes next, who acts."""

    template_name = "monitoring/scorecards/scorecard.html"
    permission = "monitoring.view_scorecard"
    lifecycle = SCORECARD
    place = "scorecard"

    def facts(self, thing: ScorecardCycle) -> dict[str, Any]:
        user = self.request.user
        may = {
            name: user.has_perm(f"monitoring.{permission}", thing)
            for name, permission in (
                ("run", "run_scorecard"),
                ("counts", "view_counts"),
                ("audit", "audit_inputs"),
                ("control", "control_scorecard"),
                ("reply", "reply_to_scorecard"),
            )
        }
        return {
            "page": cycle_page(thing, with_counts=may["counts"]),
            "may": may,
            "activities": activity.of(thing, limit=30),
        }


class PlanPage(ActPage):
    """Plan a cycle."""

    request: Any
    form_class = PlanForm
    title = _("Plan a scorecard")
    intro = _("A scorecard judges one service of one authority, which must answer for it on all days of collection.")
    button = _("Plan")

    def find(self) -> None:
        return None

    def demand(self, thing: Any) -> None:
        if not self.request.user.has_perm("monitoring.plan_scorecard"):
            raise PermissionDenied

    def get_form(self, data: Any = None, files: Any = None) -> PlanForm:
        return PlanForm(data, user=self.request.user)

    def act(self, form: PlanForm) -> ScorecardCycle:
        given = form.cleaned_data
        return plan_cycle(
            by=self.request.user,
            title=form.titles(),
            competence=given["competence"],
            facilitator=given["facilitator"],
            programme=given["programme"],
            collects_from=given["collects_from"],
            collects_until=given["collects_until"],
        )

    def back_url(self) -> str:
        return reverse("monitoring:scorecards")


class CycleAct(CycleScope, ActPage):
    """An act on a cycle that asks for something first."""

    request: Any
    permission = "monitoring.run_scorecard"
    form_class: ClassVar[type[forms.BaseForm]] = ReasonForm

    def get_form(self, data: Any = None, files: Any = None) -> Any:
        return self.form_class(data, files) if data is not None else self.form_class()


def kept_file(form: Any, *, by: User, owner: Organization) -> Document | None:
    """The file of a form, taken out of its values and stored as a document of `owner`; None when none was chosen."""
    file = form.cleaned_data.pop("file")
    return store_upload(file, by=by, organization=owner) if file else None


class ReopenPage(CycleAct):
    """Open a frozen draft again."""

    permission = "monitoring.control_scorecard"
    title = _("Open the draft again")

    def act(self, form: ReasonForm) -> ScorecardCycle:
        return reopen_draft(self.thing, by=self.request.user, reason=form.cleaned_data["reason"])


class CancelPage(CycleAct):
    """End a cycle before its publication."""

    permission = "monitoring.control_scorecard"
    title = _("Cancel the cycle")
    intro = _("Nothing that was recorded is deleted, and nothing of this cycle will be published.")

    def act(self, form: ReasonForm) -> ScorecardCycle:
        return cancel_cycle(self.thing, by=self.request.user, reason=form.cleaned_data["reason"])


class CorrectPage(CycleAct):
    """Publish a further version."""

    permission = "monitoring.control_scorecard"
    title = _("Publish a corrected version")
    change = _("The public page of the authority shows the corrected version.")
    intro = _("The cycle as it stands now becomes the next version. Earlier versions stay readable.")

    def act(self, form: ReasonForm) -> ScorecardCycle:
        return correct_snapshot(self.thing, by=self.request.user, reason=form.cleaned_data["reason"]).cycle


class MeetingPage(CycleAct):
    """Record the interface meeting."""

    form_class = MeetingForm
    title = _("Record the interface meeting")

    def act(self, form: MeetingForm) -> ScorecardCycle:
        minutes = kept_file(form, by=self.request.user, owner=self.thing.facilitator)
        return hold_meeting(self.thing, by=self.request.user, minutes=minutes, **form.cleaned_data)


class ScorecardMove(CycleScope, MovePage):
    """The moves of a cycle that need nothing but a person who agrees."""

    lifecycle = SCORECARD
    acts = {
        "start_collecting": start_collecting,
        "freeze": freeze_draft,
        "ask_for_reply": ask_for_reply,
        "publish": publish_snapshot,
    }
    texts = {
        "start_collecting": _("After this the criteria can no longer be changed."),
        "freeze": _("After this no count can be changed."),
        "ask_for_reply": _(
            "The authority gets the frozen draft, with a link by which it can reply without an account. "
            "The term starts today."
        ),
        "publish": _("Everybody can read the scorecard then. What is published cannot be taken back, only corrected."),
    }
    changes = {"publish": _("The public page of the authority shows the scorecard.")}

    def public_thing(self, done: Any) -> ScorecardCycle:
        return self.thing
