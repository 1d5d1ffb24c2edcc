"""The gallery of components, in development only: every component and house tag, with invented samples of its props."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from kernel import clock, samples
from kernel.samples import SampleForm
from kernel.views import csrf_failure

FOLDER = Path(settings.ROOT) / "templates" / "components"
PAGES = {"workspace", "account", "print", "403", "404", "500"}


@dataclass(frozen=True)
class Shown:
    """A component as the gallery prints it: its name, its opening comment, and its samples, drawn."""

    name: str
    props: str
    drawn: list[tuple[str, SafeString]]

    @property
    def is_item(self) -> bool:
        """Whether it is a line that stands in a list only."""
        return any("<li" in html.lstrip()[:4] for _title, html in self.drawn)


def components() -> list[str]:
    """The names of all components, in alphabetical order."""
    return sorted(file.stem for file in FOLDER.glob("*.html"))


def props_of(name: str) -> str:
    """The opening comment of a component: what it is, and what it takes."""
    opening = re.match(r"{#\s*(.*?)\s*#}", (FOLDER / f"{name}.html").read_text(encoding="utf-8"))
    return opening.group(1) if opening else ""


def shown(name: str, request: HttpRequest) -> Shown:
    """The component with its samples drawn; raises KeyError when nobody made one."""
    drawn = [
        (title, render_to_string(f"components/{name}.html", context, request))
        for title, context in samples.of_components()[name]
    ]
    return Shown(name, props_of(name), drawn)


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component, in the public layout."""
    drawn = [shown(name, request) for name in components()]
    context = {"shown": drawn, "pages": sorted({*PAGES, "csrf"}), **samples.of_tags()}
    return render(request, "gallery/components.html", context)


def gallery_page(request: HttpRequest, page: str) -> HttpResponse:
    """One of the layouts with invented content, or an error page."""
    if page == "csrf":
        return csrf_failure(request, "shown in the gallery")
    if page not in PAGES:
        raise Http404
    context = {"form": SampleForm(), "formset": samples.rows(), "now": clock.now(), **samples.of_tags()}
    name = f"{page}.html" if page.isdigit() else f"gallery/{page}.html"
    return render(request, name, context)


@require_POST
def gallery_saved(request: HttpRequest) -> JsonResponse:
    """What a self-saving form is answered: when it was saved. Nothing is kept here."""
    return JsonResponse({"saved_at": f"{timezone.localtime(clock.now()):%H:%M}"})


urlpatterns = [
    path("", gallery, name="gallery_home"),
    path("saved/", gallery_saved, name="gallery_saved"),
    path("<slug:page>/", gallery_page, name="gallery_page"),
]
