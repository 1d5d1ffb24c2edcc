"""Calls as the public reads them."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class CallIndexPage(Page):
    """Open and past calls; a page for each call appears here when the call is published."""

    template = "cms/calls.html"
    parent_page_types = ["cms.HomePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("register of calls")
