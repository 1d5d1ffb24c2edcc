"""Opening a workbook or a CSV file from outside: by what it is, not by its name, and never more than it may hold."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import iterparse, parse
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from python_calamine import CalamineError, CalamineWorkbook

from kernel import archives
from kernel.refusals import Refusal
from kernel.spreadsheets.extent import corner

SLACK = 50  # rows above the header and below the limit that are still looked at
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class FileRefused(Refusal):
    """The file cannot be read as a table at all."""


@dataclass(frozen=True)
class Grid:
    """One sheet as plain cells from A1 on. `marked` names cells that hold no plain value: "B7" -> what it holds."""

    title: str
    cells: list[list[Any]]
    marked: dict[str, str] = field(default_factory=dict)
    merged: tuple[str, ...] = ()


def open_grids(file: IO[bytes], most_rows: int) -> list[Grid]:
    """The visible sheets of a workbook, or the one table of a CSV file, at most `most_rows` and a few rows of each.

    Raises a Refusal when the file is neither, or is not safe to open.
    """
    file.seek(0)
    head = file.read(4)
    file.seek(0)
    if not head:
        raise FileRefused(_("The file is empty."))
    if head == b"PK\x03\x04":
        return list(_workbook(file, most_rows + SLACK))
    if head == b"\xd0\xcf\x11\xe0":
        raise FileRefused(_("The file is locked by a password, or of the format of before 2007. Save it as .xlsx."))
    return [Grid("", _csv(file, most_rows + SLACK))]


def _workbook(file: IO[bytes], most: int) -> Iterator[Grid]:
    if "xl/workbook.xml" not in archives.members(file):
        raise FileRefused(_("The file is not a workbook. Save the table as .xlsx or .csv and upload that."))
    try:
        paths = _sheet_paths(file)
        _check_extent(file, paths.values())
        file.seek(0)
        book = CalamineWorkbook.from_filelike(file)
        visible = [each.name for each in book.sheets_metadata if str(each.visible).endswith("Visible")]
        for name in visible:
            sheet = book.get_sheet_by_name(name)
            merged = tuple(_range(*corners) for corners in sheet.merged_cell_ranges or ())
            cells = sheet.to_python(skip_empty_area=False, nrows=most)
            yield Grid(name, cells, dict(_marked(file, paths[name], most)), merged)
    except (CalamineError, ValueError, KeyError, ParseError) as error:
        raise FileRefused(_("The workbook is damaged. Open it, save it again, and upload that.")) from error


def _check_extent(file: IO[bytes], paths: Iterable[str]) -> None:
    """Refuse a sheet that would take more room than any table, before anything opens it."""
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        for path in paths:
            with archive.open(path) as part:
                cell = corner(part, archive.getinfo(path).file_size)
            if cell:
                reason = _("Cell %(cell)s lies too far from the table: delete the rows and columns behind the table.")
                raise FileRefused(reason % {"cell": cell})


def _range(start: tuple[int, int], end: tuple[int, int]) -> str:
    return f"{get_column_letter(start[1] + 1)}{start[0] + 1}:{get_column_letter(end[1] + 1)}{end[0] + 1}"


def _sheet_paths(file: IO[bytes]) -> dict[str, str]:
    """Where in the archive each sheet stands. Raises KeyError or ValueError where that is not plain."""
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        with archive.open("xl/_rels/workbook.xml.rels") as part:
            targets = {each.get("Id"): each.get("Target", "") for each in parse(part).iter(_PACKAGE)}
        with archive.open("xl/workbook.xml") as part:
            sheets = [
                (each.get("name", ""), targets[each.get(_RELATION)]) for each in parse(part).iter(f"{_MAIN}sheet")
            ]
    paths = {name: target.lstrip("/") if target.startswith("/") else f"xl/{target}" for name, target in sheets}
    if len(paths) < len(sheets):
        raise ValueError("two sheets bear one name")
    return paths


def _marked(file: IO[bytes], path: str, most: int) -> Iterator[tuple[str, str]]:
    """Cells that hold a formula or an error, which the reader of values would pass over in silence."""
    file.seek(0)
    with zipfile.ZipFile(file) as archive, archive.open(path) as part:
        for number, (_event, row) in enumerate(_rows(part)):
            for cell in row.iter(f"{_MAIN}c"):
                if cell.get("t") == "e":
                    yield cell.get("r", ""), "error"
                elif cell.find(f"{_MAIN}f") is not None:
                    yield cell.get("r", ""), "formula"
            row.clear()
            if number > most:
                return


def _rows(part: IO[bytes]) -> Iterator[tuple[str, Any]]:
    return (each for each in iterparse(part, events=("end",)) if each[1].tag == f"{_MAIN}row")


def _csv(file: IO[bytes], most: int) -> list[list[str]]:
    raw = file.read()
    encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise FileRefused(
            _("The letters of this file cannot be read for sure. Save it as “CSV UTF-8” or as .xlsx.")
        ) from None
    if "\x00" in text:
        raise FileRefused(_("The file is not a table. Save the table as .xlsx or .csv and upload that."))
    first = text.lstrip("\r\n").split("\n", 1)[0]
    comma = max(";,\t|", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True)
    try:
        return [row for row, _place in zip(reader, range(most), strict=False)]
    except csv.Error as error:
        facts = {"row": reader.line_num, "problem": error}
        raise FileRefused(_("The file breaks off at line %(row)s: %(problem)s.") % facts) from error
