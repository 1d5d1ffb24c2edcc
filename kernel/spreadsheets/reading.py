"""Reading a table from outside: typed rows, or every fault by row and column. Nothing is guessed or skipped."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl.utils import get_column_letter, range_boundaries

from kernel.refusals import Refusal
from kernel.spreadsheets.columns import CellError, CellRefused, Wanted
from kernel.spreadsheets.opening import Grid, open_grids

MOST_ROWS = 20_000
MOST_ERRORS = 200
HEADER_WITHIN = 20  # rows from the top in which the headings are looked for


@dataclass(frozen=True)
class Row:
    """One line of the table: its number as the spreadsheet shows it, and its typed values by name of column."""

    number: int
    values: dict[str, Any]


@dataclass
class Reading:
    """What was read: `rows` when there are no `errors`. `ignored` are headings that nobody asked for.

    `places` says under which letter each wanted column stands; `sheet` is the sheet that was read, where the file has
    several.
    """

    rows: list[Row] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    sheet: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether there is no fault in the file."""
        return not self.errors


def read_rows(
    file: IO[bytes], columns: Sequence[Wanted], *, sheet: str | None = None, most_rows: int = MOST_ROWS
) -> Reading:
    """The rows of an XLSX or CSV file, by headings, with every fault in it: at most MOST_ERRORS are listed.

    The sheet named `sheet` is read, or the first that bears the headings. The headings may stand below a title. Empty
    rows are passed over. Formulas, error values, merged cells, and headings that are missing or stand twice are faults.
    """
    try:
        grids = open_grids(file, most_rows)
    except Refusal as refusal:
        return Reading(errors=[CellError(None, "", str(refusal))])
    is_one_of_several = len(grids) > 1
    if sheet is not None and grids and grids[0].title:
        named = [each for each in grids if each.title.casefold() == sheet.casefold()]
        if not named:
            facts = {"sheet": sheet, "sheets": ", ".join(each.title for each in grids)}
            reason = _("There is no sheet “%(sheet)s”. The file has: %(sheets)s.") % facts
            return Reading(errors=[CellError(None, "", reason)])
        grids = named
    best = max(((_header_row(each, columns), each) for each in grids), key=lambda found: found[0][0], default=None)
    if best is None or not best[0][0]:
        facts = {"columns": ", ".join(each.label for each in columns if each.required)}
        return Reading(errors=[CellError(None, "", _("No row bears these headings: %(columns)s.") % facts)])
    reading = _Table(best[1], best[0][1], columns, most_rows).read()
    reading.sheet = best[1].title if is_one_of_several else ""
    return reading


def _header_row(grid: Grid, columns: Sequence[Wanted]) -> tuple[int, int]:
    """How many wanted headings the best row of the top bears, and its place from 0."""
    scores = [
        (sum(any(wanted.answers_to(str(cell)) for cell in row) for wanted in columns), -place)
        for place, row in enumerate(grid.cells[:HEADER_WITHIN])
    ]
    score, place = max(scores, default=(0, 0))
    return score, -place


class _Table:
    """One sheet with its header found; collects rows and faults."""

    def __init__(self, grid: Grid, header: int, columns: Sequence[Wanted], most_rows: int) -> None:
        self.grid, self.header, self.columns, self.most_rows = grid, header, columns, most_rows
        self.reading = Reading()
        self.places: dict[str, int] = {}

    def read(self) -> Reading:
        self._find_columns()
        self._check_merged()
        if not self.reading.errors:
            self._read_body()
        if self.reading.errors:
            self.reading.rows = []
        return self.reading

    def fault(self, row: int, place: int | None, reason: str) -> None:
        """Note a fault; `row` and `place` count from 0."""
        column = "" if place is None else get_column_letter(place + 1)
        self.reading.errors.append(CellError(row + 1, column, reason))

    def _find_columns(self) -> None:
        headings = [str(cell).strip() for cell in self.grid.cells[self.header]]
        known = set()
        for wanted in self.columns:
            places = [place for place, heading in enumerate(headings) if heading and wanted.answers_to(heading)]
            known.update(places)
            if len(places) > 1:
                self.fault(
                    self.header, places[1], _("The heading “%(column)s” stands twice.") % {"column": wanted.label}
                )
            elif places:
                self.places[wanted.name] = places[0]
            elif wanted.required:
                self.fault(self.header, None, _("The column “%(column)s” is missing.") % {"column": wanted.label})
        self.reading.places = {name: get_column_letter(place + 1) for name, place in self.places.items()}
        self.reading.ignored = [each for place, each in enumerate(headings) if each and place not in known]

    def _check_merged(self) -> None:
        used = set(self.places.values())
        for area in self.grid.merged:
            left, _top, right, bottom = range_boundaries(area)
            if bottom - 1 >= self.header and used & set(range(left - 1, right)):
                reason = _("The cells %(area)s are merged. Split them and fill each one.") % {"area": area}
                self.reading.errors.append(CellError(_top, get_column_letter(left), reason))

    def _read_body(self) -> None:
        body = self.grid.cells[self.header + 1 :]
        filled = [
            (number, row) for number, row in enumerate(body, self.header + 1) if any(str(cell).strip() for cell in row)
        ]
        if len(filled) > self.most_rows:
            reason = ngettext(
                "The file has more than %(most)s row. Split it.",
                "The file has more than %(most)s rows. Split it.",
                self.most_rows,
            )
            self.fault(filled[self.most_rows][0], None, reason % {"most": self.most_rows})
            return
        if not filled:
            self.fault(self.header, None, _("There are no rows below the headings."))
        for number, row in filled:
            self._read_row(number, row)
            if len(self.reading.errors) >= MOST_ERRORS:
                self.reading.errors.append(CellError(None, "", _("There are more mistakes; correct these first.")))
                return

    def _read_row(self, number: int, row: list[Any]) -> None:
        values: dict[str, Any] = {}
        for wanted in self.columns:
            place = self.places.get(wanted.name)
            cell = row[place] if place is not None and place < len(row) else None
            mark = "" if place is None else self.grid.marked.get(f"{get_column_letter(place + 1)}{number + 1}", "")
            if mark == "formula":
                self.fault(number, place, _("The cell holds a formula. Paste its value instead."))
            elif mark == "error":
                self.fault(number, place, _("The cell holds an error value."))
            else:
                try:
                    values[wanted.name] = wanted.convert(cell)
                except CellRefused as refused:
                    self.fault(number, place, str(refused))
        self.reading.rows.append(Row(number + 1, values))
