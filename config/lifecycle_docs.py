"""docs/lifecycles.md, drawn from the tables: every thing that has a status, and in which order its acts follow."""

from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

from django.conf import settings
from django.utils.translation import override

from kernel.lifecycle import Lifecycle

FLOORS = ("organizations", "grants", "monitoring")
PATH = settings.ROOT / "docs" / "lifecycles.md"
HEAD = """# Lifecycles

Drawn from the tables in the code by `manage.py draw_lifecycles`; a test fails when it is stale. *When* is written here;
*who* is the permission in the last column (`rules/` of the floor), or the system itself.
"""


def all_lifecycles() -> list[Lifecycle]:
    """Every table of the house, floor by floor, in the order of its modules and lines."""
    found: dict[str, Lifecycle] = {}
    for floor in FLOORS:
        for module in _modules(floor):
            for value in vars(module).values():
                if isinstance(value, Lifecycle):
                    found.setdefault(value.name, value)
    return list(found.values())


def _modules(floor: str) -> list[ModuleType]:
    """The `lifecycles` package or module of a floor with all that is in it."""
    try:
        package = import_module(f"{floor}.lifecycles")
    except ModuleNotFoundError:
        return []
    names = [each.name for each in walk_packages(getattr(package, "__path__", []), f"{package.__name__}.")]
    return [*(import_module(name) for name in sorted(names)), package]


def as_markdown() -> str:
    """The whole page."""
    with override("en"):
        return "\n".join([HEAD, *(_chapter(lifecycle) for lifecycle in all_lifecycles())])


def _chapter(lifecycle: Lifecycle) -> str:
    rows = [
        f"| {move.name} | {', '.join(sorted(move.from_))} | {move.to} | {move.permission or 'the system'} |"
        for move in lifecycle
    ]
    table = "\n".join(["| move | from | to | who |", "| --- | --- | --- | --- |", *rows])
    return f"## {str(lifecycle.title).capitalize()}\n\n```mermaid\n{lifecycle.as_mermaid()}\n```\n\n{table}\n"
