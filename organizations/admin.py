"""Reference data for the operator: territory, organisations of the register, authorities and what they answer for.

Nothing of applications, money or people's files is registered here, on any floor.
"""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import models
from django.db.models import QuerySet
from django.forms import CheckboxInput
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportExportModelAdmin
from import_export.fields import Field
from import_export.formats.base_formats import CSV, XLSX
from import_export.resources import ModelResource
from import_export.widgets import ForeignKeyWidget

from kernel.refusals import Refusal
from kernel.views import PersonRequest
from organizations.actions.people import erase_person
from organizations.models import Authority, Competence, Organization, TerritorialUnit, User

NAMES = ("name_ro", "name_ru", "name_en")


class CheckedResource(ModelResource):
    """Every row passes the checks of its model; what is unchanged is left alone; a dry run comes first."""

    class Meta:
        abstract = True
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True


class UnitResource(CheckedResource):
    """Territory by its address; `parent` and `succeeded_by` name the address of another unit."""

    parent = Field("parent", "parent", ForeignKeyWidget(TerritorialUnit, "slug"))
    succeeded_by = Field("succeeded_by", "succeeded_by", ForeignKeyWidget(TerritorialUnit, "slug"))

    class Meta(CheckedResource.Meta):
        model = TerritorialUnit
        import_id_fields = ("slug",)
        fields = (
            "slug",
            "kind",
            *NAMES,
            "iso_code",
            "cuatm_code",
            "parent",
            "valid_from",
            "valid_until",
            "succeeded_by",
        )


class AuthorityResource(CheckedResource):
    """Authorities by the address of their organisation."""

    organization = Field("organization", "organization", ForeignKeyWidget(Organization, "slug"))
    unit = Field("unit", "unit", ForeignKeyWidget(TerritorialUnit, "slug"))

    class Meta(CheckedResource.Meta):
        model = Authority
        import_id_fields = ("organization",)
        fields = ("organization", "unit", "tier")


class CompetenceResource(CheckedResource):
    """What authorities answer for, by authority, service and date."""

    authority = Field("authority", "authority", ForeignKeyWidget(Authority, "organization__slug"))

    class Meta(CheckedResource.Meta):
        model = Competence
        import_id_fields = ("authority", "service_ro", "since_on")
        fields = ("authority", "service_ro", "service_ru", "service_en", "since_on", "until_on", "legal_basis")


class ReferenceAdmin(ImportExportModelAdmin):
    """A table that is also read and written as CSV or XLSX."""

    formats = [CSV, XLSX]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Reference data ends by a date; rows that others point to are not taken away."""
        return False


@admin.register(TerritorialUnit)
class UnitAdmin(ReferenceAdmin):
    """Districts, municipalities and what lies below them."""

    resource_classes = [UnitResource]
    list_display = ("name", "kind", "iso_code", "cuatm_code", "parent", "valid_until")
    list_filter = ("kind",)
    list_select_related = ("parent",)
    search_fields = ("folded",)
    autocomplete_fields = ("parent", "succeeded_by")
    fields = UnitResource.Meta.fields


@admin.register(Organization)
class OrganizationAdmin(admin.ModelAdmin):
    """The register. “View on site” leads to the page on which the operator invites the first person."""

    list_display = ("name", "nature", "idno", "unit", "is_demo")
    list_filter = ("nature", "is_demo")
    list_select_related = ("unit",)
    search_fields = ("folded",)
    autocomplete_fields = ("unit",)
    prepopulated_fields = {"slug": ("name_ro",)}
    fields = ("slug", *NAMES, "short_name", "nature", "idno", "unit", "email", "phone", "website", "address")
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was done in its name stays."""
        return False


@admin.register(Authority)
class AuthorityAdmin(ReferenceAdmin):
    """Which organisation is a public authority, where, and of what tier."""

    resource_classes = [AuthorityResource]
    list_display = ("organization", "tier", "unit")
    list_filter = ("tier",)
    list_select_related = ("organization", "unit")
    search_fields = ("organization__folded",)
    autocomplete_fields = ("organization", "unit")


@admin.register(Competence)
class CompetenceAdmin(ReferenceAdmin):
    """What an authority answers for, between two dates."""

    resource_classes = [CompetenceResource]
    list_display = ("authority", "service", "since_on", "until_on", "legal_basis")
    list_select_related = ("authority__organization",)
    search_fields = ("service_ro", "authority__organization__folded")
    autocomplete_fields = ("authority",)
    fields = ("authority", "service_ro", "service_ru", "service_en", "since_on", "until_on", "legal_basis")


@admin.register(User)
class ErasureAdmin(admin.ModelAdmin):
    """People who asked to be erased: a number and a date, and the one act there is."""

    list_display = ("pk", "erasure_asked_at")
    list_display_links = None
    ordering = ("erasure_asked_at", "pk")
    actions = ("erase",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Those who asked; nobody else's row is shown to the operator."""
        return User.objects.filter(erasure_asked_at__isnull=False)

    @admin.display(description="")
    def action_checkbox(self, obj: User) -> SafeString:
        """Django's own would tell the name to screen readers, and to whoever reads the page's source."""
        label = _("Choose person number %(number)s") % {"number": obj.pk}
        attributes = {"class": "action-select", "aria-label": label}
        return CheckboxInput(attributes, lambda _value: False).render(ACTION_CHECKBOX_NAME, str(obj.pk))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People come by themselves or by invitation."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """The list opens; no row does."""
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """The id stays; erasure empties the rest."""
        return False

    @admin.action(description=_("Erase the chosen people for ever"))
    def erase(self, request: PersonRequest, queryset: QuerySet[User]) -> None:
        """One by one; who cannot be erased yet is named with the reason."""
        for person in queryset.order_by("pk"):
            try:
                erase_person(person, by=request.user)
            except Refusal as refusal:
                messages.error(request, f"{person.pk}: {refusal}")
            else:
                messages.success(request, _("Person number %(number)s is erased.") % {"number": person.pk})
