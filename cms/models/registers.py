"""The public registers: projects, grants, organisations, authorities, scorecards."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from cms.models.base import RegisterPage, found_in
from cms.views.grant_page import grant_context, printed_grant
from cms.views.grants import PublicGrants
from cms.views.indicator_rows import IndicatorRows, table_of
from cms.views.organization_page import (
    authority_context,
    organization_context,
    public_authority,
    public_organizations,
)
from cms.views.organizations import PublicAuthorities, PublicOrganizations
from cms.views.programme_page import programme_context, public_programme
from cms.views.programme_rows import EntryRows, FundingRows
from cms.views.programmes import PublicProgrammes
from cms.views.scorecard_page import scorecard_context, snapshot_file
from cms.views.scorecards import PublicScorecards
from grants.models import COLUMNS, Programme, ProgrammeDocument
from monitoring.models import Indicator
from organizations.views.documents import answer_with
from reports.exports.workbook import programme_workbook, workbook_name

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ProgrammeIndexPage(RegisterPage):
    """Every published project; each has its transparency page, the rows behind its numbers, and its workbook."""

    list_view = PublicProgrammes
    record_template = "cms/programme.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("register of projects")

    def find(self, slug: str) -> Programme:
        """The published project at this address, or Http404."""
        return get_object_or_404(Programme.objects.published().select_related("source__organization"), slug=slug)

    def record_context(self, request: HttpRequest, slug: str) -> dict[str, Any]:
        return programme_context(found_in(public_programme(slug=slug)))

    @path("<slug:slug>/rows/<slug:column>/")
    def rows(self, request: HttpRequest, slug: str, column: str) -> HttpResponseBase:
        """The rows that make one number."""
        if column not in COLUMNS:
            raise Http404
        view = FundingRows if column == "planned" else EntryRows
        return view.as_view()(request, page=self, programme=self.find(slug), column=column)

    @path("<slug:slug>/results/<path:code>/")
    def result(self, request: HttpRequest, slug: str, code: str) -> HttpResponseBase:
        """The verified figures that make what one indicator reached."""
        programme = self.find(slug)
        promised = Indicator.objects.filter(framework__programme=programme, framework__agreement__isnull=True)
        indicator: Indicator = get_object_or_404(promised.select_related("result"), code=code)
        view = IndicatorRows.as_view(table_class=table_of(indicator), title=f"{programme}: {indicator.title}")
        return view(request, page=self, programme=programme, indicator=indicator)

    @path("<slug:slug>/documents/<int:pk>/")
    def document(self, request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
        """The file of a document that is shown to the public."""
        shown = ProgrammeDocument.objects.public().filter(programme=self.find(slug), document__isnull=False)
        document = get_object_or_404(shown.select_related("document"), pk=pk).document
        if document is None:
            raise Http404
        return answer_with(document)

    @path("<slug:slug>/workbook/")
    def workbook(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        """Money, grants and indicators in one file."""
        programme = self.find(slug)
        book = programme_workbook(programme, reader=None)
        return FileResponse(book, as_attachment=True, filename=workbook_name(programme), content_type=XLSX)


class GrantIndexPage(RegisterPage):
    """Every published grant, with filters and files."""

    list_view = PublicGrants
    record_template = "cms/grant.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("register of grants")

    def record_context(self, request: HttpRequest, slug: str) -> dict[str, Any]:
        return grant_context(printed_grant(slug))


class OrganizationIndexPage(RegisterPage):
    """Every published organisation and its public record."""

    list_view = PublicOrganizations
    record_template = "cms/organization.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("register of organisations")

    def record_context(self, request: HttpRequest, slug: str) -> dict[str, Any]:
        for organization in public_organizations(slug=slug):
            return organization_context(organization)
        raise Http404


class AuthorityIndexPage(RegisterPage):
    """Every published authority with its scorecards, replies and promises."""

    list_view = PublicAuthorities
    record_template = "cms/authority.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("register of authorities")

    def record_context(self, request: HttpRequest, slug: str) -> dict[str, Any]:
        return authority_context(found_in(public_authority(slug=slug)))


class ScorecardIndexPage(RegisterPage):
    """Every published scorecard: scores, the authority's reply, and what became of its promises."""

    list_view = PublicScorecards
    record_template = "cms/scorecard.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("register of scorecards")

    def record_context(self, request: HttpRequest, slug: str) -> dict[str, Any]:
        return scorecard_context(slug)

    @path("<slug:slug>/versions/<int:number>/")
    def version(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """One scorecard as it was published in an earlier version."""
        return self.render(request, template=self.record_template, context_overrides=scorecard_context(slug, number))

    @path("<slug:slug>/versions/<int:number>/snapshot/")
    def snapshot(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """The published facts of one version as they were sealed."""
        response = HttpResponse(snapshot_file(slug, number), content_type="application/json")
        response["Content-Disposition"] = f'attachment; filename="{slug}-v{number}.json"'
        return response
