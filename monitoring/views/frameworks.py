"""Pages of frameworks: the list, one framework as a tree, setting up."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from grants.models import Agreement, Programme
from kernel.views import ActPage, DetailPage, ListPage
from monitoring.actions.frameworks import add_period, set_up_agreement_framework, set_up_framework
from monitoring.actions.indicators import link_indicators
from monitoring.filters.results import FrameworkFilters
from monitoring.forms.design import ChooseIndicatorsForm, PeriodForm
from monitoring.models import Framework, Result
from monitoring.queries.progress import IndicatorProgress, framework_progress
from monitoring.tables.results import FrameworkTable
from organizations.queries import activity


class FrameworkList(ListPage):
    """Frameworks of projects and of grants."""

    model = Framework
    table_class = FrameworkTable
    filterset_class = FrameworkFilters
    title = _("Results frameworks")
    select_related = ("programme", "agreement__organization")

    def get_queryset(self) -> QuerySet[Framework]:
        return Framework.objects.visible_to(self.request.user).annotate(indicator_count=Count("indicators"))


def tree(results: Iterable[Result], lines: list[IndicatorProgress]) -> list[dict[str, Any]]:
    """Results from the top down, each with its depth and the lines of its indicators."""
    by_result: dict[int, list[IndicatorProgress]] = {}
    for line in lines:
        by_result.setdefault(line.indicator.result_id, []).append(line)
    known = {result.pk: result for result in results}
    for line in lines:
        known.setdefault(line.indicator.result_id, line.indicator.result)
    children: dict[int | None, list[Result]] = {}
    for result in known.values():
        parent = result.parent_id if result.parent_id in known else None
        children.setdefault(parent, []).append(result)
    found: list[dict[str, Any]] = []

    def walk(parent: int | None, depth: int) -> None:
        for result in sorted(children.pop(parent, []), key=lambda each: (each.order, each.pk)):
            found.append({"result": result, "depth": depth, "lines": by_result.get(result.pk, [])})
            walk(result.pk, depth + 1)

    walk(None, 0)
    return found


class FrameworkPage(DetailPage):
    """A framework: what was promised and kept, indicator by indicator, and its periods."""

    model = Framework
    permission = "monitoring.view_framework"
    template_name = "monitoring/framework.html"

    def get_queryset(self) -> QuerySet[Framework]:
        return Framework.objects.visible_to(self.request.user).select_related(
            "programme__implementer", "agreement__organization"
        )

    def facts(self, thing: Framework) -> dict[str, Any]:
        whole = thing.agreement_id is None
        return {
            "tree": tree(thing.results.order_by("order", "pk"), framework_progress(thing)),
            "periods": list(thing.periods.order_by("starts_on", "pk")),
            "dimensions": list(thing.dimensions.prefetch_related("categories").order_by("title_ro", "pk")),
            "grants": list(
                Framework.objects.visible_to(self.request.user)
                .filter(programme=thing.programme_id, agreement__isnull=False)
                .select_related("agreement__organization", "programme")
                .order_by("agreement__reference", "pk")
            )
            if whole
            else [],
            "whole": None
            if whole
            else Framework.objects.visible_to(self.request.user)
            .filter(programme=thing.programme_id, agreement__isnull=True)
            .first(),
            "may_change": self.request.user.has_perm("monitoring.change_framework", thing),
            "activities": activity.of(thing, limit=20),
        }


class FrameworkSetUp(ActPage):
    """The framework of a whole project."""

    model = Programme
    keys = ("code",)
    permission = "monitoring.set_up_framework"
    title = _("Set up the results framework")
    intro = _("Next you add results, indicators with baseline and target, and the periods in which figures are due.")
    button = _("Set up")

    def act(self, form: Any) -> Framework:
        return set_up_framework(self.thing, by=self.request.user)


class AgreementFrameworkSetUp(ActPage):
    """The framework of one grant."""

    model = Agreement
    permission = "monitoring.set_up_framework"
    form_class = ChooseIndicatorsForm
    title = _("What this grant reports on")
    intro = _("The chosen indicators keep the project's titles and rules; the grant's figures add up to the project's.")
    button = _("Set up")

    def get_form(self, data: Any = None, files: Any = None) -> ChooseIndicatorsForm:
        whole = Framework.objects.of_programmes().filter(programme=self.thing.programme_id).first()
        return ChooseIndicatorsForm(data, framework=whole)

    def act(self, form: Any) -> Framework:
        return set_up_agreement_framework(self.thing, form.cleaned_data["indicators"], by=self.request.user)


class FrameworkAct(ActPage):
    """A page that adds something to a framework."""

    model = Framework
    permission = "monitoring.change_framework"

    def get_queryset(self) -> QuerySet[Framework]:
        return Framework.objects.visible_to(self.request.user).select_related("programme", "agreement")

    def success_url(self, done: Any) -> str:
        return self.thing.get_absolute_url()


class LinkIndicators(FrameworkAct):
    """Further indicators that a grant feeds."""

    form_class = ChooseIndicatorsForm
    title = _("Link further indicators")
    button = _("Link")

    def get_form(self, data: Any = None, files: Any = None) -> ChooseIndicatorsForm:
        if self.thing.agreement_id is None:
            raise Http404
        whole = get_object_or_404(Framework, programme=self.thing.programme_id, agreement__isnull=True)
        taken = list(self.thing.indicators.exclude(linked_to=None).values_list("linked_to", flat=True))
        return ChooseIndicatorsForm(data, framework=whole, taken=taken)

    def act(self, form: Any) -> list[Any]:
        return link_indicators(self.thing, form.cleaned_data["indicators"], by=self.request.user)


class PeriodAdd(FrameworkAct):
    """A further period, in the project and in its grants."""

    form_class = PeriodForm
    title = _("Add a period")
    intro = _("It is added to every grant that runs through a day of it. Figures can be entered once you open it.")
    button = _("Add")

    def act(self, form: Any) -> Any:
        return add_period(self.thing, **form.cleaned_data, by=self.request.user)
