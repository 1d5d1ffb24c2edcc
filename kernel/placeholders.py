"""Texts that staff write once and that are filled for each reader: “Dear {organization}, …”.

A placeholder is a name in braces, in small Latin letters, digits and underscores. A brace that is meant as a brace is
written twice: `{{` and `}}`. Nothing is executed: a placeholder has no attributes, formats or functions.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kernel.refusals import Refusal

# A doubled brace, a placeholder, or a brace that is neither.
_PIECE = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class PlaceholderRefused(Refusal):
    """A text names a placeholder that nobody can fill, or its braces are wrong; the reason names it and its line."""


@dataclass(frozen=True)
class Placeholder:
    """One placeholder as it stands in a text; `line` counts from 1."""

    name: str
    line: int


def _pieces(text: str) -> Iterator[tuple[re.Match[str], Placeholder | None]]:
    for found in _PIECE.finditer(text):
        if found.group() in {"{{", "}}"}:
            yield found, None
            continue
        line, name = text.count("\n", 0, found.start()) + 1, (found.group(1) or "").strip()
        if not _NAME.fullmatch(name):
            raise PlaceholderRefused(
                _("“%(piece)s” in line %(line)s is no placeholder: write {name}, or {{ for a brace.")
                % {"piece": found.group(), "line": line}
            )
        yield found, Placeholder(name, line)


def fields_of(text: str) -> list[Placeholder]:
    """The placeholders of `text`, each name once, in the order in which they come; `line` is where it comes first.

    Raises PlaceholderRefused where braces hold no name.
    """
    found: dict[str, Placeholder] = {}
    for _piece, each in _pieces(text):
        if each is not None:
            found.setdefault(each.name, each)
    return list(found.values())


def check(text: str, known: Collection[str]) -> None:
    """Raise PlaceholderRefused unless every placeholder of `text` is one of `known`.

    The reason names the first one that is not, its line, and which there are.
    """
    for each in fields_of(text):
        if each.name not in known:
            raise PlaceholderRefused(
                _("There is no placeholder {%(field)s} (line %(line)s). There are: %(known)s.")
                % {"field": each.name, "line": each.line, "known": ", ".join(f"{{{name}}}" for name in sorted(known))}
            )


def fill(text: str, values: Mapping[str, object]) -> str:
    """`text` with each placeholder replaced by its value, and doubled braces by single ones.

    What a value says is never read as a placeholder. Raises PlaceholderRefused when one has no value (None or absent).
    """
    parts, end = [], 0
    for found, each in _pieces(text):
        parts.append(text[end : found.start()])
        end = found.end()
        if each is None:
            parts.append(found.group()[0])
            continue
        value = values.get(each.name)
        if value is None:
            raise PlaceholderRefused(
                _("There is nothing to put for {%(field)s} (line %(line)s).") % {"field": each.name, "line": each.line}
            )
        parts.append(str(value))
    return "".join([*parts, text[end:]])
