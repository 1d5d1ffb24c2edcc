"""Filters of the lists of this floor."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kernel.filters import HouseFilterSet, NamedFilter
from organizations.models import (
    DuplicateDecision,
    Nature,
    Organization,
    PossibleDuplicate,
    PublicationLevel,
    TerritorialUnit,
)


class OrganizationFilters(HouseFilterSet):
    """By kind and place; the search finds names in three languages, short names and IDNO."""

    nature = django_filters.ChoiceFilter(choices=Nature.choices, label=_("Kind"), empty_label=_("all"))
    unit = NamedFilter(
        queryset=TerritorialUnit.objects.order_by("name_ro", "pk"),
        method="in_unit",
        label=_("Place"),
        empty_label=_("all"),
    )

    class Meta:
        model = Organization
        fields = ("nature", "unit")

    def in_unit(self, queryset: QuerySet, name: str, value: TerritorialUnit) -> QuerySet:
        """Organisations there; one whose place is hidden is not found by it."""
        return queryset.filter(unit=value, publication_level=PublicationLevel.FULL)


class DuplicateFilters(HouseFilterSet):
    """Decided or not; the search finds the name of either."""

    searched = ("first__folded", "second__folded")
    state = django_filters.ChoiceFilter(
        method="in_state",
        label=_("Decision"),
        choices=[("open", _("to decide")), *DuplicateDecision.choices],
        empty_label=_("all"),
    )

    class Meta:
        model = PossibleDuplicate
        fields = ("state",)

    def in_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Those to decide, or those decided so."""
        return queryset.filter(decision="" if value == "open" else value)
