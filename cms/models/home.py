"""The front page and pages of plain text."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.blocks import BodyBlock
from cms.models.base import PublicPage
from cms.models.calls import open_call_lines
from cms.models.desk import ImplementerPage
from cms.views.grants import unit_names
from grants.models import COLUMNS, Programme
from kernel.compiled import compiled
from kernel.filters import in_words
from kernel.listing import in_languages
from reports.figures.money import published_money
from reports.figures.portfolio import totals

SHOWN = 6
# What is printed of a project, and what says where its figures come from.
PROGRAMME = (
    *("slug", "status", "starts_on", "ends_on", "is_demo", "currency"),
    *(f"{column}_keeping" for column in COLUMNS),
    *in_languages("title", "summary", "implementer__name"),
)


class StandardPage(PublicPage):
    """Plain text: about, privacy, terms, accessibility, guides, news."""

    summary = models.TextField(_("in one sentence"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    template = "cms/standard_page.html"
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    parent_page_types = ["cms.HomePage", "cms.ImplementerPage", "cms.StandardPage"]
    subpage_types = ["cms.StandardPage"]

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds whether it stands below the page of an invented implementer, whose editors invent too."""
        above = ImplementerPage.objects.ancestor_of(self).filter(organization__is_demo=True)
        return super().get_context(request, *args, **kwargs) | {"is_demo": above.exists()}


class HomePage(PublicPage):
    """What is funded, what came of it, which calls are open, and the way to one's own place."""

    lead = models.TextField(_("what this is, in two sentences"))

    template = "cms/home_page.html"
    content_panels = [*Page.content_panels, FieldPanel("lead")]
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds totals by currency, real and demo apart, the open calls, the projects, and the places with grants."""
        programmes = _programmes()
        money = published_money(programmes)
        return super().get_context(request, *args, **kwargs) | {
            "totals": totals(money.values()),
            "open_calls": open_call_lines(self, SHOWN),
            "programmes": [(each, money[each.pk].planned_and_spent) for each in programmes[:SHOWN]],
            "places": in_words(unit_names()),
        }


@compiled
def _programmes() -> models.QuerySet[Programme]:
    """Every published project with what a line prints of it, the real ones first."""
    published = Programme.objects.published().select_related("implementer")
    return published.only(*PROGRAMME).order_by("is_demo", "-starts_on", "pk")
