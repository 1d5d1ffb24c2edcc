"""The buttons of a lifecycle: which moves a person may make on a thing now, and where each is sent to."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from kernel import tones
from kernel.lifecycle import Lifecycle, Move


@dataclass(frozen=True)
class MoveButton:
    """A button. `asks`: a page comes first, which asks for more (a reason, a date) or for a second thought."""

    name: str
    label: str | Promise
    url: str
    asks: bool = False
    is_grave: bool = False


def buttons_for(thing: Any, user: Any, lifecycle: Lifecycle | None) -> list[MoveButton]:
    """The open moves of `thing` for `user`, in the order of the table; none without a lifecycle.

    A move with a page of its own under the route `<app>:<model>_<move>` leads there; the others go to
    `<app>:<model>_move`, which makes them when posted to and asks when opened. A grave move, one that ends badly by the
    tone of its status, is always asked about first.
    """
    if lifecycle is None:
        return []
    return [_button(thing, each) for each in lifecycle.moves_for(thing, user)]


def _button(thing: Any, move: Move) -> MoveButton:
    base = f"{thing._meta.app_label}:{thing._meta.model_name}"
    is_grave = tones.tone_of(move.to) == tones.LATE or move.to == "withdrawn"
    try:
        return MoveButton(move.name, move.label, reverse(f"{base}_{move.name}", args=[thing.pk]), True, is_grave)
    except NoReverseMatch:
        url = reverse(f"{base}_move", args=[thing.pk, move.name])
        return MoveButton(move.name, move.label, url, is_grave, is_grave)
