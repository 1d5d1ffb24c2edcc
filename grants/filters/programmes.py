"""How lists of programmes, ledger entries and rates are narrowed."""

import django_filters
from django.utils.translation import gettext_lazy as _

from grants.models import EntryKind, ExchangeRate, LedgerEntry, Programme, ProgrammeStatus, RateSource
from kernel.fields import CURRENCIES
from kernel.filters import HouseFilterSet
from kernel.forms import DateInput


class DaysWidget(django_filters.widgets.DateRangeWidget):
    """Two date pickers, from and to."""

    def __init__(self) -> None:
        super().__init__()
        self.widgets = [DateInput(), DateInput()]


class ProgrammeFilters(HouseFilterSet):
    """By words, status and publication."""

    status = django_filters.ChoiceFilter(label=_("Status"), choices=ProgrammeStatus.choices, empty_label=_("any"))
    published = django_filters.BooleanFilter(
        field_name="published_at", lookup_expr="isnull", exclude=True, label=_("Published")
    )

    class Meta:
        model = Programme
        fields: list[str] = []


class LedgerFilters(HouseFilterSet):
    """By words in the names of provider, receiver and agreement, by kind, date and origin."""

    searched = ("provider__folded", "receiver__folded", "agreement__folded")

    kind = django_filters.ChoiceFilter(label=_("What"), choices=EntryKind.choices, empty_label=_("any"))
    currency = django_filters.ChoiceFilter(label=_("Currency"), choices=CURRENCIES, empty_label=_("any"))
    value_on = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DaysWidget())
    in_force = django_filters.BooleanFilter(method="only_in_force", label=_("Without corrections"))

    class Meta:
        model = LedgerEntry
        fields: list[str] = []

    def only_in_force(self, queryset, name, value):  # type: ignore[no-untyped-def]  # the signature of django-filter
        """Without corrections and what they correct, when ticked."""
        return queryset.in_force() if value else queryset


class RateFilters(HouseFilterSet):
    """By currency, source and date."""

    q = None
    base = django_filters.ChoiceFilter(label=_("One unit of"), choices=CURRENCIES, empty_label=_("any"))
    quote = django_filters.ChoiceFilter(label=_("Currency"), choices=CURRENCIES, empty_label=_("any"))
    source = django_filters.ChoiceFilter(label=_("Source"), choices=RateSource.choices, empty_label=_("any"))
    rate_on = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DaysWidget())

    class Meta:
        model = ExchangeRate
        fields: list[str] = []
