"""The source of the house as data: files, syntax trees and templates, for the tests that judge it."""

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.ROOT)
FLOORS = ("kernel", "organizations", "grants", "monitoring", "reports", "cms", "config")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
# Rooms whose public functions are contracts; a module of this name or a file in a folder of this name.
CONTRACTS = ("actions", "queries", "figures")


def modules(*folders: str) -> list[Path]:
    """Every module under `folders` that a person wrote: migrations are generated."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def product() -> list[Path]:
    """Every module of the floors."""
    return modules(*FLOORS)


def everything() -> list[Path]:
    """Every module: floors, tests, measurements, scripts."""
    return [ROOT / "manage.py", *product(), *modules("tests", "benchmarks", "scripts", "docs")]


@functools.cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(), str(path))


def nodes(paths: list[Path]) -> Iterator[tuple[Path, ast.AST]]:
    """Every node of the syntax trees of `paths`, with its file."""
    for path in paths:
        for node in ast.walk(tree(path)):
            yield path, node


def calls(paths: list[Path], *names: str) -> Iterator[tuple[Path, ast.Call]]:
    """Every call of a function or method with one of `names`."""
    for path, node in nodes(paths):
        if isinstance(node, ast.Call) and called(node) in names:
            yield path, node


def called(call: ast.Call) -> str:
    """The last name of what is called: `update` for `thing.filter().update()`."""
    return getattr(call.func, "attr", None) or getattr(call.func, "id", "")


def keywords(call: ast.Call) -> set[str]:
    """The names of its keyword arguments."""
    return {word.arg for word in call.keywords if word.arg}


def at(path: Path, node: ast.AST | int) -> str:
    """Where a fault stands: file and line."""
    line = node if isinstance(node, int) else node.lineno
    return f"{path.relative_to(ROOT)}:{line}"


def templates(folder: str = "") -> list[Path]:
    """Every template under templates/, or under one folder of it."""
    return sorted(path for path in (ROOT / "templates" / folder).rglob("*") if path.suffix in {".html", ".txt", ".xml"})


def floor_of_template(path: Path) -> int:
    """The floor that a template belongs to by its folder; layouts, components and the rest are the kernel's."""
    folder = path.relative_to(ROOT / "templates").parts[0]
    return FLOORS.index(folder) if folder in FLOORS else 0


def floor_of(path: Path) -> int:
    """The floor that a module belongs to, counted from the kernel."""
    return FLOORS.index(path.relative_to(ROOT).parts[0])


def matches(paths: list[Path], pattern: str) -> Iterator[tuple[str, re.Match]]:
    """Every place in `paths` where `pattern` stands, template comments left out."""
    for path in paths:
        text = re.sub(
            r"{% comment %}.*?{% endcomment %}|{#.*?#}",
            lambda found: "\n" * found.group().count("\n"),
            path.read_text(),
            flags=re.DOTALL,
        )
        for found in re.finditer(pattern, text, re.IGNORECASE):
            yield at(path, text.count("\n", 0, found.start()) + 1), found
