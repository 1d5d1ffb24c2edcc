"""Pages of a person's shelf: filters they saved, files and batches that they had made."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views import View

from kernel import clock
from kernel.exports import may_fetch
from kernel.models import BatchRun, Export, Outcome, SavedFilter
from kernel.requests import PersonRequest
from kernel.saved import keep_filter, remove_filter
from kernel.shelves import named_circles_of
from kernel.spreadsheets import Heading, write_csv
from kernel.views.details import Scoped
from kernel.views.forms import ActPage

LATEST = 50
ROWS_SHOWN = 500


def list_title(path: str) -> str:
    """The title of the list at `path`; an empty text where there is none any more."""
    try:
        found = resolve(path).func
    except Resolver404:
        return ""
    return str(getattr(getattr(found, "view_class", None), "title", ""))


class FilterForm(forms.Form):
    """A name for a filter, whether the list opens with it, and which colleagues use it too."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    is_default = forms.BooleanField(label=gettext_lazy("Open the list with it"), required=False)
    circle = forms.TypedChoiceField(
        label=gettext_lazy("Who else uses it"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, circles: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = [(key, _("Colleagues of %(name)s") % {"name": name}) for key, name in circles]
        self.fields["circle"].choices = [("", _("only I")), *colleagues]  # type: ignore[attr-defined]  # a choice field


class FilterNew(ActPage):
    """Keep the filter of a list under a name."""

    form_class = FilterForm
    title = gettext_lazy("Save this filter")
    button = gettext_lazy("Save")
    done = gettext_lazy("The filter is saved; it stands above the list.")

    def find(self) -> None:
        """Nothing yet. The address names the list and the filter."""
        self.path = self.request.POST.get("path") or self.request.GET.get("path", "")
        self.query = self.request.POST.get("query") or self.request.GET.get("query", "")
        if not list_title(self.path) or not self.path.startswith("/workspace/"):
            raise Http404

    def get_form(self, data: Any = None, files: Any = None) -> FilterForm:
        form = FilterForm(data, circles=named_circles_of(self.request.user))
        for name, value in (("path", self.path), ("query", self.query)):
            form.fields[name] = forms.CharField(widget=forms.HiddenInput, initial=value, required=False)
        return form

    def facts(self) -> dict[str, Any]:
        return {"intro": _("List: %(list)s") % {"list": list_title(self.path)}}

    def back_url(self) -> str:
        return f"{self.path}?{self.query}"

    def act(self, form: Any) -> SavedFilter:
        facts = form.cleaned_data
        return keep_filter(
            by=self.request.user,
            path=self.path,
            query=self.query,
            name=facts["name"],
            circle=facts["circle"],
            is_default=facts["is_default"],
        )

    def success_url(self, done: SavedFilter) -> str:
        return done.url


class FilterEdit(ActPage):
    """Change the name of a filter, who uses it, and whether the list opens with it."""

    model = SavedFilter
    form_class = FilterForm
    title = gettext_lazy("Change the saved filter")
    done = gettext_lazy("Saved.")

    def get_form(self, data: Any = None, files: Any = None) -> FilterForm:
        initial = {"name": self.thing.name, "is_default": self.thing.is_default, "circle": self.thing.circle}
        return FilterForm(data, circles=named_circles_of(self.request.user), initial=initial)

    def act(self, form: Any) -> SavedFilter:
        facts = form.cleaned_data
        row = self.thing
        return keep_filter(by=self.request.user, path=row.path, query=row.query, existing=row, **facts)

    def back_url(self) -> str:
        return reverse("kernel:shelf")

    def success_url(self, done: SavedFilter) -> str:
        return reverse("kernel:shelf")


class FilterRemove(Scoped):
    """Take a saved filter away; the list stays."""

    model = SavedFilter

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        remove_filter(self.find(), by=request.user)
        messages.success(request, _("The filter is removed."))
        return redirect("kernel:shelf")


class Shelf(View):
    """Everything of one's own: saved filters, files, batches."""

    def get(self, request: PersonRequest) -> HttpResponse:
        filters = list(SavedFilter.objects.visible_to(request.user).order_by("path", "name", "pk"))
        exports = list(Export.objects.visible_to(request.user).order_by("-asked_at", "-pk")[:LATEST])
        counts = Count("rows", filter=Q(rows__outcome=Outcome.DONE)), Count("rows")
        runs = BatchRun.objects.visible_to(request.user).annotate(done=counts[0], whole=counts[1])
        batches = list(runs.order_by("-asked_at", "-pk")[:LATEST])
        context = {
            "filters": [(each, list_title(each.path)) for each in filters],
            "exports": exports,
            "batches": batches,
            "has_demo": any(each.is_demo for each in [*exports, *batches]),
        }
        return render(request, "pages/shelf.html", context)


class ExportPage(Scoped):
    """How far a file is, and the file."""

    model = Export

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        export = self.find()
        context = {"object": export, "can_fetch": may_fetch(export, request.user)}
        response = render(request, "pages/export.html", context)
        response["Cache-Control"] = "private, no-store"
        return response


class ExportFile(Scoped):
    """The file itself; whether the person may still read it is asked again."""

    model = Export

    def get(self, request: PersonRequest, **kwargs: Any) -> FileResponse:
        export = self.find()
        if not may_fetch(export, request.user):
            raise Http404
        response = FileResponse(
            export.file.open("rb"),
            as_attachment=True,
            filename=export.filename,
            content_type=export.content_type,
        )
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        return response


class BatchPage(Scoped):
    """What became of each row of a batch; `?format=csv` gives it as a file."""

    model = BatchRun

    def get(self, request: PersonRequest, **kwargs: Any) -> Any:
        run = self.find()
        rows = run.rows.order_by("order")
        if request.GET.get("format") == "csv":
            return self.file(run, rows)
        counts = dict(rows.values_list("outcome").annotate(number=Count("pk")).order_by())
        context = {
            "object": run,
            "counts": [(outcome, outcome.label, counts.get(outcome.value, 0)) for outcome in Outcome],
            "whole": sum(counts.values()),
            "waiting": counts.get(Outcome.WAITING.value, 0),
            "rows": list(rows[:ROWS_SHOWN]),
            "shown": ROWS_SHOWN,
        }
        return render(request, "pages/batch_result.html", context)

    def file(self, run: BatchRun, rows: Any) -> StreamingHttpResponse:
        """Row by row, as CSV."""
        headings = [Heading(_("No.")), Heading(_("What")), Heading(pgettext("batch", "Result")), Heading(_("Why"))]
        lines = ([each.order, each.label, str(Outcome(each.outcome).label), each.reason] for each in rows)
        mark = str(_("Demo data")) if run.is_demo else ""
        response = StreamingHttpResponse(write_csv(headings, lines, mark=mark), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="batch-{run.pk}-{clock.today():%Y-%m-%d}.csv"'
        return response
