"""What an applicant does with a submitted application: change it before the deadline, withdraw it."""

from typing import Any

from django.db import models
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants.actions.applications.applying import withdraw_application
from grants.actions.applications.copies import discard_changes, open_changes
from grants.forms.applications.after import WithdrawForm
from grants.models import Application, CopyPurpose
from kernel.views import ActButton, ActPage


class ChangesOpen(ActButton):
    """Open the working copy of a submitted application, or the one that is there."""

    def find(self) -> Application:
        rows = Application.objects.visible_to(self.request.user)
        return get_object_or_404(rows, reference=self.kwargs["reference"])

    def act(self, thing: Application) -> str:
        copy = open_changes(thing, by=self.request.user)
        return reverse("grants:application_step", args=[copy.reference, "facts"])


class ChangesDrop(ActPage):
    """Drop the changes that were not submitted."""

    model = Application
    permission = "grants.write_application"
    title = _("Drop the changes")
    intro = _("What you changed since you submitted is lost. What you submitted stays as it is and counts.")
    button = _("Drop the changes")
    done = _("The changes were dropped.")

    def find(self) -> Application:
        rows = Application.with_copies.visible_to(self.request.user).select_related("revises")
        where = {"revises__reference": self.kwargs["reference"], "purpose": CopyPurpose.CHANGE}
        copy: Application = get_object_or_404(rows, **where)
        return copy

    def act(self, form: Any) -> Application:
        return discard_changes(self.thing, by=self.request.user)


class Withdraw(ActPage):
    """Take an application back; a reason may be given."""

    model = Application
    permission = "grants.withdraw_application"
    form_class = WithdrawForm
    title = _("Withdraw the application")
    intro = _("The application is kept, but cannot be taken up again. You may begin a new one while the call is open.")
    button = _("Withdraw the application")
    done = _("The application was withdrawn.")

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("call__programme", "organization")

    def act(self, form: WithdrawForm) -> Application:
        return withdraw_application(self.thing, by=self.request.user, reason=form.cleaned_data["reason"])
