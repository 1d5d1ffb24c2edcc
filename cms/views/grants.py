"""The public list of grants."""

from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.views.register import PublicList
from grants.models import Agreement, AgreementStatus, Programme
from grants.queries.money.balances import with_money
from kernel.compiled import compiled
from kernel.filters import LETTERS, HouseFilterSet, NamedFilter, named, names_of
from kernel.folding import fold
from kernel.listing import in_languages
from kernel.prepared import prepared
from kernel.tables import Column, DateColumn, LinkColumn, MoneyColumn, StatusColumn, Table
from organizations.models import Organization, PublicationLevel, TerritorialUnit
from reports.figures.grants import (
    BEFORE_ACTIVE,
    authority_words,
    grantee,
    paid,
    places,
    public_grants,
    spent,
    with_parties,
)

# What the list prints, and what says whether it may.
SHOWN = (
    *("reference", "status", "starts_on", "amount", "currency", "publication_level", "authority__id"),
    *("programme__is_demo", "programme__disbursed_keeping", "programme__spent_keeping"),
    *("organization__published_at", "organization__publication_level"),
    *("authority__organization__published_at", "authority__organization__publication_level"),
    *in_languages("title", "programme__title", "organization__name", "authority__organization__name"),
)
PUBLIC_STATUSES = [(value, label) for value, label in AgreementStatus.choices if value not in BEFORE_ACTIVE]


@prepared
def _units() -> Any:
    """Places of published grants whose place is not hidden."""
    shown = public_grants().exclude(publication_level=PublicationLevel.PLACE_HIDDEN)
    return named(TerritorialUnit.objects.filter(pk__in=shown.order_by().values("units")))


@prepared
def _organizations() -> Any:
    """Published organisations that have a published grant."""
    return named(Organization.objects.published().filter(pk__in=public_grants().values("organization")))


@prepared
def _programmes() -> Any:
    """Projects that have a published grant."""
    return named(Programme.objects.filter(pk__in=public_grants().values("programme")), "title")


@compiled
def unit_names() -> Any:
    """The names of the places of published grants."""
    return names_of(_units())


@compiled
def _organization_names() -> Any:
    return names_of(_organizations())


@compiled
def _programme_names() -> Any:
    return names_of(_programmes(), "title")


class GrantFilters(HouseFilterSet):
    """By place, organisation, project, year and status; words are looked for in titles and names."""

    place = NamedFilter(label=_("Place"), queryset=lambda _request: _units(), names=unit_names, method="in_place")
    organization = NamedFilter(
        label=_("Organisation"), queryset=lambda _request: _organizations(), names=_organization_names
    )
    programme = NamedFilter(
        label=pgettext_lazy("grant", "Project"),
        queryset=lambda _request: _programmes(),
        naming="title",
        names=_programme_names,
    )
    year = django_filters.NumberFilter(
        label=_("Year of start"), field_name="starts_on", lookup_expr="year", min_value=2000, max_value=2100
    )
    status = django_filters.ChoiceFilter(label=_("Status"), choices=PUBLIC_STATUSES)

    class Meta:
        model = Agreement
        fields: list[str] = []

    def search(self, queryset: Any, name: str, value: str) -> Any:
        """Words in the title or in the organisation's name; a name that is not published is not found either."""
        published = Organization.objects.published()
        for word in fold(value[:LETTERS]).split():
            named = Q(organization__in=published.filter(folded__contains=word).values("pk"))
            queryset = queryset.filter(Q(folded__contains=word) | named)
        return queryset

    def in_place(self, queryset: Any, name: str, unit: TerritorialUnit) -> Any:
        """Grants in this place; a grant whose place is hidden is not found by it."""
        return queryset.exclude(publication_level=PublicationLevel.PLACE_HIDDEN).filter(units=unit)


class GrantTable(Table):
    """What the public reads of each grant."""

    caption = _("Published grants")
    empty = _("No grant is published yet.")
    demo = "programme__is_demo"

    reference = LinkColumn(_("Reference"), to=lambda agreement: f"{agreement.reference}/")
    title = Column(_("What for"))
    organization = Column(_("Organisation"), grantee, sort="organization__name_ro", missing=_("not published"))
    authority = Column(_("With the authority"), authority_words, missing=_("none"))
    place = Column(_("Where"), places, missing=_("not published"))
    programme = Column(pgettext_lazy("grant", "Project"))
    starts_on = DateColumn(pgettext_lazy("date", "From"))
    amount = MoneyColumn(_("Amount"), total=True)
    paid = MoneyColumn(_("Paid"), paid, sort="disbursed_cents", missing=_("not published"))
    spent = MoneyColumn(_("Accounted for"), spent, sort="accepted_cents", missing=_("not published"))
    status = StatusColumn(_("Status"))


class PublicGrants(PublicList):
    """The register as a page of the public site, and as CSV and XLSX of what is shown."""

    model = Agreement
    table_class = GrantTable
    filterset_class = GrantFilters
    title = _("Grants")
    template_name = "cms/grants.html"

    def get_queryset(self) -> Any:
        """Published grants only; with their money where they are sorted by it."""
        is_by_money = self.sort.lstrip("-") in {"paid", "spent"}
        return with_money(public_grants()) if is_by_money else public_grants()

    def printed(self, queryset: Any) -> Any:
        """What the table prints of each, and no more of the four tables that hold it."""
        return with_parties(queryset).only(*SHOWN)
