"""Invented things: how to see that something is one. Real and invented figures are never added together."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from kernel.tables import read

# Who looks is no part of what the page is about.
LOOKING = {"user", "request"}


def is_demo(thing: Any) -> bool:
    """Whether `thing` is invented: by its flag, or by what it hangs on, to which the path `demo` of its model leads."""
    if hasattr(thing, "is_demo"):
        return bool(thing.is_demo)
    path = getattr(thing, "demo", "")
    return bool(path and read(thing, path))


def names_demo(facts: Mapping[Any, Any]) -> bool:
    """Whether a page with `facts` names something invented: a thing among them is, or `has_demo` says so of a list."""
    things: Iterable[Any] = (fact for name, fact in facts.items() if name not in LOOKING and isinstance(fact, Model))
    return bool(facts.get("has_demo")) or any(is_demo(thing) for thing in things)
