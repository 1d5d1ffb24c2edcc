"""How far the cells of a workbook's sheet reach, found without opening it as a table.

What opens it makes room for every cell between the first and the last: one cell in the last corner of a sheet, in a
file of six kilobytes, would ask for more memory than there is and end the whole process.
"""

import re
from typing import IO, Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.sax import parse
from openpyxl.utils import get_column_letter

MOST_CELLS = 3_000_000  # room of about 100 MB
LARGEST_SHEET = 64 * 1024 * 1024  # bytes of XML, which are read at some 10 MB a second
_LAST_COLUMN = 18_278  # ZZZ
_PLACE = re.compile(r"([A-Za-z]*)([0-9]*)")
_CONTENT = frozenset({"v", "f", "is"})


class SheetRefused(ValueError):
    """The XML of the sheet cannot be read, or is far larger than any table."""


class _Extent(ContentHandler):
    """Follows rows and cells. A cell that only has a style takes no room and is passed over."""

    def __init__(self) -> None:
        super().__init__()
        self.row = self.column = self.bottom = self.right = 0

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - the name is that of the standard library
        """A row, a cell, or what a cell holds."""
        tag = name.rpartition(":")[2]
        if tag in _CONTENT:
            self.bottom, self.right = max(self.bottom, self.row), max(self.right, self.column)
        elif tag in {"c", "row"}:
            place = _PLACE.match(attrs.get("r", ""))
            letters, digits = place.groups() if place else ("", "")
            if tag == "row":
                self.row, self.column = int(digits) if digits else self.row + 1, 0
            else:
                self.row = int(digits) if digits else self.row
                self.column = _number(letters) if letters else self.column + 1


def corner(part: IO[bytes], size: int) -> str:
    """The last cell of a sheet that takes more room than MOST_CELLS, such as "XFD1048576"; "" for any other sheet.

    `size` is that of its XML in bytes. Raises SheetRefused for XML that is too large, broken, or declares entities.
    """
    if size > LARGEST_SHEET:
        raise SheetRefused
    extent = _Extent()
    try:
        parse(part, extent, forbid_dtd=True)
    except (SAXException, DefusedXmlException, ValueError) as error:
        raise SheetRefused from error
    if extent.bottom * extent.right <= MOST_CELLS:
        return ""
    column = get_column_letter(extent.right) if extent.right <= _LAST_COLUMN else "?"
    return f"{column}{extent.bottom}"


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
