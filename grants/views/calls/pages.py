"""Pages of calls: list, one call, its facts, and the acts on it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy

from grants.actions.awards.lists import publish_results
from grants.actions.calls import life as acts
from grants.filters.calls import CallFilters
from grants.forms.calls.facts import CallForm, ReasonForm
from grants.lifecycles import CALL
from grants.models import Call, CallStatus, Programme
from grants.queries.applications.next_steps import call_sentence, call_steps
from grants.queries.calls.amendable import moments_of
from grants.queries.calls.ceilings import ceilings_of
from grants.queries.calls.design import design_of
from grants.queries.calls.intake import applicants_for, intake_of
from grants.queries.calls.sheet import sheet_of
from grants.queries.calls.untranslated import untranslated_of
from grants.queries.programmes.for_calls import programmes_for
from grants.tables.calls import CallTable
from grants.views.calls.amending import waiting_amendment
from grants.views.calls.extending import extensions_for
from kernel import clock
from kernel.views import ActButton, ActPage, DetailPage, FormPage, ListPage, MovePage
from organizations.queries.activity import folded
from organizations.queries.activity import of as activity_of


class CallList(ListPage):
    """Calls that concern the person; whoever prepares calls finds here for which projects."""

    model = Call
    table_class = CallTable
    filterset_class = CallFilters
    title = gettext_lazy("Calls")
    template_name = "grants/calls/list.html"
    select_related = ("programme",)

    def facts(self) -> dict[str, Any]:
        return {"programmes": programmes_for(self.request.user)}


class CallPage(DetailPage):
    """One call: where it is, what comes next, what it asks, and the buttons of this person."""

    model = Call
    template_name = "grants/calls/call.html"
    lifecycle = CALL
    place = "call"
    permission = "grants.view_call"

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("programme__implementer", "created_by", "approved_by")

    def facts(self, thing: Call) -> dict[str, Any]:
        user = self.request.user
        is_staff = user.has_perm("grants.manage_applications", thing) or user.has_perm("grants.view_ranking", thing)
        shared = {
            "sentence": call_sentence(thing),
            "applicants": applicants_for(thing, user) if thing.is_open else [],
            "mine": list(thing.applications.of_organizations(user).select_related("organization")),
            "versions": thing.versions.count(),
            "is_staff": is_staff,
        }
        return shared | (self._for_staff(thing) if is_staff else self._for_readers(thing))

    def _for_staff(self, thing: Call) -> dict[str, Any]:
        """The overview: where the call is, its pages with what is missing, and the work on applications."""
        user = self.request.user
        is_draft = thing.status == CallStatus.DRAFT
        can_write = user.has_perm("grants.change_call", thing)
        return {
            "steps": call_steps(thing),
            "pages": design_of(thing) if can_write else [],
            "can_change": is_draft and can_write,
            "can_amend": can_write and bool(moments_of(thing)),
            "can_manage": user.has_perm("grants.manage_applications", thing),
            "can_rank": user.has_perm("grants.view_ranking", thing),
            "extensions": extensions_for(thing, user),
            "can_extend": bool(thing.movable_stages()) and user.has_perm("grants.extend_call", thing),
            "can_publish_results": self._can_publish_results(thing, user),
            "intake": intake_of(thing) if thing.published_at else None,
            "waiting": waiting_amendment(thing, user),
            "untranslated": len(untranslated_of(thing)) if is_draft else 0,
            "rooms": ceilings_of(thing),
            "activities": folded(activity_of(thing)),
        }

    @staticmethod
    def _for_readers(thing: Call) -> dict[str, Any]:
        """Everything that the call says, for who may apply."""
        return {"sheet": sheet_of(thing), "today": clock.today()}

    @staticmethod
    def _can_publish_results(call: Call, user: Any) -> bool:
        is_due = call.status == CallStatus.DECIDED and call.results_published_at is None
        return is_due and user.has_perm("grants.publish_results", call)


class CallFacts(FormPage):
    """What the pages that write the facts of a call share."""

    form_class = CallForm
    template_name = "pages/form.html"

    def programme(self) -> Programme:
        """The project of the call."""
        raise NotImplementedError

    def get_form(self, data: Any = None, files: Any = None) -> CallForm:
        return CallForm(data, files, instance=self.thing, programme=self.programme())


class CallNew(CallFacts):
    """A new call of one project."""

    model = Call
    title = gettext_lazy("New call")
    done = gettext_lazy("The draft of the call is stored. Now add what it asks and by which criteria it is judged.")
    keys = ()

    def programme(self) -> Programme:
        return get_object_or_404(programmes_for(self.request.user), code=self.kwargs["code"])

    def demand(self, thing: Any) -> None:
        if not self.request.user.has_perm("grants.create_call", self.programme()):
            raise PermissionDenied

    def save(self, form: CallForm) -> Call:
        data = form.cleaned_data
        call = form.save(commit=False)
        return acts.prepare_call(call, by=self.request.user, units=data["units"])


class CallEdit(CallFacts):
    """The facts of a draft."""

    model = Call
    permission = "grants.change_call"
    title = gettext_lazy("Facts of the call")

    def programme(self) -> Programme:
        return self.thing.programme

    def save(self, form: CallForm) -> Call:
        data = form.cleaned_data
        call = form.save(commit=False)
        return acts.revise_call(call, by=self.request.user, units=data["units"])


class CallMove(MovePage):
    """The moves that need nothing but a person who agrees."""

    model = Call
    lifecycle = CALL
    acts = {
        "approve": acts.approve_call,
        "reopen": acts.reopen_call,
        "publish": acts.publish_call,
        "start_review": acts.start_review,
        "archive": acts.archive_call,
    }
    texts = {
        "approve": gettext_lazy("You confirm that texts, amounts, questions and criteria are right."),
        "reopen": gettext_lazy("The approval falls away; the call must be approved again."),
        "publish": gettext_lazy("Everyone can read the call from now on, and apply until its deadline."),
        "start_review": gettext_lazy("Reviewers can score from now on."),
    }
    changes = {"publish": gettext_lazy("Everybody can read the call now.")}


class CallCancel(ActPage):
    """Cancel a call, with the reason."""

    model = Call
    permission = "grants.cancel_call"
    form_class = ReasonForm
    title = gettext_lazy("Cancel the call")
    intro = gettext_lazy("Everyone who has begun or submitted an application is told, with the reason.")
    button = gettext_lazy("Cancel the call")

    def act(self, form: ReasonForm) -> Call:
        return acts.cancel_call(self.thing, by=self.request.user, reason=form.cleaned_data["reason"])


class ResultsPublish(ActButton):
    """Publish the results of a decided call."""

    done = gettext_lazy("The results are published.")
    change = gettext_lazy("The page of the call names each grant from the moment its organisation accepts it.")

    def find(self) -> Call:
        return get_object_or_404(Call.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def act(self, thing: Call) -> Call:
        return publish_results(thing, by=self.request.user)
