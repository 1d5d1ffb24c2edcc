"""The public site's own tags: its menu."""

from dataclasses import dataclass

from django import template
from django.template import Context
from django.utils.translation import get_language
from wagtail.models import Page, Site

register = template.Library()


@dataclass(frozen=True)
class Link:
    """A line of a menu."""

    title: str
    url: str
    is_current: bool


@register.simple_tag(takes_context=True)
def site_menu(context: Context) -> list[Link]:
    """The pages shown in menus directly under the front page of the current language; one query and the site's."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    if site is None:
        return []
    language = get_language()
    pages = Page.objects.live().in_menu().filter(depth=site.root_page.depth + 1, locale__language_code=language)
    rows = [(title, f"/{language}/{slug}/") for title, slug in pages.order_by("path").values_list("title", "slug")]
    return [Link(title, url, request.path.startswith(url)) for title, url in rows]
