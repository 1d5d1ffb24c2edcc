"""How the files of an application are named for the committee: by what they are, never as their senders called them.

`APP-2026-0042_Statut_CasaMare.pdf`: the reference, the place of the file in the form, the organisation, and the ending
that belongs to its content. In a blind review the organisation is left out.
"""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

from grants.models import ApplicationFile
from kernel.uploads import KINDS

LONGEST_PART = 40
OTHER = "Alt-fisier"
_QUOTED = re.compile(r"[„“”«»\"]([^„“”«»\"]+)[„“”«»\"]")
_LATIN = "a b v g d e j z i i k l m n o p r s t u f h t ci s sci - y - e iu ia".replace("-", "").split(" ")
_CYRILLIC = dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюя", _LATIN, strict=True))


def plain_part(text: str) -> str:
    """`text` as a part of a file name: Latin letters and figures, words joined by capitals, 40 letters at most."""
    latin = "".join(_CYRILLIC.get(letter, letter) for letter in text.lower().replace("ё", "е"))
    bare = unicodedata.normalize("NFD", latin)
    words = re.findall(r"[a-z0-9]+", "".join(letter for letter in bare if not unicodedata.combining(letter)))
    return "".join(word[:1].upper() + word[1:] for word in words)[:LONGEST_PART]


def organization_part(name: str) -> str:
    """An organisation in a file name: what stands between quotation marks, otherwise its whole name."""
    quoted = _QUOTED.search(name)
    return plain_part(quoted.group(1) if quoted else name)


def extension_of(content_type: str, filename: str) -> str:
    """The ending that belongs to the content; the one of the name only where several belong to it."""
    fitting = [extension for extension, kind in KINDS.items() if kind.content_type == content_type]
    said = PurePosixPath(filename).suffix.lstrip(".").lower()
    return said if said in fitting else (fitting[0] if fitting else "bin")


def place_of(file: ApplicationFile) -> str:
    """The place of a file in the form: its requirement, its question, or that it is another one."""
    if file.requirement is not None:
        return plain_part(str(file.requirement.title_ro)) or OTHER  # type: ignore[attr-defined]  # a column per language
    if file.question is not None:
        return plain_part(str(file.question.label_ro)) or OTHER  # type: ignore[attr-defined]  # a column per language
    return OTHER


def committee_name(file: ApplicationFile, blind: bool = False) -> str:
    """The name of `file` for the committee; `blind` leaves the organisation out. Reads requirement and question."""
    application = file.application
    parts = [application.reference, place_of(file)]
    if not blind:
        parts.append(organization_part(str(application.organization.name_ro)))  # type: ignore[attr-defined]
    stem = "_".join(part for part in parts if part)
    return f"{stem}.{extension_of(file.document.content_type, file.document.filename)}"


def committee_names(files: Iterable[ApplicationFile], blind: bool = False) -> dict[int, str]:
    """The names of `files` by id, none twice: a second file of one place gets `_2`, and so on, in the order given."""
    found: dict[int, str] = {}
    taken: set[str] = set()
    for file in files:
        name = committee_name(file, blind)
        stem, _dot, extension = name.rpartition(".")
        number = 2
        while name in taken:
            name, number = f"{stem}_{number}.{extension}", number + 1
        taken.add(name)
        found[file.pk] = name
    return found
