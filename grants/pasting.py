"""A block copied from a spreadsheet, parted into rows and cells. No Django; numbers are read by `kernel.formatting`.

Cells are separated by tabs (what Excel and LibreOffice put on the clipboard), or by semicolons where there is no tab.
"""

import csv
import io
import re
from collections.abc import Sequence


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
