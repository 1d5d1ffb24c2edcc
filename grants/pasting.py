"""A block copied from a spreadsheet, read row by row and cell by cell. No Django.

Cells are separated by tabs (what Excel and LibreOffice put on the clipboard), or by semicolons where there is no tab.
Numbers are read as people write them here: `1 234,50`, `1.234,50`, `1,234.50`, `1234.5`.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_SPACES = re.compile(r"[\s\u00a0\u202f']+")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}([.,])\d{3}(\1\d{3})*")


class NotANumber(ValueError):
    """A text that cannot be read as one number."""


@dataclass(frozen=True)
class Cell:
    """Where in the block: row and column, counted from 1 as people count."""

    row: int
    column: int
    text: str


def read_number(text: str) -> Decimal:
    """The number that `text` says; raises NotANumber for words, two numbers, or a text that could mean two numbers.

    The last of "." and "," is the decimal mark when both stand. One alone is the decimal mark, unless it stands more
    than once and parts whole thousands. `1.234` and `1,234` could mean either and are refused.
    """
    bare = _SPACES.sub("", text)
    dot, comma = bare.rfind("."), bare.rfind(",")
    if dot >= 0 and comma >= 0:
        mark, other = (".", ",") if dot > comma else (",", ".")
        whole = bare[: max(dot, comma)]
        if mark in whole or not _THOUSANDS.fullmatch(whole):
            raise NotANumber(text)
        bare = whole.replace(other, "") + "." + bare[max(dot, comma) + 1 :]
    elif dot >= 0 or comma >= 0:
        mark = "." if dot >= 0 else ","
        if _THOUSANDS.fullmatch(bare):
            if bare.count(mark) == 1 and not bare.lstrip("+-").startswith("0"):
                raise NotANumber(text)
            bare = bare.replace(mark, "" if bare.count(mark) > 1 else ".")
        else:
            bare = bare.replace(mark, ".")
    if not _NUMBER.fullmatch(bare):
        raise NotANumber(text)
    try:
        return Decimal(bare)
    except InvalidOperation as error:
        raise NotANumber(text) from error


def read_block(text: str) -> list[list[str]]:
    """The rows of `text` as lists of stripped cells; empty rows are left out. Quoted cells may hold line breaks."""
    delimiter = "\t" if "\t" in text else ";"
    rows = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter=delimiter)
    cells = ([cell.strip() for cell in row] for row in rows)
    return [row for row in cells if any(row)]


def is_heading(row: Sequence[str], number_columns: Sequence[int]) -> bool:
    """Whether `row` names columns: words, and nothing with a digit, where numbers should stand."""
    cells = [row[column] for column in number_columns if column < len(row)]
    return bool(cells) and all(cell and not re.search(r"\d", cell) for cell in cells)
