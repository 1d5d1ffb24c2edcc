"""How lists of programmes, ledger entries and rates are narrowed."""

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models import EntryKind, ExchangeRate, LedgerEntry, Programme, ProgrammeStatus, RateSource
from grants.models.money.ledger import LedgerEntryQuerySet
from kernel.fields import CURRENCIES
from kernel.filters import HouseFilterSet
from kernel.forms import DateInput


def since(field: str) -> django_filters.DateFilter:
    """From this day on."""
    return django_filters.DateFilter(
        field_name=field, lookup_expr="gte", label=pgettext_lazy("date", "From"), widget=DateInput
    )


def until(field: str) -> django_filters.DateFilter:
    """Up to this day."""
    return django_filters.DateFilter(
        field_name=field, lookup_expr="lte", label=pgettext_lazy("date", "Until"), widget=DateInput
    )


class ProgrammeFilters(HouseFilterSet):
    """By words, status and publication."""

    status = django_filters.ChoiceFilter(label=_("Status"), choices=ProgrammeStatus.choices, empty_label=_("any"))
    published = django_filters.ChoiceFilter(
        method="by_publication",
        label=_("Publication"),
        choices=[("yes", _("published")), ("no", _("not published"))],
        empty_label=_("any"),
    )

    class Meta:
        model = Programme
        fields: list[str] = []

    def by_publication(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """What the public reads, or what it does not."""
        return queryset.filter(published_at__isnull=value == "no")


class LedgerFilters(HouseFilterSet):
    """By words in the names of provider, receiver and agreement, by kind, date and origin."""

    searched = ("provider__folded", "receiver__folded", "agreement__folded")

    kind = django_filters.ChoiceFilter(label=_("What"), choices=EntryKind.choices, empty_label=_("any"))
    currency = django_filters.ChoiceFilter(label=_("Currency"), choices=CURRENCIES, empty_label=_("any"))
    since = since("value_on")
    until = until("value_on")
    in_force = django_filters.BooleanFilter(
        method="only_in_force", label=_("Without corrections"), widget=forms.CheckboxInput
    )

    class Meta:
        model = LedgerEntry
        fields: list[str] = []

    def only_in_force(self, queryset: LedgerEntryQuerySet, name: str, value: bool) -> QuerySet:
        """Without corrections and what they correct, when ticked."""
        return queryset.in_force() if value else queryset


class RateFilters(HouseFilterSet):
    """By currency, source and date."""

    q = None
    base = django_filters.ChoiceFilter(label=_("One unit of"), choices=CURRENCIES, empty_label=_("any"))
    quote = django_filters.ChoiceFilter(label=_("Currency"), choices=CURRENCIES, empty_label=_("any"))
    source = django_filters.ChoiceFilter(label=_("Source"), choices=RateSource.choices, empty_label=_("any"))
    since = since("rate_on")
    until = until("rate_on")

    class Meta:
        model = ExchangeRate
        fields: list[str] = []
