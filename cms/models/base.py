"""What all public pages share."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page


class RegisterPage(RoutablePageMixin, Page):
    """A page that lists published records of the domain and prints each under its own address.

    A subclass says what is listed (`list_context`) and what one record prints (`record_context`); both read only what
    is published. The records are rows of the floors below, not pages: editors write the text above the list.
    """

    list_template: str
    record_template: str

    class Meta:
        abstract = True

    def list_context(self, request: HttpRequest) -> dict[str, Any]:
        """What the list prints."""
        raise NotImplementedError(type(self))

    def record_context(self, request: HttpRequest, slug: str) -> dict[str, Any]:
        """What the page of one record prints; raises Http404 when nothing published has this address."""
        raise Http404

    def file_response(self, request: HttpRequest) -> HttpResponse | None:
        """The list as a file, when the address asks for one; None for the page."""
        return None

    @path("")
    def index(self, request: HttpRequest) -> HttpResponse:
        """The list, as page or as file."""
        answer = self.file_response(request)
        if answer is not None:
            return answer
        return self.render(request, template=self.list_template, context_overrides=self.list_context(request))

    @path("<slug:slug>/")
    def record(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One record."""
        return self.render(request, template=self.record_template, context_overrides=self.record_context(request, slug))
