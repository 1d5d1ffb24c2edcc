"""Files with rows: written so that they are safe to open, read so that every fault is named by its cell."""

from kernel.spreadsheets.columns import CellError, Wanted
from kernel.spreadsheets.reading import Reading, Row, read_rows
from kernel.spreadsheets.writing import Heading, Sheet, write_csv, write_workbook

__all__ = [
    "CellError",
    "Heading",
    "Reading",
    "Row",
    "Sheet",
    "Wanted",
    "read_rows",
    "write_csv",
    "write_workbook",
]
