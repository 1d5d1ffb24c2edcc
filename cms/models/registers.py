"""The public registers: projects, grants, organisations, authorities."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cms.models.base import RegisterPage


class ProgrammeIndexPage(RegisterPage):
    """Every published project; each has its transparency page."""

    list_template = "cms/programmes.html"
    record_template = "cms/programme.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("register of projects")

    def list_context(self, request: HttpRequest) -> dict[str, Any]:
        return {}


class GrantIndexPage(RegisterPage):
    """Every published grant, with filters and files."""

    list_template = "cms/grants.html"
    record_template = "cms/grant.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("register of grants")


class OrganizationIndexPage(RegisterPage):
    """Every published organisation and its public record."""

    list_template = "cms/organizations.html"
    record_template = "cms/organization.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("register of organisations")


class AuthorityIndexPage(RegisterPage):
    """Every published authority with its scorecards, replies and promises."""

    list_template = "cms/authorities.html"
    record_template = "cms/authority.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("register of authorities")
