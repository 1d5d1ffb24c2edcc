"""How lists of frameworks, figures and progress reports are narrowed."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from grants.models import Programme
from kernel.filters import HouseFilterSet, NamedFilter, named
from kernel.forms import DateInput
from monitoring.models import Framework, Measurement, MeasurementStatus, ProgressReport, ReportStatus


def programmes(request: Any) -> QuerySet[Programme]:
    """The programmes of the frameworks that the person sees."""
    if request is None:
        return Programme.objects.none()
    seen = Framework.objects.visible_to(request.user)
    return named(Programme.objects.filter(pk__in=seen.values("programme")), "title").order_by("title_ro", "pk")


class FrameworkFilters(HouseFilterSet):
    """By words, project, and whole project or grant."""

    searched = ("programme__folded", "agreement__folded", "agreement__organization__folded")
    programme = NamedFilter(label=_("Project"), queryset=programmes, naming="title")

    class Meta:
        model = Framework
        fields = ["q", "programme"]


class MeasurementFilters(HouseFilterSet):
    """By words, project, status and end of the period."""

    searched = ("indicator__folded", "period__framework__agreement__folded")
    programme = NamedFilter(
        field_name="period__framework__programme", label=_("Project"), queryset=programmes, naming="title"
    )
    status = django_filters.MultipleChoiceFilter(label=_("Status"), choices=MeasurementStatus.choices)
    ends_after = django_filters.DateFilter(
        field_name="ends_on", lookup_expr="gte", label=_("Period ends from"), widget=DateInput
    )
    ends_before = django_filters.DateFilter(
        field_name="ends_on", lookup_expr="lte", label=_("Period ends until"), widget=DateInput
    )

    class Meta:
        model = Measurement
        fields = ["q", "programme", "status", "ends_after", "ends_before"]


class ProgressReportFilters(HouseFilterSet):
    """By words, project and status."""

    searched = ("agreement__folded", "agreement__organization__folded")
    programme = NamedFilter(field_name="agreement__programme", label=_("Project"), queryset=programmes, naming="title")
    status = django_filters.MultipleChoiceFilter(label=_("Status"), choices=ReportStatus.choices)

    class Meta:
        model = ProgressReport
        fields = ["q", "programme", "status"]
