"""Pages on which a conflict of interest is declared: before the file opens, found later, and by staff."""

from typing import Any

from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants.actions.reviews.conflicts import declare_conflict, declare_own_conflict, find_conflict
from grants.forms.reviews.conflicts import ConflictForm, FoundConflictForm, OwnConflictForm
from grants.models import Application, Assignment, ConflictOfInterest
from grants.queries.reviews.veil import title_for, veil_of
from kernel.views import ActPage, PersonRequest


class ConflictPage(ActPage):
    """The declaration before the file opens."""

    model = Assignment
    permission = "grants.declare_conflict"
    form_class = ConflictForm
    template_name = "grants/reviews/declare.html"
    title = _("Conflict of interest")
    button = _("Declare")
    done = _("Thank you, your declaration is kept.")

    def get_queryset(self) -> models.QuerySet:
        related = ("application__organization", "application__call__programme")
        people = ("application__created_by", "application__saved_by", "application__submitted_by")
        return super().get_queryset().select_related(*related, *people)

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        return redirect(self.thing) if self.thing.conflict else super().get(request, **kwargs)

    def facts(self) -> dict[str, Any]:
        application = self.thing.application
        veil = veil_of(application)
        return {
            "application": application,
            "is_veiled": veil.is_on,
            "project": title_for(application, veil),
            "partners": [] if veil.is_on else [str(each.authority) for each in _partners(application)],
        }

    def act(self, form: ConflictForm) -> Assignment:
        data = form.cleaned_data
        has_conflict = data["has_conflict"] == "yes"
        return declare_conflict(self.thing, by=self.request.user, has_conflict=has_conflict, nature=data["nature"])

    def success_url(self, done: Assignment) -> str:
        return reverse("grants:reviews") if done.conflict == "declared" else done.get_absolute_url()

    def back_url(self) -> str:
        return reverse("grants:reviews")


def _partners(application: Application) -> models.QuerySet:
    return application.confirmations.select_related("authority__organization").exclude(status="declined")


class FoundConflictPage(ActPage):
    """A conflict found after reading, said by the reviewer."""

    model = Assignment
    permission = "grants.declare_conflict"
    form_class = FoundConflictForm
    title = _("I have a conflict of interest")
    intro = _(
        "The application closes to you for good. What you wrote is kept as it stands and does not count. Somebody else "
        "is asked to review."
    )
    button = _("Declare")
    done = _("Thank you, your declaration is kept.")

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("application__call__programme")

    def subject(self) -> str:
        return self.thing.application.reference

    def act(self, form: FoundConflictForm) -> Assignment:
        return find_conflict(self.thing, by=self.request.user, **form.cleaned_data)

    def success_url(self, done: Assignment) -> str:
        return reverse("grants:reviews")


class SetAsidePage(ActPage):
    """A conflict of a reviewer of which staff learn: the review is set aside."""

    model = Assignment
    permission = "grants.assign_reviewers"
    form_class = FoundConflictForm
    title = _("A conflict of the reviewer was found")
    intro = _("The application closes to the reviewer. The review is kept as it stands and does not count.")
    button = _("Set the review aside")
    done = _("The review was set aside.")

    def get_queryset(self) -> models.QuerySet:
        mine = Application.objects.visible_to(self.request.user)
        rows = Assignment.objects.filter(application__in=mine, withdrawn_at__isnull=True).exclude(conflict="declared")
        return rows.select_related("application__call__programme", "application__organization", "reviewer")

    def permission_object(self, thing: Assignment) -> Application:
        return thing.application

    def facts(self) -> dict[str, Any]:
        return {"title": f"{self.title}: {self.thing.application.reference}, {self.thing.reviewer}"}

    def act(self, form: FoundConflictForm) -> Assignment:
        return find_conflict(self.thing, by=self.request.user, **form.cleaned_data)

    def back_url(self) -> str:
        return reverse("grants:assignments", args=[self.thing.application.call.reference])

    def success_url(self, done: Assignment) -> str:
        return self.back_url()


class OwnConflictPage(ActPage):
    """Staff say that they have a conflict of interest with an application that they read."""

    model = Application
    permission = "grants.declare_own_conflict"
    form_class = OwnConflictForm
    title = _("I have a conflict of interest")
    intro = _(
        "The application closes to you for good, in lists, pages, files and exports, and you take no part in the "
        "decision of its call. Colleagues go on."
    )
    button = _("Declare")
    done = _("Thank you, your declaration is kept.")

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("call__programme", "organization")

    def act(self, form: OwnConflictForm) -> ConflictOfInterest:
        return declare_own_conflict(self.thing, by=self.request.user, **form.cleaned_data)

    def success_url(self, done: ConflictOfInterest) -> str:
        return reverse("grants:applications")
