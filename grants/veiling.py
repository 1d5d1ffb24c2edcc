"""Names taken out of a text: each occurrence is replaced by a mark. No Django.

Case, diacritics, kinds of quotation marks and doubled spaces do not matter; a name is found only as whole words. What
a rule cannot find stays: a name in another case of grammar, an abbreviation that nobody registered, a description by
which everybody knows who is meant. Whoever reads is told so.
"""

import re
from collections.abc import Iterable

from kernel.folding import fold

_QUOTED = re.compile(r"[„“”«»\"‘’']([^„“”«»\"‘’']{3,})[„“”«»\"‘’']")
# What stands before the proper name of an association or a public body, folded.
_FORMS = re.compile(
    r"^(asociatia|asociatie|obsteasca|publica|fundatia|organizatia|neguvernamentala|necomerciala|institutia|centrul|"
    r"a\.?\s?o\.?|i\.?\s?p\.?|o\.?\s?n\.?\s?g\.?|ngo|association|foundation|organization|organisation|public|"
    r"primaria|consiliul|satului|comunei|orasului|municipiului|raionului|raional|local|town|hall|of|"
    r"общественная|организация|ассоциация|фонд|учреждение|примария|о\.?\s?о\.?)\s+"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
SHORTEST = 3


def bare_names(name: str) -> set[str]:
    """`name` folded, without quotation marks, and what is left of it without its legal form; what is quoted in it."""
    found = {_plain(name)}
    found |= {_plain(each) for each in _QUOTED.findall(name)}
    bare = _plain(name)
    while (shorter := _FORMS.sub("", bare)) != bare:
        bare = shorter
    found.add(bare)
    return {each for each in found if len(each) >= SHORTEST}


def person_names(name: str) -> set[str]:
    """The name of a person, folded, in its order and in the other."""
    words = _plain(name).split()
    return {" ".join(words), " ".join(reversed(words))} if len(words) > 1 else set()


def surnames(name: str) -> set[str]:
    """The words of a person's name that are long enough to tell who it is, folded; hidden only when capitalised."""
    words = _plain(name).split()
    return {each for each in words if len(each) >= 4} if len(words) > 1 else set()


def _plain(text: str) -> str:
    return fold(re.sub(r"[„“”«»\"‘’'()]", " ", text))


def hide(text: str, names: Iterable[str], mark: str, *, capitalised: Iterable[str] = ()) -> str:
    """`text` with every occurrence of `names` (folded) replaced by `mark`; of `capitalised`, those in capitals.

    Addresses of mail and pages are replaced too.
    """
    if not text:
        return text
    letters, places = _unfold(text)
    spans = [(found.start(), found.end()) for found in _ADDRESS.finditer(text)]
    for name in names:
        spans += _spans(letters, places, name, len(text))
    for name in capitalised:
        spans += [each for each in _spans(letters, places, name, len(text)) if text[each[0]].isupper()]
    return _replaced(text, spans, mark)


def _unfold(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its letters, where it came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        folded = " " if letter.isspace() or letter in "„“”«»\"‘’'()" else fold(letter)
        for each in folded:
            if each == " " and letters and letters[-1] == " ":
                continue
            letters.append(each)
            places.append(place)
    return "".join(letters), places


def _spans(letters: str, places: list[int], name: str, length: int) -> list[tuple[int, int]]:
    found = []
    start = letters.find(name) if name else -1
    while start >= 0:
        end = start + len(name)
        is_word = (start == 0 or not letters[start - 1].isalnum()) and (
            end == len(letters) or not letters[end].isalnum()
        )
        if is_word:
            found.append((places[start], places[end - 1] + 1 if end else length))
        start = letters.find(name, start + 1)
    return found


def _replaced(text: str, spans: list[tuple[int, int]], mark: str) -> str:
    parts, here = [], 0
    for start, end in sorted(spans):
        if end <= here:
            continue
        if start >= here:
            parts += [text[here:start], mark]
        here = end
    return "".join([*parts, text[here:]])
