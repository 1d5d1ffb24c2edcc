"""Documents as PDF: accessible, in one layout, the same bytes for the same words on every machine.

A document is a title and a list of blocks; the layout is `templates/pdf/house.typ`. What people typed reaches it as
data and is never read as code. Typefaces are those that come with matplotlib, so no machine prints in others.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext, override

LAYOUT = Path("templates/pdf/house.typ")


@dataclass(frozen=True)
class Heading:
    """The heading of a part (`level` 2) or of a part of a part (3)."""

    text: str
    level: int = 2
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True)
class Text:
    """A paragraph; line breaks stay where they were typed."""

    text: str
    kind: str = field(default="text", init=False)


@dataclass(frozen=True)
class Note:
    """A remark that stands apart, such as a rule by which the rest is to be read."""

    text: str
    kind: str = field(default="note", init=False)


@dataclass(frozen=True)
class Bullets:
    """A list of short things."""

    items: Sequence[str]
    kind: str = field(default="list", init=False)


@dataclass(frozen=True)
class Facts:
    """Names with their values, one pair a line."""

    rows: Sequence[tuple[str, str]]
    kind: str = field(default="facts", init=False)


@dataclass(frozen=True)
class Table:
    """A table: `columns` are its headings, every row has a text for each; `numeric` columns (from 0) stand right.

    `widths` are the shares of the columns, equal when left out. Raises ValueError when a row is too short or too long.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Sequence[int] = ()
    widths: Sequence[int] = ()
    caption: str = ""
    kind: str = field(default="table", init=False)

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows) or len(self.widths) not in (0, len(self.columns)):
            raise ValueError("Every row and the widths have one entry for each column.")
        if not self.widths:
            object.__setattr__(self, "widths", [1] * len(self.columns))


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a new page."""

    kind: str = field(default="break_", init=False)


Block = Heading | Text | Note | Bullets | Facts | Table | NewPage


@dataclass(frozen=True)
class Document:
    """One document. `issuer` heads every page, `footer` ends it; `made_at` is written into the file as its date.

    `is_demo` marks every page as invented. `language` is that of all its words: "ro", "ru" or "en".
    """

    title: str
    blocks: Sequence[Block]
    language: str
    made_at: datetime
    issuer: str = "Răboj"
    subtitle: str = ""
    footer: str = ""
    is_demo: bool = False


@lru_cache(maxsize=1)
def _fonts() -> list[str]:
    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        raise RuntimeError("matplotlib, which brings the typefaces, is not installed.")
    return [str(Path(found.origin).parent / "mpl-data" / "fonts" / "ttf")]


def demo_mark(language: str) -> str:
    """The words that mark an invented document, in `language`."""
    with override(language):
        return gettext("Demo data")


def make_pdf(document: Document) -> bytes:
    """`document` as a tagged PDF (PDF/UA-1). Equal documents give equal bytes."""
    import typst  # noqa: PLC0415 - 80 MB that only those processes load that print

    content = {
        "title": document.title,
        "subtitle": document.subtitle,
        "language": document.language,
        "issuer": document.issuer,
        "footer": document.footer,
        "mark": demo_mark(document.language) if document.is_demo else "",
        "blocks": [asdict(block) for block in document.blocks],
    }
    made: bytes = typst.compile(
        str(settings.ROOT / LAYOUT),
        format="pdf",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(content, ensure_ascii=False, default=str)},
        pdf_standards=["ua-1"],
        timestamp=int(document.made_at.timestamp()),
    )
    return made


def pdf_response(document: Document, name: str) -> HttpResponse:
    """`document` as a file called `name` (with its ending), to be kept or opened."""
    headers = {"Content-Disposition": f'inline; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(make_pdf(document), content_type="application/pdf", headers=headers)
