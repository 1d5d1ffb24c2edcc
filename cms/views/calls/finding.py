"""Which public call an address means, and where its page stands."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from cms.models import CallIndexPage, CallPage
from grants.models import Call


@dataclass(frozen=True)
class Shown:
    """A public call and the path of its page in this language."""

    call: Call
    path: str


def shown_pages() -> models.QuerySet[CallPage]:
    """The live pages of public calls in this language, which nobody is kept from reading."""
    pages = CallPage.objects.live().public().filter(locale__language_code=get_language())
    return pages.filter(call__in=Call.objects.public()).select_related("call__programme__implementer")


def find(slug: str) -> Shown:
    """The public call at `slug`; raises Http404 when there is none."""
    page = shown_pages().filter(slug=slug).first()
    if page is None:
        raise Http404
    return Shown(page.call, path_of(page))


def path_of(page: CallPage) -> str:
    """Where the page stands, below the register of calls of its language."""
    return f"{register_path()}{page.slug}/"


def register_path() -> str:
    """The path of the register of calls in this language."""
    found = CallIndexPage.objects.live().filter(locale__language_code=get_language()).values_list("slug", flat=True)
    return f"/{get_language()}/{found.first() or 'calls'}/"


def whole(path: str) -> str:
    """`path` as an address for readers elsewhere: mails, feeds, calendars."""
    return f"{settings.BASE_URL}{path}"


def here(request: HttpRequest) -> str:
    """The address of this very file."""
    return whole(request.path)
