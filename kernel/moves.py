"""The buttons of a lifecycle: which moves a person may make on a thing now, and where each is sent to."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from kernel.lifecycle import Lifecycle


@dataclass(frozen=True)
class MoveButton:
    """A button: `asks` says that its page asks for more (a reason, a date) before anything is done."""

    name: str
    label: str | Promise
    url: str
    asks: bool


def buttons_for(thing: Any, user: Any, lifecycle: Lifecycle | None) -> list[MoveButton]:
    """The open moves of `thing` for `user`, in the order of the table; none without a lifecycle.

    A move has a page of its own under the route `<app>:<model>_<move>`, or goes to `<app>:<model>_move`.
    """
    if lifecycle is None:
        return []
    return [_button(thing, each.name, each.label) for each in lifecycle.moves_for(thing, user)]


def _button(thing: Any, name: str, label: str | Promise) -> MoveButton:
    base = f"{thing._meta.app_label}:{thing._meta.model_name}"
    try:
        return MoveButton(name, label, reverse(f"{base}_{name}", args=[thing.pk]), asks=True)
    except NoReverseMatch:
        return MoveButton(name, label, reverse(f"{base}_move", args=[thing.pk, name]), asks=False)
