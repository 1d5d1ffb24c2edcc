"""What all public pages share."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page, PageViewRestriction

from kernel.views import ListPage

Found = TypeVar("Found")


def found_in(rows: Sequence[Found]) -> Found:
    """The one row that a question found; Http404 when it found none."""
    if not rows:
        raise Http404
    return rows[0]


class PublicPage(Page):
    """A page of the public site. `readers`: the restrictions on who may read it, where they were read before."""

    readers: list[PageViewRestriction] | None = None

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        """Whether the public may read it, and what stands below it, as far as the facts say; asked each time."""
        return True

    def get_view_restrictions(self) -> Any:
        """Those that were read with the page, or Wagtail's own answer."""
        return super().get_view_restrictions() if self.readers is None else self.readers


class RegisterPage(RoutablePageMixin, PublicPage):
    """A page that lists published records of the domain and prints each under its own address.

    A subclass says which list is shown (`list_view`) and what one record prints (`record_context`); both read only what
    is published. The records are rows of the floors below, not pages.
    """

    list_view: type[ListPage]
    record_template: str

    class Meta:
        abstract = True

    def record_context(self, request: HttpRequest, slug: str) -> dict[str, Any]:
        """What the page of one record prints; raises Http404 when nothing published has this address."""
        raise Http404

    @path("")
    def index(self, request: HttpRequest) -> HttpResponseBase:
        """The list, as page or as file."""
        return self.list_view.as_view()(request, page=self)

    @path("<slug:slug>/")
    def record(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One record."""
        return self.render(request, template=self.record_template, context_overrides=self.record_context(request, slug))
