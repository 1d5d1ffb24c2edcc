"""Pages of commitments: list, one promise, and the acts on it."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kernel.views import ActPage, DetailPage, ListPage
from monitoring.actions.commitments import (
    claim_commitment,
    close_as_not_kept,
    postpone_commitment,
    record_commitment,
    return_claim,
    verify_commitment,
)
from monitoring.filters.scorecards import CommitmentFilter
from monitoring.forms.commitments import ClaimForm, CommitmentForm, NoteForm, PostponeForm
from monitoring.forms.scorecards import ReasonForm, by_language
from monitoring.lifecycles.scorecards import COMMITMENT
from monitoring.models import Commitment, CommitmentStatus
from monitoring.queries.promises import promise_of
from monitoring.tables.scorecards import CommitmentTable
from monitoring.views.scorecards import CycleAct, kept_file
from organizations.queries import activity

ON_PAGE_OF_AUTHORITY = {
    "record": _("The public page of the authority shows the promise."),
    "claim": _("The public page of the authority says that the promise is claimed as done."),
    "verify": _("The public page of the authority counts the promise as kept."),
    "return": _("The public page of the authority shows the promise as open again."),
    "not_kept": _("The public page of the authority shows the promise as not kept."),
    "postpone": _("The public page of the authority shows the first date and the new one."),
}


class CommitmentScope:
    """Commitments that this person sees."""

    model = Commitment
    request: Any

    def get_queryset(self) -> QuerySet:
        rows = Commitment.objects.visible_to(self.request.user)
        return rows.select_related(
            "owner", "criterion", "cycle__facilitator", "cycle__programme", "cycle__competence__authority__organization"
        )


class CommitmentList(CommitmentScope, ListPage):
    """The promises that a person keeps, follows or verifies."""

    table_class = CommitmentTable
    filterset_class = CommitmentFilter
    title = _("Public promises")


class CommitmentPage(CommitmentScope, DetailPage):
    """One promise, with both due dates, its postponements and its proof."""

    template_name = "monitoring/commitments/commitment.html"
    permission = "monitoring.view_commitment"
    lifecycle = COMMITMENT
    place = "commitment"

    def facts(self, thing: Commitment) -> dict[str, Any]:
        is_made = thing.status == CommitmentStatus.MADE
        return {
            "promise": promise_of(thing),
            "may_postpone": is_made and self.request.user.has_perm("monitoring.own_commitment", thing),
            "activities": activity.of(thing, limit=30),
        }


class RecordCommitmentPage(CycleAct):
    """Record a promise after the interface meeting."""

    change = ON_PAGE_OF_AUTHORITY["record"]
    title = _("Record a promise")
    intro = _("The authority is the owner. The due date of today stays visible for ever.")

    def get_form(self, data: Any = None, files: Any = None) -> CommitmentForm:
        return CommitmentForm(data, cycle=self.thing, initial=self.get_initial())

    def get_initial(self) -> dict[str, Any]:
        meeting = getattr(self.thing, "interface_meeting", None)
        return {"made_on": meeting.held_on if meeting else None}

    def act(self, form: CommitmentForm) -> Commitment:
        given = form.cleaned_data
        return record_commitment(
            self.thing,
            by=self.request.user,
            text=by_language(given, "text"),
            due_on=given["due_on"],
            made_on=given["made_on"],
            criterion=given["criterion"],
        )


class CommitmentAct(CommitmentScope, ActPage):
    """An act on a promise that asks for something first."""

    request: Any
    permission = "monitoring.verify_commitment"
    form_class: ClassVar[type[forms.BaseForm]] = ReasonForm

    def get_form(self, data: Any = None, files: Any = None) -> Any:
        return self.form_class(data, files) if data is not None else self.form_class()


class ClaimPage(CommitmentAct):
    """The owner says that it is done."""

    permission = "monitoring.own_commitment"
    form_class = ClaimForm
    change = ON_PAGE_OF_AUTHORITY["claim"]
    title = _("Say that the promise is kept")
    intro = _("Somebody who is not of the authority will then verify it.")

    def act(self, form: ClaimForm) -> Commitment:
        evidence = kept_file(form, by=self.request.user, owner=self.thing.owner)
        note = form.cleaned_data["note"]
        return claim_commitment(self.thing, by=self.request.user, note=note, evidence=evidence)


class VerifyPage(CommitmentAct):
    """Confirm that it was kept."""

    form_class = NoteForm
    change = ON_PAGE_OF_AUTHORITY["verify"]
    title = _("Verify that the promise was kept")
    intro = _("Say how you saw it. The public reads it.")

    def act(self, form: NoteForm) -> Commitment:
        return verify_commitment(self.thing, by=self.request.user, note=form.cleaned_data["note"])


class ReturnClaimPage(CommitmentAct):
    """Send a claim back."""

    change = ON_PAGE_OF_AUTHORITY["return"]
    title = _("Return: not done yet")

    def act(self, form: ReasonForm) -> Commitment:
        return return_claim(self.thing, by=self.request.user, reason=form.cleaned_data["reason"])


class NotKeptPage(CommitmentAct):
    """Close a promise that was not kept."""

    change = ON_PAGE_OF_AUTHORITY["not_kept"]
    title = _("Close as not kept")
    intro = _("The promise stays in the public list. The public reads the reason.")

    def act(self, form: ReasonForm) -> Commitment:
        return close_as_not_kept(self.thing, by=self.request.user, reason=form.cleaned_data["reason"])


class PostponePage(CommitmentAct):
    """Set a later due date."""

    permission = "monitoring.own_commitment"
    form_class = PostponeForm
    change = ON_PAGE_OF_AUTHORITY["postpone"]
    title = _("Postpone the promise")
    intro = _("The first due date stays beside the new one.")

    def act(self, form: PostponeForm) -> Commitment:
        return postpone_commitment(self.thing, by=self.request.user, **form.cleaned_data)
