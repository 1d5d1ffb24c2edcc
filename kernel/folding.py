"""Folding: one spelling for search, so that "scoala" finds "Școală" and "ПУНТИ" finds "пунти".

No Django. SQLite compares only ASCII without regard to case, so search runs on folded columns (`fields.FoldedField`).
"""

import re
import unicodedata

_LETTERS = str.maketrans({"ß": "ss", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i"})
_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """`text` without case, diacritics and doubled spaces: ă, â = a; î = i; ș, ş = s; ț, ţ = t; ё = е; й = и."""
    # Twice, because each step can bring forth what the other takes apart: № is "No", and İ is an i with a mark.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _SPACES.sub(" ", bare.translate(_LETTERS)).strip()
