"""Filters of the list of questions about calls."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from grants.models import Enquiry, EnquiryStatus
from grants.queries.calls.names import call_names
from kernel.filters import LETTERS, HouseFilterSet, OfferedFilter


class EnquiryFilters(HouseFilterSet):
    """Questions by call and status; the search reads their words."""

    call = OfferedFilter(label=_("Call"), offered=call_names)
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=[each for each in EnquiryStatus.choices if each[0] != EnquiryStatus.UNCONFIRMED]
    )

    class Meta:
        model = Enquiry
        fields: list[str] = []

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Every word stands in the question; questions are few, so they are read as they are."""
        for word in value[:LETTERS].split():
            queryset = queryset.filter(text__icontains=word)
        return queryset
