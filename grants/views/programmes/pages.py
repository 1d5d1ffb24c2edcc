"""Programmes in the workspace: the list, one programme, and what a programme manager does to it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.actions.programmes import life as acts
from grants.filters.programmes import ProgrammeFilters
from grants.forms.programmes.facts import ProgrammeForm, WithdrawForm
from grants.lifecycles import PROGRAMME
from grants.models import Programme, ProgrammeStatus
from grants.queries.programmes.pages import papers_of, texts_of, with_planned
from grants.tables.programmes import ProgrammeTable
from kernel.steps import path
from kernel.views import ActPage, DetailPage, FormPage, ListPage, MovePage
from organizations.queries import activity

LIFE = (ProgrammeStatus.PREPARED, ProgrammeStatus.ACTIVE, ProgrammeStatus.COMPLETED)


class ProgrammeList(ListPage):
    """The programmes that this person's organisations implement or fund."""

    model = Programme
    table_class = ProgrammeTable
    filterset_class = ProgrammeFilters
    title = _("Projects")
    template_name = "grants/programmes/list.html"
    select_related = ("implementer",)

    def get_queryset(self) -> QuerySet[Programme]:
        return with_planned(super().get_queryset())

    def facts(self) -> dict[str, Any]:
        return {"may_create": self.request.user.has_perm("grants.create_programme")}


class ProgrammePage(DetailPage):
    """One programme: its facts, texts and plan, and the sections of other floors."""

    model = Programme
    permission = "grants.view_programme"
    template_name = "grants/programmes/programme.html"
    lifecycle = PROGRAMME
    place = "programme"

    def get_queryset(self) -> QuerySet[Programme]:
        return super().get_queryset().select_related("implementer", "source").prefetch_related("units")

    def facts(self, thing: Programme) -> dict[str, Any]:
        user = self.request.user
        may_manage = user.has_perm("grants.manage_programme", thing)
        is_told = thing.status != ProgrammeStatus.NOT_STATED
        return {
            "texts": texts_of(thing),
            "steps": path(ProgrammeStatus, LIFE, thing.status, is_over=True) if is_told else [],
            "papers": papers_of(thing, with_history=may_manage),
            "may_manage": may_manage,
            "may_book": user.has_perm("grants.book_entry", thing),
            "activities": activity.of(thing, limit=20),
        }


class ProgrammeFormPage(FormPage):
    """A new programme, or the facts of one; kept by their acts."""

    model = Programme
    form_class = ProgrammeForm
    template_name = "grants/programmes/form.html"

    def get_form(self, data: Any = None, files: Any = None) -> ProgrammeForm:
        return ProgrammeForm(data, files, instance=self.thing, user=self.request.user)


class ProgrammeCreate(ProgrammeFormPage):
    """A new programme."""

    permission = "grants.create_programme"
    title = _("New project")

    def permission_object(self, thing: Any) -> None:
        return None

    def save(self, form: ProgrammeForm) -> Programme:
        programme = acts.create_programme(form.save(commit=False), by=self.request.user)
        form.save_m2m()
        return programme

    def back_url(self) -> str:
        return reverse("grants:programme_list")


class ProgrammeEdit(ProgrammeFormPage):
    """The facts of one programme."""

    permission = "grants.manage_programme"
    title = _("Change the project")
    change = _("The public page of the project shows the new facts.")

    def save(self, form: ProgrammeForm) -> Programme:
        programme = acts.revise_programme(form.save(commit=False), by=self.request.user)
        form.save_m2m()
        return programme


class ProgrammeMove(MovePage):
    """Start, complete, cancel."""

    model = Programme
    lifecycle = PROGRAMME
    acts = {
        "start": acts.start_programme,
        "complete": acts.complete_programme,
        "cancel": acts.cancel_programme,
    }
    texts = {
        "complete": _("Calls and agreements that are still open keep their own course."),
        "cancel": _("This cannot be undone. It is possible only while no money has moved."),
    }


class ProgrammePublish(ActPage):
    """Let the public read the programme."""

    model = Programme
    permission = "grants.manage_programme"
    title = _("Publish the project")
    intro = _("Its page, money, grants and results become readable for everybody, in three languages.")
    button = _("Publish")
    change = _("The project has its public page.")

    def act(self, form: Any) -> Programme:
        return acts.publish_programme(self.thing, by=self.request.user)


class ProgrammeWithdraw(ActPage):
    """Take the programme out of the public's sight."""

    model = Programme
    form_class = WithdrawForm
    permission = "grants.manage_programme"
    title = _("Withdraw from the public")
    intro = _("The public page disappears, and so do the grants and calls of this project.")
    button = pgettext_lazy("publication", "Withdraw")

    def act(self, form: WithdrawForm) -> Programme:
        return acts.withdraw_programme(self.thing, reason=form.cleaned_data["reason"], by=self.request.user)
