"""Files with rows: workbooks and CSV that are safe to open.

A cell never becomes a formula: text that begins with = + - @ tab or CR is kept as text (XLSX) or gets an apostrophe
before it (CSV). Control characters that no spreadsheet can hold are left out. Memory does not grow with the rows.
"""

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

LONGEST = 32_767  # letters in a cell of a workbook
MOST_ROWS = 1_048_576
FORMATS = {
    "money": "#,##0.00",
    "number": "General",
    "date": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm",
    "percent": "0.0%",
}
WIDTHS = {"money": 16, "number": 12, "date": 12, "moment": 17, "percent": 10, "status": 16}
WIDTH = 28
RISKY = ("=", "+", "-", "@", "\t", "\r")
_BREAKS = re.compile(r"\r\n?")


@dataclass(frozen=True)
class Heading:
    """A column of a file: its label, and the kind of its values (text, money, number, date, moment, percent)."""

    label: str
    kind: str = "text"


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: headings, and lines of plain values in their order."""

    title: str
    headings: Sequence[Heading]
    lines: Iterable[Sequence[Any]] = field(default_factory=list)


def plain(value: Any) -> Any:
    """`value` as a spreadsheet can hold it: numbers, dates and truth stay what they are, all else becomes clean text.

    Moments lose their time zone after being put into that of the house.
    """
    if value is None or isinstance(value, bool | int | float | Decimal):
        return value
    if isinstance(value, datetime):
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    if isinstance(value, date):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", _BREAKS.sub("\n", str(value)))
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def neutral(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula when it opens a CSV file."""
    return f"'{text}" if text.startswith(RISKY) else text


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def write_csv(headings: Sequence[Heading], lines: Iterable[Sequence[Any]], *, mark: str = "") -> Iterator[str]:
    """CSV in pieces: UTF-8 with its mark, so that Excel reads diacritics; commas; one line per row.

    `mark` ("demo data") stands in a last column of every line.
    """
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    tail = [mark] if mark else []
    yield "\ufeff" + writer.writerow([neutral(each.label) for each in headings] + tail)
    for line in lines:
        yield writer.writerow([_csv_cell(each) for each in line] + tail)


def _csv_cell(value: Any) -> Any:
    found = plain(value)
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, datetime):
        return found.isoformat(sep=" ", timespec="minutes")
    return neutral(found) if isinstance(found, str) else found


class _SheetWriter:
    """Writes one sheet line by line; a cell object per column is used again and again."""

    def __init__(self, sheet: WriteOnlyWorksheet, headings: Sequence[Heading]) -> None:
        self.sheet = sheet
        self.cells = []
        for number, heading in enumerate(headings, 1):
            sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(heading.kind, WIDTH)
            cell = WriteOnlyCell(sheet)
            cell.number_format = FORMATS.get(heading.kind, "General")
            self.cells.append(cell)
        self.text = [WriteOnlyCell(sheet) for _heading in headings]
        for cell in self.text:
            cell.quotePrefix = True

    def head(self, headings: Sequence[Heading]) -> None:
        self.sheet.append([_header(self.sheet, heading.label) for heading in headings])

    def line(self, values: Sequence[Any]) -> None:
        self.sheet.append([self._cell(place, plain(value)) for place, value in enumerate(values)])

    def _cell(self, place: int, value: Any) -> Any:
        if isinstance(value, str):
            if not value.startswith(RISKY):
                return value
            cell = self.text[place]
            cell._value, cell.data_type = value, "s"
            return cell
        if value is None or isinstance(value, bool):
            return value
        cell = self.cells[place]
        cell.value = value
        return cell


def _header(sheet: WriteOnlyWorksheet, label: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet)
    cell._value, cell.data_type = plain(label), "s"
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", start_color="FFEFEAE0")
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def sheet_titles(titles: Iterable[str]) -> list[str]:
    """Titles that a workbook accepts: at most 31 letters, none of []:*?/\\, no two alike."""
    found: list[str] = []
    for title in titles:
        clean = re.sub(r"[\[\]:*?/\\]", " ", str(plain(title))).strip(" '")[:31] or "1"
        number = 2
        while clean.casefold() in {each.casefold() for each in found}:
            clean = f"{clean[:27]} {number}"
            number += 1
        found.append(clean)
    return found


def write_workbook(
    sheets: Sequence[Sheet], *, notes: Sequence[tuple[str, Any]] = (), mark: str = "", notes_title: str = "Notes"
) -> IO[bytes]:
    """An XLSX workbook in a temporary file, read from its start; it vanishes when it is closed.

    Each sheet has a heading that stays in sight. `notes` become a last sheet of pairs. `mark` ("demo data") stands as
    the first line of every sheet. Raises ValueError when a sheet has more rows than a workbook can hold.
    """
    book = Workbook(write_only=True)
    titles = sheet_titles([*(each.title for each in sheets), *([notes_title] if notes else [])])
    for each, title in zip(sheets, titles, strict=False):
        _write_sheet(book.create_sheet(title), each, mark)
    if notes:
        pairs = Sheet(titles[-1], [Heading(""), Heading("")], notes)
        _write_sheet(book.create_sheet(titles[-1]), pairs, mark, has_head=False)
    target = tempfile.TemporaryFile(prefix="raboj-", suffix=".xlsx")  # noqa: SIM115 - whoever reads it closes it
    book.save(target)
    target.seek(0)
    return target


def _write_sheet(page: WriteOnlyWorksheet, sheet: Sheet, mark: str, *, has_head: bool = True) -> None:
    top = (1 if mark else 0) + (1 if has_head else 0)
    page.freeze_panes = f"A{top + 1}" if top else None
    writer = _SheetWriter(page, sheet.headings)
    if mark:
        page.append([_header(page, mark)])
    if has_head:
        writer.head(sheet.headings)
    for number, line in enumerate(sheet.lines, top + 1):
        if number > MOST_ROWS:
            raise ValueError(f"A sheet holds {MOST_ROWS} rows; {sheet.title} has more.")
        writer.line(line)
