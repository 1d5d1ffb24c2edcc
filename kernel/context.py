"""What every template may print: the menu of this person, and the languages among which they switch."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_info

from kernel.registries import menu, menu_groups


@dataclass(frozen=True)
class Line:
    """A line of a menu; `is_current` when the page lies at or under its address."""

    label: str | Promise
    url: str
    is_current: bool


@dataclass(frozen=True)
class Group:
    """Lines of a menu that belong together; `label` is empty where no heading is needed."""

    label: str | Promise
    lines: list[Line]


@dataclass(frozen=True)
class LanguageLink:
    """This page in one language, with the language's own name for itself."""

    code: str
    name: str
    url: str
    is_current: bool


# A menu that the eye takes in at once needs no headings.
SHORT_MENU = 7


def menu_of(request: HttpRequest) -> list[Group]:
    """The workspace's menu for the person of `request`; the deepest entry over this address is the current one.

    A short menu is one group without a heading; a longer one follows `menu_groups`, lines without a group first.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    shown = [(entry, reverse(entry.url_name)) for entry in menu if entry.shown_to(user)]
    over = max((url for _entry, url in shown if request.path.startswith(url)), key=len, default=None)

    def lines(*groups: str) -> list[Line]:
        return [Line(entry.label, url, url == over) for entry, url in shown if entry.group in groups]

    names = ["", *(each.name for each in menu_groups)]
    if len(shown) <= SHORT_MENU:
        return [Group("", lines(*names))]
    labels = {each.name: each.label for each in menu_groups}
    groups = [Group(labels.get(name, ""), lines(name)) for name in names]
    return [each for each in groups if each.lines]


def language_links(request: HttpRequest) -> Callable[[], list[LanguageLink]]:
    """A function that templates call: the switch of pages whose address has no language and is the same in each."""

    def links() -> list[LanguageLink]:
        here, address = get_language(), request.get_full_path()
        return [
            LanguageLink(code, get_language_info(code)["name_local"], address, code == here)
            for code, _name in settings.LANGUAGES
        ]

    return links


def house(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `DEMO`, `menu` for a person who is logged in, and `language_links`."""
    return {
        "DEMO": settings.DEMO,
        "menu": menu_of(request),
        "language_links": language_links(request),
    }
