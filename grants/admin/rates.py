"""Exchange rates for the operator: a file is tried and taken in the background, its page shows how far it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from import_export.admin import ExportMixin
from import_export.formats.base_formats import CSV, XLSX

from grants.actions.money.rate_imports import confirm_rates, enter_rates, send_rates, try_rates
from grants.models import ExchangeRate, RateImport
from grants.rate_rows import NAMES, ExchangeRateResource
from kernel.refusals import Refusal
from kernel.tasking import given_up
from kernel.views import PersonRequest

LATEST = 10
FIRST = 3  # mistakes that the list of files names; the page of the file names all
SECONDS = 3  # a page that waits for a job asks again after so many


class RatesForm(forms.Form):
    """The file."""

    file = forms.FileField(label=_("File of exchange rates (CSV or XLSX)"))


@dataclass(frozen=True)
class Sent:
    """A file that was sent. `is_broken`: its job was given up, by no fault of the file that could be named."""

    rate_import: RateImport
    is_broken: bool

    @property
    def first_errors(self) -> list[str]:
        """The first mistakes, each with its row and column."""
        return self.rate_import.errors[:FIRST]

    @property
    def more_errors(self) -> int:
        """How many mistakes there are beside them."""
        return max(len(self.rate_import.errors) - FIRST, 0)


def sent(rate_imports: Iterable[RateImport]) -> list[Sent]:
    """The files with what became of their jobs."""
    broken = {args[0] for _path, args in given_up(try_rates, enter_rates)}
    return [Sent(each, each.is_running and each.pk in broken) for each in rate_imports]


@admin.register(ExchangeRate)
class ExchangeRateAdmin(ExportMixin, admin.ModelAdmin):
    """Rates by day."""

    resource_classes = [ExchangeRateResource]
    formats = [CSV, XLSX]
    import_export_change_list_template = "admin/rates/list.html"
    list_display = ["rate_on", "base", "quote", "rate", "source"]
    list_filter = ["source", "base", "quote"]
    date_hierarchy = "rate_on"

    def get_urls(self) -> list[URLPattern]:
        """With the two pages of an import."""
        own = [
            path("import/", self.admin_site.admin_view(self.send), name="grants_exchangerate_import"),
            path("import/<int:pk>/", self.admin_site.admin_view(self.watch), name="grants_exchangerate_rates"),
        ]
        return own + super().get_urls()

    def send(self, request: PersonRequest) -> HttpResponse:
        """Send a file; below, the latest ones."""
        form = RatesForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            try:
                made = send_rates(form.cleaned_data["file"], by=request.user)
            except Refusal as refusal:
                form.add_error("file", str(refusal))
            else:
                return redirect("admin:grants_exchangerate_rates", made.pk)
        return self._page(request, "admin/rates/send.html", form=form, latest=self._latest(), names=NAMES)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The rates, and below them the files that were sent last."""
        return super().changelist_view(request, {"latest": self._latest(), **(extra_context or {})})

    def _latest(self) -> list[Sent]:
        return sent(RateImport.objects.select_related("document", "asked_by", "confirmed_by")[:LATEST])

    def watch(self, request: PersonRequest, pk: int) -> HttpResponse:
        """How far the file is, what is wrong with it, or what it changes; confirmed from here."""
        rate_import = get_object_or_404(RateImport.objects.select_related("document", "asked_by"), pk=pk)
        if request.method == "POST":
            try:
                confirm_rates(rate_import, by=request.user)
            except Refusal as refusal:
                messages.error(request, str(refusal))
            return redirect("admin:grants_exchangerate_rates", pk)
        (found,) = sent([rate_import])
        response = self._page(request, "admin/rates/watch.html", rate_import=rate_import, is_broken=found.is_broken)
        if rate_import.is_running and not found.is_broken:
            response["Refresh"] = str(SECONDS)
        return response

    def _page(self, request: HttpRequest, template: str, **facts: Any) -> HttpResponse:
        whole = self.admin_site.each_context(request) | {"title": _("Import exchange rates"), "opts": self.opts}
        return render(request, template, whole | facts)
