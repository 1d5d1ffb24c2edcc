"""The public lists of organisations and of authorities."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from cms.views.register import PublicList
from kernel.filters import HouseFilterSet
from kernel.tables import Column, LinkColumn, Table
from organizations.models import Authority, AuthorityTier, Nature, Organization
from reports.figures.grants import prints_place


def place(organization: Organization) -> str:
    """The name of its place; empty where hidden or not stated."""
    return str(organization.unit) if prints_place(organization) else ""


class OrganizationFilters(HouseFilterSet):
    """By nature; words are looked for in names."""

    nature = django_filters.ChoiceFilter(label=_("Nature"), choices=Nature.choices)

    class Meta:
        model = Organization
        fields: list[str] = []


class OrganizationTable(Table):
    """What the public reads of each organisation."""

    caption = _("Organisations")
    demo = "is_demo"

    name = LinkColumn(_("Organisation"), to=lambda organization: f"{organization.slug}/")
    nature = Column(_("Nature"), "get_nature_display", sort="nature")
    place = Column(_("Place"), place, missing=_("not published"))


class PublicOrganizations(PublicList):
    """The register as a page of the public site, and as CSV and XLSX of what is shown."""

    model = Organization
    table_class = OrganizationTable
    filterset_class = OrganizationFilters
    title = _("Organisations")
    template_name = "cms/organizations.html"
    select_related = ("unit",)

    def get_queryset(self) -> Any:
        """Published organisations only."""
        return Organization.objects.published()


class AuthorityFilters(HouseFilterSet):
    """By tier; words are looked for in names."""

    searched = ("organization__folded", "unit__folded")

    tier = django_filters.ChoiceFilter(label=_("Tier"), choices=AuthorityTier.choices)

    class Meta:
        model = Authority
        fields: list[str] = []


class AuthorityTable(Table):
    """What the public reads of each authority."""

    caption = _("Authorities")
    empty = _("No authority is published yet.")
    demo = "organization__is_demo"

    organization = LinkColumn(_("Authority"), to=lambda authority: f"{authority.organization.slug}/")
    unit = Column(_("Territory"))
    tier = Column(_("Tier"), "get_tier_display", sort="tier")


class PublicAuthorities(PublicList):
    """The register as a page of the public site, and as CSV and XLSX of what is shown."""

    model = Authority
    table_class = AuthorityTable
    filterset_class = AuthorityFilters
    title = _("Authorities")
    template_name = "cms/authorities.html"
    select_related = ("organization", "unit")

    def get_queryset(self) -> Any:
        """Authorities whose organisation is published."""
        return Authority.objects.filter(organization__in=Organization.objects.published())
