"""What is different between two texts, word by word. No Django."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
# Above so many words a side, whole lines are compared: each pair of words would be looked at.
MOST_WORDS = 3000


@dataclass(frozen=True)
class Piece:
    """A run of words that is the same in both texts, gone from the first, or new in the second."""

    kind: str
    text: str


def pieces_of(before: str, after: str) -> list[Piece]:
    """The runs of both texts in their order; what is gone stands before what came in its place.

    The same and gone runs joined are `before`, the same and new ones `after`, to the letter.
    """
    old, new = _tokens(before, after)
    pieces: list[Piece] = []
    for kind, start, end, start_new, end_new in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(SAME, "".join(old[start:end])))
            continue
        if end > start:
            pieces.append(Piece(GONE, "".join(old[start:end])))
        if end_new > start_new:
            pieces.append(Piece(NEW, "".join(new[start_new:end_new])))
    return pieces


def _tokens(before: str, after: str) -> tuple[list[str], list[str]]:
    # A word carries the space behind it, so that no token is so frequent that matching slows down.
    words = [re.findall(r"\S+\s*|\s+", text) for text in (before, after)]
    if max(len(words[0]), len(words[1])) > MOST_WORDS:
        words = [text.splitlines(keepends=True) for text in (before, after)]
    return words[0], words[1]
