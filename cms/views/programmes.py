"""The public list of projects."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.views.register import PublicList
from grants.models import Programme, ProgrammeStatus
from kernel.filters import HouseFilterSet
from kernel.tables import Column, DateColumn, LinkColumn, StatusColumn, Table


class ProgrammeFilters(HouseFilterSet):
    """By status; words are looked for in titles."""

    status = django_filters.ChoiceFilter(label=_("Status"), choices=ProgrammeStatus.choices)

    class Meta:
        model = Programme
        fields: list[str] = []


class ProgrammeTable(Table):
    """What the public reads of each project; its money stands on its own page, by currency and source."""

    caption = _("Projects")
    empty = _("No project is published yet.")
    demo = "is_demo"

    title = LinkColumn(_("Project"), to=lambda programme: f"{programme.slug}/")
    implementer = Column(_("Implementer"), missing=_("not stated"))
    starts_on = DateColumn(pgettext_lazy("date", "From"))
    ends_on = DateColumn(pgettext_lazy("date", "Until"))
    status = StatusColumn(_("Status"))


class PublicProgrammes(PublicList):
    """The register as a page of the public site, and as CSV and XLSX of what is shown."""

    model = Programme
    table_class = ProgrammeTable
    filterset_class = ProgrammeFilters
    title = _("Projects")
    template_name = "cms/programmes.html"
    select_related = ("implementer",)

    def get_queryset(self) -> Any:
        """Published projects only."""
        return Programme.objects.published()
