"""Which page stands at an address: Wagtail's own answer, found without asking for the same tree on every request.

Wagtail asks eight times: for the site, the language, the front page twice, each step twice, and who may read. The tree
changes when an editor works, so pages are kept for as long as Wagtail's log has nothing new.
"""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail import views
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from cms.keeping import version_of
from cms.models import PublicPage
from kernel.keeping import keep

Found = tuple[Site, PublicPage]


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's view, which finds site and page on the request where it would keep them itself."""
    front = front_of(request)
    if front is not None:
        site, page = front
        request._wagtail_site = site  # type: ignore[attr-defined]  # Wagtail's own place for it
        request._wagtail_route_for_request = route(request, page, path)  # type: ignore[attr-defined]  # the same
    return views.serve(request, path)


def front_of(request: HttpRequest) -> Found | None:
    """The site of this host and its front page in the current language; None where Wagtail has to look itself."""
    tree, language = version_of(request).tree, get_language() or ""

    def find() -> Found | tuple[()]:
        site = Site.find_for_request(request)
        page = site.root_page.localized.specific if site else None
        return (site, _with_readers(page)) if isinstance(page, PublicPage) and page.live else ()

    return keep(("front", request.get_host(), language), tree, find) or None


def route(request: HttpRequest, front: PublicPage, path: str) -> RouteResult | None:
    """The page at `path` below `front` with what its view is given; None when there is none."""
    tree, here = version_of(request).tree, front
    parts = [part for part in path.split("/") if part]
    while parts and here.specific_class.allowed_subpage_models():
        below = keep(("page", str(here.pk), parts[0]), tree, partial(_child, here, parts[0]))
        if below is None or not below.is_open:
            break
        here, parts = below, parts[1:]
    try:
        return here.route(request, parts)
    except Http404:
        return None


def _child(page: PublicPage, slug: str) -> PublicPage | None:
    found = Page.objects.child_of(page).live().filter(slug=slug).specific().first()
    return _with_readers(found) if isinstance(found, PublicPage) else None


def _with_readers(page: PublicPage) -> PublicPage:
    """The page with its language and with who may read it, read once."""
    page.readers = list(page.get_view_restrictions())
    page.locale.language_code  # noqa: B018 - read now, so that it is kept with the page
    return page
