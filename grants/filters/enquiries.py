"""Filters of the list of questions about calls."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from grants.filters.calls import calls_of
from grants.models import Enquiry, EnquiryStatus
from kernel.filters import LETTERS, HouseFilterSet, NamedFilter


class EnquiryFilters(HouseFilterSet):
    """Questions by call and status; the search reads their words."""

    call = NamedFilter(label=_("Call"), queryset=calls_of, naming="title")
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
