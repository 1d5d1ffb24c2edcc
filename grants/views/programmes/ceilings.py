"""Pages of the ceilings that hold for one recipient in a project."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants.actions.programmes.ceilings import end_ceiling, set_ceiling
from grants.forms.programmes.ceilings import CeilingForm, LastDayForm
from grants.models import Programme, RecipientCeiling
from kernel import clock
from kernel.views import ActPage, DetailPage


class CeilingList(DetailPage):
    """Every ceiling that bears on a project, in force or ended, with its source."""

    model = Programme
    permission = "grants.view_programme"
    template_name = "grants/programmes/ceilings.html"

    def facts(self, thing: Programme) -> dict[str, Any]:
        rows = RecipientCeiling.objects.for_programme(thing).select_related("programme", "donor", "set_by").distinct()
        return {
            "title": _("Most for one organisation"),
            "ceilings": list(rows.order_by("-valid_from", "pk")),
            "can_change": self.request.user.has_perm("grants.manage_programme", thing),
            "today": clock.today(),
        }


class CeilingAct(ActPage):
    """An act on a ceiling of one project; it goes back to the list."""

    model = Programme
    permission = "grants.manage_programme"

    def back_url(self) -> str:
        return reverse("grants:ceilings", args=[self.thing.pk])

    def success_url(self, done: Any) -> str:
        return self.back_url()


class CeilingNew(CeilingAct):
    """A new ceiling."""

    title = _("New ceiling for one organisation")
    button = _("Set the ceiling")
    done = _("The ceiling holds from its first day.")

    def get_form(self, data: Any = None, files: Any = None) -> CeilingForm:
        return CeilingForm(data, programme=self.thing)

    def act(self, form: CeilingForm) -> RecipientCeiling:
        return set_ceiling(form.save(commit=False), self.thing, by=self.request.user)


class CeilingEnd(CeilingAct):
    """The last day of a ceiling."""

    form_class = LastDayForm
    title = _("End a ceiling")
    intro = _("It stays in the list with its dates. For another amount, set a new one from the next day.")
    button = _("Set the last day")
    done = _("The last day is set.")

    def find(self) -> Programme:
        programme = get_object_or_404(Programme.objects.visible_to(self.request.user), pk=self.kwargs["programme"])
        rows = RecipientCeiling.objects.for_programme(programme).distinct()
        self.ceiling = get_object_or_404(rows, pk=self.kwargs["pk"])
        return programme

    def act(self, form: LastDayForm) -> RecipientCeiling:
        return end_ceiling(self.ceiling, self.thing, by=self.request.user, last_on=form.cleaned_data["last_on"])
