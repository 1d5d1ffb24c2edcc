"""Filters of the lists of this floor."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kernel.filters import HouseFilterSet, NamedFilter
from organizations.models import Nature, Organization, PublicationLevel, TerritorialUnit


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
