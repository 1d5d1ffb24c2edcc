"""Filters of the register of appeals."""

import django_filters
from django.utils.translation import gettext_lazy as _

from grants.models import Appeal, AppealStatus
from grants.queries.calls.names import call_names
from kernel.filters import HouseFilterSet, OfferedFilter


class AppealFilters(HouseFilterSet):
    """Appeals by call and status; the search reads the application and its organisation."""

    searched = ("application__folded", "application__organization__folded")

    call = OfferedFilter(label=_("Call"), offered=call_names, field_name="application__call")
    status = django_filters.ChoiceFilter(label=_("Status"), choices=AppealStatus.choices)

    class Meta:
        model = Appeal
        fields: list[str] = []
