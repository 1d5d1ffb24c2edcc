"""The dashboard of those who fund or run projects: money, results and the workbook of each."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views import View
from django.views.generic import TemplateView

from grants.models import Programme
from kernel.views import PersonRequest
from monitoring.models import Measurement
from organizations.models import User
from reports.exports.workbook import programme_workbook, workbook_name
from reports.figures.money import portfolio_money
from reports.figures.portfolio import totals
from reports.figures.results import programme_results
from reports.menu import follows_programmes

MOST_FIGURES = 5000  # above, a workbook takes longer than anybody waits for a page
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def followed(user: User) -> list[Programme]:
    """The projects that `user` runs or funds, those that run on top; raises PermissionDenied for anybody else."""
    if not follows_programmes(user):
        raise PermissionDenied
    return list(Programme.objects.visible_to(user).select_related("implementer").order_by("-starts_on", "pk"))


class Dashboard(TemplateView):
    """Every project that this person runs or funds, in a number of queries that does not grow with them."""

    request: PersonRequest
    template_name = "reports/dashboard.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Money of each, totals by currency with real and demo apart, and the results of the one that is chosen."""
        programmes = followed(self.request.user)
        money = portfolio_money(programmes)
        wanted = self.request.GET.get("project", "")
        chosen = next((each for each in programmes if each.code == wanted), programmes[0] if programmes else None)
        return super().get_context_data(
            rows=[money[programme.pk] for programme in programmes],
            totals=totals(money.values()),
            chosen=chosen,
            results=programme_results(chosen) if chosen else [],
            **kwargs,
        )


class Workbook(View):
    """The workbook of one project with everything that those who run or fund it may see."""

    def get(self, request: PersonRequest, code: str) -> HttpResponseBase:
        """The file; where it holds many figures, a page that has it made in the background."""
        followed(request.user)
        programme = get_object_or_404(Programme.objects.visible_to(request.user), code=code)
        count = Measurement.objects.verified().filter(indicator__framework__programme=programme).count()
        if count > MOST_FIGURES:
            return render(request, "reports/large_workbook.html", {"object": programme, "count": count})
        book = programme_workbook(programme, reader=request.user)
        return FileResponse(book, as_attachment=True, filename=workbook_name(programme), content_type=XLSX)
