"""What in a text may tell who wrote it: addresses, numbers, and names that are known. No Django.

It marks rather too much than too little: a person decides, and is only shown where to look.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

PATTERNS = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("site", re.compile(r"(?:https?://|www\.)\S+")),
    ("iban", re.compile(r"\b[A-Z]{2}\d{2}[ ]?(?:[A-Z0-9]{4}[ ]?){3,7}[A-Z0-9]{0,4}\b")),
    ("idno", re.compile(r"(?<!\d)\d{13}(?!\d)")),
    ("phone", re.compile(r"(?<![\d.,])(?!\d\d?[./-]\d\d?[./-]\d{4})(?:\+|0)\d?(?:[\s().-]{0,2}\d){7,12}(?![.,]?\d)")),
)
# Words in the names of half of all organisations; alone they tell nothing.
COMMON = {
    "asociatia", "asociatie", "asociatiei", "obsteasca", "fundatia", "fundatie", "centrul", "centru", "uniunea",
    "initiativa", "moldova", "pentru", "republica", "organizatia", "demo", "association", "foundation", "centre",
    "center", "public", "union", "ассоциация", "общественная", "фонд", "центр", "союз", "организация", "демо",
    "молдова", "республика", "with", "from", "social", "sociale", "servicii", "services",
}  # fmt: skip
LEAST_LETTERS, SHORTEST_STEM = 4, 3


@dataclass(frozen=True)
class Trace:
    """A place in a text, from `start` to `end`, that may tell who wrote it; `kind` says by what."""

    start: int
    end: int
    kind: str


def traces(text: str, names: Iterable[str] = ()) -> list[Trace]:
    """All traces in `text`, in their order, none inside another. `names` are those of people and organisations.

    A name is found in other endings too: a capitalised word that begins as one of its words does.
    """
    found = [Trace(*match.span(), kind) for kind, pattern in PATTERNS for match in pattern.finditer(text)]
    bare = _bare(text)
    for word in sorted({word for name in names for word in _telling(name)}):
        stem = re.escape(word[: max(SHORTEST_STEM, len(word) - 2)])
        found += [
            Trace(*match.span(), "name")
            for match in re.finditer(rf"\b{stem}\w*", bare)
            if text[match.start()].isupper() or match.group() == word
        ]
    kept: list[Trace] = []
    for trace in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or trace.start >= kept[-1].end:
            kept.append(trace)
    return kept


def parts(text: str, found: Iterable[Trace]) -> list[tuple[str, str]]:
    """`text` cut at its traces: pairs of words and kind of trace, "" for what tells nothing."""
    cut, place = [], 0
    for trace in found:
        cut += [(text[place : trace.start], ""), (text[trace.start : trace.end], trace.kind)]
        place = trace.end
    return [(words, kind) for words, kind in [*cut, (text[place:], "")] if words]


def _bare(text: str) -> str:
    """Letter for letter without case and diacritics, so that places stay what they are."""
    return "".join((unicodedata.normalize("NFKD", letter).casefold() or letter)[0] for letter in text)


def _telling(name: str) -> set[str]:
    words = {word for word in re.findall(r"\w+", _bare(name)) if len(word) >= LEAST_LETTERS and not word.isdigit()}
    return words - {_bare(word) for word in COMMON}
