"""How alike two organisations are by their names, whatever the alphabet, the order of words and the legal form.

No Django. The score is a whole number from 0 (nothing in common) to 100 (the same words):

1. Each name is folded (no case, no diacritics), Cyrillic is written in Latin letters as Moldova spells it, and
   letters that stand for one sound become one: k, ck, q → c; y → i; w → v; ph → f; x → cs; ch, gh before e, i → c, g;
   doubled letters → one.
2. Words of legal forms ("AO", "asociația obștească", "ОО", "foundation" …) and short links ("de", "și", "и", "of")
   are left out, unless nothing else is left.
3. A word weighs as many as it has letters; words that many names hold ("centrul", "tineri", "Moldova") a quarter.
4. Words are paired, the likest first, each once; two words are like by 1 − (edit distance) / (letters of the longer),
   and pairs below 0.75 do not count.
5. name score = 100 × Σ over pairs (weight of both × likeness) / (weight of all words of both names), rounded.

Between two organisations the highest name score counts, over all languages in which their names are written and their
short names among each other; +5 for each of e-mail, phone and website that are the same, 100 at most. It is symmetric.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kernel.folding import fold

LIKELY, POSSIBLE = 80, 65  # shown to a newcomer; noted for staff
LEAST_PAIR = 0.75
CONTACT = 5
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "j", "з": "z", "и": "i", "к": "c", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "t",
    "ч": "c", "ш": "s", "щ": "s", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "і": "i", "є": "e",
    "ї": "i", "ґ": "g",
}  # fmt: skip
_CYRILLIC_PAIRS = (("дж", "g"), ("кс", "cs"), ("ье", "e"), ("ие", "ie"))
_SOUNDS = (
    (re.compile(r"([cg])h(?=[ei])"), r"\1"), (re.compile(r"ck|k|q"), "c"), (re.compile("ph"), "f"),
    (re.compile("w"), "v"), (re.compile("y"), "i"), (re.compile("x"), "cs"), (re.compile("tz"), "t"),
    (re.compile(r"(.)\1+"), r"\1"),
)  # fmt: skip
_WORDS = re.compile(r"[^\W_]+")
_ABBREVIATION = re.compile(r"\b(\w)\.\s?(?=\w\b)")
_FORMS = [
    "ao",
    "aobsteasca",
    "ong",
    "onp",
    "osc",
    "asociatia",
    "asociatie",
    "asociatiei",
    "association",
    "obsteasca",
    "obsteasc",
    "publica",
    "nonprofit",
    "fundatia",
    "fundatie",
    "foundation",
    "fund",
    "uniunea",
    "union",
    "organizatia",
    "organizatie",
    "organization",
    "organisation",
    "neguvernamentala",
    "necomerciala",
    "institutia",
    "institutie",
    "privata",
    "ip",
    "srl",
    "ltd",
    "llc",
    "ngo",
    "ассоциация",
    "общественная",
    "общественное",
    "общественный",
    "объединение",
    "организация",
    "оо",
    "фонд",
    "союз",
    "нко",
    "нпо",
    "некоммерческая",
    "негосударственная",
    "учреждение",
]
_LINKS = [
    "a",
    "al",
    "ale",
    "cu",
    "da",
    "de",
    "des",
    "din",
    "for",
    "in",
    "la",
    "of",
    "pe",
    "pentru",
    "si",
    "the",
    "with",
    "и",
    "в",
    "для",
    "за",
    "из",
    "на",
    "от",
    "по",
    "при",
    "с",
]
_COMMON = [
    "centrul",
    "centru",
    "center",
    "centre",
    "centr",
    "moldova",
    "moldovei",
    "republica",
    "республика",
    "молдова",
    "молдовы",
    "rm",
    "resurse",
    "drepturile",
    "dezvoltare",
    "dezvoltarea",
    "development",
    "развития",
    "развитие",
    "tinerilor",
    "tineri",
    "tinerii",
    "youth",
    "молодежи",
    "copii",
    "copiilor",
    "children",
    "детей",
    "regional",
    "regionala",
    "raional",
    "national",
    "nationala",
    "sociala",
    "social",
    "servicii",
    "central",
    "центр",
    "людей",
    "oameni",
    "persoane",
]


@lru_cache(maxsize=65_536)
def latin(text: str) -> str:
    """`text` folded and in Latin letters, with letters that stand for one sound made one."""
    folded = fold(text)
    for pair, letters in _CYRILLIC_PAIRS:
        folded = folded.replace(pair, letters)
    written = "".join(_CYRILLIC.get(letter, letter) for letter in folded)
    for pattern, letters in _SOUNDS:
        written = pattern.sub(letters, written)
    return written


_FORM_WORDS = frozenset(latin(word) for word in [*_FORMS, *_LINKS])
_COMMON_WORDS = frozenset(latin(word) for word in _COMMON)


@lru_cache(maxsize=16_384)
def words_of(name: str) -> tuple[str, ...]:
    """The words of `name` that tell it from others, in Latin letters, sorted; all of them when none would be left."""
    joined = _ABBREVIATION.sub(r"\1", fold(name))
    every = [latin(word) for word in _WORDS.findall(joined)]
    telling = [word for word in every if word and word not in _FORM_WORDS]
    return tuple(sorted(telling or [word for word in every if word]))


def _weight(word: str) -> float:
    return len(word) / 4 if word in _COMMON_WORDS else float(len(word))


@lru_cache(maxsize=65_536)
def _distance(first: str, second: str) -> int:
    """Letters to insert, remove or change to get from one word to the other (Levenshtein)."""
    row = list(range(len(second) + 1))
    for place, letter in enumerate(first, start=1):
        before, row[0] = row[0], place
        for index, other in enumerate(second, start=1):
            step = min(row[index] + 1, row[index - 1] + 1, before + (letter != other))
            before, row[index] = row[index], step
    return row[-1]


@lru_cache(maxsize=65_536)
def _letters(word: str) -> frozenset[str]:
    return frozenset(word)


def _likeness(first: str, second: str) -> float:
    if first == second:
        return 1.0
    longer = max(len(first), len(second))
    most = longer * (1 - LEAST_PAIR)
    # One edit changes which letters occur by two at most, so words of other letters are never close enough.
    if abs(len(first) - len(second)) > most or len(_letters(first) ^ _letters(second)) > 2 * most:
        return 0.0
    first, second = sorted((first, second))
    return 1 - _distance(first, second) / longer


def name_score(first: str, second: str) -> int:
    """How alike two names are, from 0 to 100; see the head of this module for the formula."""
    mine, theirs = words_of(first), words_of(second)
    total = sum(map(_weight, mine)) + sum(map(_weight, theirs))
    if not total:
        return 0
    pairs = sorted(
        (-like, min(one, other), max(one, other), here, there)
        for here, one in enumerate(mine)
        for there, other in enumerate(theirs)
        if (like := _likeness(one, other)) >= LEAST_PAIR
    )
    used_here, used_there, common = set[int](), set[int](), 0.0
    for minus_like, _one, _other, here, there in pairs:
        if here not in used_here and there not in used_there:
            used_here.add(here)
            used_there.add(there)
            common -= minus_like * (_weight(mine[here]) + _weight(theirs[there]))
    return round(100 * common / total)


@dataclass(frozen=True)
class Described:
    """An organisation as far as it is compared: names in all languages, short name, and contacts."""

    names: tuple[str, ...]
    short_name: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""


@dataclass(frozen=True)
class Likeness:
    """A score from 0 to 100 and the codes of its reasons: "name", "short_name", "email", "phone", "website"."""

    score: int
    reasons: tuple[str, ...]


def _same_contacts(first: Described, second: Described) -> list[str]:
    def bare(text: str, kind: str) -> str:
        if kind == "phone":
            return re.sub(r"\D", "", text)[-8:]
        return re.sub(r"^https?://(www\.)?|/+$", "", fold(text))

    return [
        kind
        for kind in ("email", "phone", "website")
        if bare(getattr(first, kind), kind) and bare(getattr(first, kind), kind) == bare(getattr(second, kind), kind)
    ]


def _best(mine: Iterable[str], theirs: Sequence[str]) -> int:
    return max((name_score(one, other) for one in mine if one for other in theirs if other), default=0)


def compare(first: Described, second: Described) -> Likeness:
    """How alike two organisations are, and why."""
    by_name = _best(first.names, second.names)
    short = words_of(first.short_name) == words_of(second.short_name) and len(latin(first.short_name)) > 2
    by_short = 70 if short else 0
    contacts = _same_contacts(first, second)
    base = max(by_name, by_short)
    reasons = [*(["name"] if by_name >= POSSIBLE else []), *(["short_name"] if short else []), *contacts]
    return Likeness(min(100, base + CONTACT * len(contacts)), tuple(reasons))
