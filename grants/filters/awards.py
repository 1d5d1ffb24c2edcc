"""Filters of the register of appeals."""

import django_filters
from django.utils.translation import gettext_lazy as _

from grants.filters.calls import calls_of
from grants.models import Appeal, AppealStatus
from kernel.filters import HouseFilterSet, NamedFilter


class AppealFilters(HouseFilterSet):
    """Appeals by call and status; the search reads the application and its organisation."""

    searched = ("application__folded", "application__organization__folded")

    call = NamedFilter(label=_("Call"), queryset=calls_of, naming="title", field_name="application__call")
    status = django_filters.ChoiceFilter(label=_("Status"), choices=AppealStatus.choices)

    class Meta:
        model = Appeal
        fields: list[str] = []
