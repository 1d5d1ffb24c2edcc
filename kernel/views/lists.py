"""Lists: filters, search, order and page stand in the address; files hold exactly what is shown."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from kernel import clock
from kernel.compiled import Among, compiled
from kernel.filters import HouseFilterSet
from kernel.keeping import facts_version, keep
from kernel.listing import ListedPage, order, page_of, with_keys
from kernel.neighbours import carrying
from kernel.requests import PersonRequest
from kernel.saved import filters_for, offers
from kernel.spreadsheets import Sheet, write_csv, write_workbook
from kernel.tables import Summary, Table, tick
from kernel.views.batching import BatchedList

CHUNK = 500
MANY = 1_000  # rows from which on it is dearer to count them than to ask whether something was done since
OF_PAGE = frozenset({"page", "sort", "format"})  # what the address asks for that changes nothing of the whole list
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _lean(queryset: models.QuerySet, reads: tuple[str, ...], table: Table | type[Table]) -> models.QuerySet:
    return carrying(queryset.only(*reads), table.readers())


@compiled
def _rows(model: type[models.Model], reads: tuple[str, ...], table: type[Table], *, keys: Any) -> models.QuerySet:
    return _lean(model._default_manager.filter(Among("pk", keys)).order_by(), reads, table)


class ListPage(BatchedList):
    """A list of things that this person sees, in a number of queries that does not grow with it.

    `model.objects.visible_to(user)` is the scope, or what `get_queryset` says. What the table prints of other tables
    stands in `select_related`, or `printed` says it. Where the columns that are read of the row itself stand in
    `reads`, it carries what the table prints of its neighbours (`kernel.neighbours`), of which no things are made.
    """

    request: PersonRequest
    model: ClassVar[Any]
    table_class: ClassVar[type[Table]]
    filterset_class: ClassVar[type[HouseFilterSet]]
    title: str | Promise = ""
    intro: str | Promise = ""
    template_name: ClassVar[str] = "pages/list.html"
    select_related: ClassVar[tuple[str, ...]] = ()
    reads: ClassVar[tuple[str, ...]] = ()
    # For a list that grows for ever: what it comes to is counted once for each person and filter, and kept until
    # something is done anywhere (docs/adr/0119-what-a-long-list-comes-to-is-kept.md).
    keeps_summary: ClassVar[bool] = False

    def get_queryset(self) -> models.QuerySet:
        """The rows that this person sees."""
        return self.model.objects.visible_to(self.request.user)

    def get_table(self) -> Table:
        """The table, when `self.filters` are known; override where this person's has other columns."""
        return self.table_class()

    def printed(self, queryset: models.QuerySet) -> models.QuerySet:
        """`queryset` with all that the table prints of each row, which is read for one page or file alone."""
        if self.reads:
            return _lean(queryset, self.reads, self.table)
        return queryset.select_related(*self.select_related) if self.select_related else queryset

    def rows_of(self, queryset: models.QuerySet, keys: list[int]) -> Iterable[Any]:
        """The rows of the page, which have `keys` of `queryset`, in any order."""
        if self.reads:
            return _rows(queryset.model, self.reads, type(self.table), keys=keys)
        return self.printed(with_keys(queryset, keys))

    def facts(self) -> dict[str, Any]:
        """What the template prints beside the list; `self.listed` is the page of it."""
        return {}

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponseBase:
        self.saved = filters_for(request.path, request.user) if self.is_of_workspace() else []
        if not request.GET:
            chosen = next((each for each in self.saved if each.is_default and each.person == request.user.pk), None)
            if chosen is not None:
                return redirect(chosen.url)
        self.sort = request.GET.get("sort") or self.table_class.default_sort
        self.filters = self.filterset_class(request.GET, self.get_queryset(), request=request)
        self.table = self.get_table()
        queryset = self.filters.qs if self.filters.form.is_valid() else self.get_queryset().none()
        ordered = order(queryset, *self.table.order_by(queryset.model, self.sort))
        wanted = request.GET.get("format")
        if wanted in {"csv", "xlsx"}:
            return self.file(self.printed(ordered), wanted)
        summary = self.summary(queryset)
        number = request.GET.get("page", "1")
        listed = page_of(ordered, number, rows=self.rows_of, count=summary.count)
        return self.page(queryset.model, listed, summary)

    def summary(self, queryset: models.QuerySet) -> Summary:
        """What the whole list comes to; a long one's is kept, where it `keeps_summary`."""
        if not self.keeps_summary:
            return self.table.summary(queryset)
        asked = sorted((name, self.request.GET.getlist(name)) for name in self.request.GET if name not in OF_PAGE)
        key = ("summary", self.request.path, str(self.request.user.pk), get_language() or "", repr(asked))
        return keep(key, facts_version(), lambda: self.table.summary(queryset), worth=lambda found: found.count >= MANY)

    def is_of_workspace(self) -> bool:
        """Whether it is a list of the workspace, where people keep filters; public ones are the same for everybody."""
        return self.request.path.startswith("/workspace/") and self.request.user.is_authenticated

    def page(self, model: type[models.Model], listed: ListedPage, summary: Summary) -> HttpResponse:
        """The list on a page."""
        self.listed = listed
        context = {
            "title": self.title,
            "intro": self.intro,
            "table": self.table,
            "heads": self.table.heads(model, self.sort),
            "rows": self.table.rows(listed.rows),
            "totals": summary.totals,
            "listed": listed,
            "filters": self.filters,
            "has_demo": any(self.table.is_demo(thing) for thing in listed.rows),
            **self.shelf_facts(listed),
            **self.facts(),
        }
        if context.get("batch_acts"):
            pairs = zip(listed.rows, context["rows"], strict=True)
            context["rows"] = [[tick(thing.pk, cells[0].value), *cells] for thing, cells in pairs]
        return render(self.request, self.template_name, context)

    def shelf_facts(self, listed: ListedPage) -> dict[str, Any]:
        """The filters that this person or a colleague kept, and the acts on many rows with what they need."""
        if not self.is_of_workspace():
            return {}
        query, known = self.request.GET.urlencode(), self.filters.form.fields
        return {
            "saved_filters": offers(self.saved, self.request.user, query, known),
            "list_query": query,
            "has_default": any(each.is_default and each.person == self.request.user.pk for each in self.saved),
            **self.batch_facts(listed.count),
        }

    def file(self, queryset: models.QuerySet, kind: str) -> HttpResponseBase:
        """The whole list as it is filtered and sorted, as CSV or XLSX, with memory that does not grow with it."""
        name = f"{slugify(str(self.title)) or self.model._meta.model_name}-{clock.today():%Y-%m-%d}.{kind}"
        lines = self.table.lines(queryset.iterator(chunk_size=CHUNK))
        if kind == "csv":
            response: HttpResponseBase = StreamingHttpResponse(
                write_csv(self.table.headings(), lines), content_type="text/csv; charset=utf-8"
            )
            response["Content-Disposition"] = f'attachment; filename="{name}"'
            return response
        sheet = Sheet(str(self.title), self.table.headings(), lines)
        return FileResponse(
            write_workbook([sheet], notes=self.notes()), as_attachment=True, filename=name, content_type=XLSX
        )

    def notes(self) -> list[tuple[str, str]]:
        """What a file says about itself: what it lists, how it was filtered, when it was made."""
        made = clock.now()
        rows = [
            (_("List"), str(self.title)),
            (pgettext("file", "Made on"), f"{made:%Y-%m-%d}"),
            (_("Address"), self._address()),
        ]
        return [*rows, *((each.label, each.value) for each in self.filters.chosen)]

    def _address(self) -> str:
        return self.request.build_absolute_uri(self.request.path)
