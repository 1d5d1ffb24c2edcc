"""What the editors of one implementer share: their pages, one in each language, their files and their group."""

from typing import Any

from django.contrib.auth.models import Group
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Collection, Page, PagePermissionTester
from wagtail.url_routing import RouteResult

from cms.blocks import BodyBlock
from cms.models.base import PublicPage
from organizations.models import Organization


class Desk(models.Model):
    """The group of an implementer's editors, which may work on its pages and in its collection, and nowhere else."""

    organization = models.OneToOneField(
        Organization, models.PROTECT, related_name="+", verbose_name=_("organisation"), editable=False
    )
    group = models.OneToOneField(Group, models.PROTECT, related_name="+", editable=False)
    collection = models.OneToOneField(Collection, models.PROTECT, related_name="+", editable=False)

    class Meta:
        verbose_name = _("editors of an implementer")
        verbose_name_plural = _("editors of implementers")
        ordering = ["organization", "pk"]

    def __str__(self) -> str:
        return str(self.group)


class FixedPageTester(PagePermissionTester):
    """Rights on a page that stands where it stands: its editors change it and publish it, but do not remove it."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """The operator alone; moving asks the same."""
        return bool(self.user.is_superuser) and super().can_delete(ignore_bulk)


class ImplementerPage(PublicPage):
    """The first page of an implementer, above what its editors write; hidden while the organisation is not public."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", editable=False)
    summary = models.TextField(_("in one sentence"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    template = "cms/implementer_page.html"
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    # Its address and its place in the menu of the site are not for its editors to change.
    promote_panels = [FieldPanel("seo_title"), FieldPanel("search_description")]
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.StandardPage"]
    is_creatable = False

    class Meta:
        verbose_name = _("page of an implementer")
        verbose_name_plural = _("pages of implementers")

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        """What `user` may do with it."""
        return FixedPageTester(user, self)

    @property
    def is_open(self) -> bool:
        """The organisation is published now."""
        return Organization.objects.published().filter(pk=self.organization_id).exists()

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page, or one below it."""
        if not self.is_open:
            raise Http404
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The pages below it, the latest first."""
        pages = self.get_children().live().order_by("-first_published_at", "-pk")
        return super().get_context(request, *args, **kwargs) | {"pages": list(pages)}
