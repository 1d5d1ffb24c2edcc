"""The parts of a programme: its statements, its partners and its plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _

from grants.actions.programmes.funding import add_funding_line, correct_funding_line, remove_funding_line
from grants.forms.programmes.facts import PartnerForm, StatementForm
from grants.forms.programmes.funding import FundingForm, FundingFormSet
from grants.models import Programme, ProgrammePartner, ProgrammeStatement
from kernel.money import Money
from kernel.notices import say_done
from kernel.refusals import Refusal
from kernel.views import FormPage
from kernel.views.forms import show_refusal


class PartOfProgramme(FormPage):
    """A part is found within its programme, and asks the permission of the programme."""

    permission = "grants.manage_programme"
    part: Any

    def find(self) -> Any:
        programmes = Programme.objects.visible_to(self.request.user)
        self.programme = get_object_or_404(programmes, pk=self.kwargs["programme"])
        if "pk" not in self.kwargs:
            return None
        return get_object_or_404(self.part, programme=self.programme, pk=self.kwargs["pk"])

    def permission_object(self, thing: Any) -> Programme:
        return self.programme

    def back_url(self) -> str:
        return self.programme.get_absolute_url()

    def success_url(self, done: Any) -> str:
        return self.programme.get_absolute_url()


class PartPage(PartOfProgramme):
    """A new part, or one that stands; a plain record, kept as it is filled in."""

    def get_form(self, data: Any = None, files: Any = None) -> Any:
        return self.form_class(data, files, instance=self.thing, programme=self.programme)  # type: ignore[call-arg]


class PartRemoval(PartOfProgramme):
    """Take a part out."""

    title = _("Remove")
    button = _("Remove")

    form_class = forms.Form
    done = _("Removed.")

    def facts(self) -> dict[str, Any]:
        return {"intro": str(self.thing)}

    def save(self, form: Any) -> Programme:
        self.thing.delete()
        return self.programme


class StatementPage(PartPage):
    """A statement in three languages."""

    part = ProgrammeStatement
    form_class = StatementForm
    title = _("Statement")


class StatementRemoval(PartRemoval):
    """Take a statement out."""

    part = ProgrammeStatement


class PartnerPage(PartPage):
    """A partner and its role."""

    part = ProgrammePartner
    form_class = PartnerForm
    title = _("Partner")


class PartnerRemoval(PartRemoval):
    """Take a partner out."""

    part = ProgrammePartner


class FundingPage(FormPage):
    """The plan by year and donor: all lines on one page, kept together or not at all."""

    model = Programme
    permission = "grants.manage_programme"
    template_name = "grants/programmes/funding.html"
    title = _("What donors planned")
    done = _("The plan is saved.")
    change = _("The public page of the project shows what is planned now.")

    def get_form(self, data: Any = None, files: Any = None) -> Any:
        lines = self.thing.funding_lines.order_by("pk")
        initial = list(lines.values("pk", "donor", "year", "amount", "currency"))
        return FundingFormSet(data, initial=initial, form_kwargs={"programme": self.thing}, prefix="lines")

    def post(self, request: Any, **kwargs: Any) -> HttpResponse:
        formset = self.get_form(request.POST)
        if not formset.is_valid() or not self._keep(formset):
            return self.page(formset)
        say_done(request, str(self.done), change=self.change, public=self.thing)
        return redirect(self.success_url(self.thing))

    def _keep(self, formset: Any) -> bool:
        """Whether every line was taken; a refusal stands at its line, and then nothing was kept."""
        with transaction.atomic():
            for line in formset.forms:
                try:
                    self._keep_line(line)
                except Refusal as refusal:
                    show_refusal(line, refusal)
                    transaction.set_rollback(True)
                    return False
        return True

    def _keep_line(self, form: FundingForm) -> None:
        data, by = form.cleaned_data, self.request.user
        line = self.thing.funding_lines.filter(pk=form.initial["pk"]).first() if form.initial.get("pk") else None
        if data.get("DELETE"):
            if line is not None:
                remove_funding_line(line, by=by)
            return
        if not data.get("amount") and line is None:
            return
        amount = Money(data["amount"], data["currency"])
        if line is None:
            add_funding_line(self.thing, year=data["year"], donor=data["donor"], amount=amount, by=by)
        elif amount.amount != line.amount:
            correct_funding_line(line, amount=amount, by=by)
