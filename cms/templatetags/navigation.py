"""The public site's own tags: its menu, and the same page in the other languages."""

from functools import partial

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page, Site

from cms.keeping import version_of
from kernel.context import LanguageLink, Line
from kernel.keeping import keep

register = template.Library()


@register.simple_tag(takes_context=True)
def site_menu(context: Context) -> list[Line]:
    """The pages shown in menus directly under the front page of the current language; read anew when a page changed."""
    request = context.get("request")
    if request is None:
        return []
    language = get_language() or ""
    rows = keep(("menu", request.get_host(), language), version_of(request).tree, partial(_menu_of, request, language))
    return [Line(title, url, request.path.startswith(url)) for title, url in rows]


def _menu_of(request: HttpRequest, language: str) -> list[tuple[str, str]]:
    """Titles and addresses in the order of the site's tree."""
    site = Site.find_for_request(request)
    if site is None:
        return []
    pages = Page.objects.live().in_menu().filter(depth=site.root_page.depth + 1, locale__language_code=language)
    return [(title, f"/{language}/{slug}/") for title, slug in pages.order_by("path").values_list("title", "slug")]


@register.simple_tag(takes_context=True)
def same_page_in_languages(context: Context) -> list[LanguageLink]:
    """Links to this address in every language; empty where the address carries no language."""
    request = context.get("request")
    current = get_language()
    prefix = f"/{current}/"
    if request is None or not request.path.startswith(prefix):
        return []
    rest = request.get_full_path()[len(prefix) :]
    return [
        LanguageLink(code, get_language_info(code)["name_local"], f"/{code}/{rest}", code == current)
        for code, _name in settings.LANGUAGES
    ]
