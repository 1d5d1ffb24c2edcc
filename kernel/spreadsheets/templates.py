"""Workbooks to be filled in and sent back: locked headings, lists to choose from, rows that are there."""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from kernel.spreadsheets.writing import FORMATS, WIDTHS, plain, sheet_titles

LISTS = "lists"
WIDTH = 26


@dataclass(frozen=True)
class FillIn:
    """A column to be filled in: its heading, the kind of its values, and the words to choose from, if any."""

    label: str
    kind: str = "text"
    choices: Sequence[str] = ()


def write_template(title: str, columns: Sequence[FillIn], lines: Iterable[Sequence[Any]], *, rows: int) -> IO[bytes]:
    """A workbook with one sheet, read from its start; it vanishes when it is closed.

    `lines` are filled in already; the reader adds theirs, up to `rows`. The headings are locked without a password, and
    a cell with choices offers them and takes nothing else. No text becomes a formula.
    """
    book = Workbook()
    page = book.active
    page.title = sheet_titles([title])[0]
    page.freeze_panes = "A2"
    page.protection.sheet = True
    for name in ("formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "sort"):
        setattr(page.protection, name, False)
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    for number, column in enumerate(columns, 1):
        _head(page.cell(1, number), column)
        page.column_dimensions[get_column_letter(number)].width = WIDTHS.get(column.kind, WIDTH)
        if column.choices:
            _offer(page, lists, number, column.choices, rows)
    filled = list(lines)
    for number in range(2, rows + 2):
        line = filled[number - 2] if number - 2 < len(filled) else [None] * len(columns)
        for place, (column, value) in enumerate(zip(columns, line, strict=True), 1):
            _body(page.cell(number, place), column, value)
    target = tempfile.TemporaryFile(prefix="raboj-", suffix=".xlsx")  # noqa: SIM115 - whoever reads it closes it
    book.save(target)
    target.seek(0)
    return target


def _head(cell: Cell, column: FillIn) -> None:
    cell.value = plain(column.label)
    cell.data_type = "s"
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", start_color="FFEFEAE0")
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _body(cell: Cell, column: FillIn, value: Any) -> None:
    found = plain(value)
    if found is not None:
        cell.value = found
        if isinstance(found, str):
            cell.data_type = "s"
    cell.number_format = FORMATS.get(column.kind, "General")
    cell.protection = Protection(locked=False)


def _offer(page: Any, lists: Any, number: int, choices: Sequence[str], rows: int) -> None:
    letter = get_column_letter(number)
    for place, choice in enumerate(choices, 1):
        lists.cell(place, number).value = choice
    source = f"'{LISTS}'!${letter}$1:${letter}${len(choices)}"
    validation = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
    validation.add(f"{letter}2:{letter}{rows + 1}")
    page.add_data_validation(validation)
