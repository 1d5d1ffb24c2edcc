"""What an importer wants of a column, and how one cell of it becomes a typed value."""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kernel import formatting
from kernel.folding import fold

EXACT = 2**53  # whole numbers above this lose digits in a spreadsheet
_YES = frozenset({"yes", "da", "да", "true", "1", "x", "y"})
_NO = frozenset({"no", "nu", "нет", "false", "0", "n"})
_DAYS = (("%Y-%m-%d", r"\d{4}-\d{1,2}-\d{1,2}"), ("%d.%m.%Y", r"\d{1,2}\.\d{1,2}\.\d{4}"),
         ("%d/%m/%Y", r"\d{1,2}/\d{1,2}/\d{4}"))  # fmt: skip


class CellRefused(ValueError):
    """The cell does not hold what its column wants; the text says why."""


@dataclass(frozen=True)
class CellError:
    """One fault of a file: its row as the spreadsheet numbers it, the letter of its column, and the reason."""

    row: int | None
    column: str
    reason: str

    def __str__(self) -> str:
        facts = {"row": self.row, "column": self.column, "reason": self.reason}
        if self.row is None:
            return self.reason
        if not self.column:
            return _("Row %(row)s: %(reason)s") % facts
        return _("Row %(row)s, column %(column)s: %(reason)s") % facts


@dataclass(frozen=True)
class Wanted:
    """A column that an importer asks for.

    `labels` are the headings that it may bear, the first being the one that is named to people; case, diacritics and
    spaces do not matter. `kind`: text, id (text that spreadsheets like to turn into numbers), number, integer, date,
    yes_no, choice (of `choices`: what is typed -> value). An empty cell of a column that is not `required` is None.
    """

    name: str
    labels: Sequence[str | Promise]
    kind: str = "text"
    required: bool = True
    choices: Mapping[str, Any] = field(default_factory=dict)
    longest: int = 1000

    @property
    def label(self) -> str:
        """The heading that is named to people."""
        return str(self.labels[0])

    def answers_to(self, heading: str) -> bool:
        """Whether `heading` is one of its labels."""
        return fold(heading) in {fold(str(each)) for each in self.labels}

    def convert(self, cell: Any) -> Any:
        """The typed value of `cell`; None for an empty one. Raises CellRefused with the reason."""
        if isinstance(cell, str):
            cell = cell.strip()
        if cell is None or cell == "":
            if self.required:
                raise CellRefused(_("The cell of “%(column)s” is empty: fill it in.") % {"column": self.label})
            return None
        return _CONVERTERS[self.kind](self, cell)


def _text(wanted: Wanted, cell: Any) -> str:
    if isinstance(cell, bool):
        text = _("yes") if cell else _("no")
    elif _is_endless(cell):
        raise CellRefused(_("“%(value)s” is too large to be true.") % {"value": cell})
    elif isinstance(cell, float | int):
        text = str(int(cell)) if cell == int(cell) else repr(cell)
    else:
        text = cell.isoformat() if isinstance(cell, date) else str(cell)
    clean = unicodedata.normalize("NFC", text)
    clean = "".join(each for each in clean if each in "\n\t" or unicodedata.category(each) != "Cc")
    if len(clean) > wanted.longest:
        over = len(clean) - wanted.longest
        reason = ngettext(
            "The text is %(over)s letter too long: the limit is %(longest)s.",
            "The text is %(over)s letters too long: the limit is %(longest)s.",
            over,
        )
        raise CellRefused(reason % {"over": over, "longest": wanted.longest})
    return clean


def _is_endless(cell: Any) -> bool:
    return isinstance(cell, float) and not math.isfinite(cell)


def _id(wanted: Wanted, cell: Any) -> str:
    is_number = isinstance(cell, float | int) and not isinstance(cell, bool) and not _is_endless(cell)
    if is_number and (cell != int(cell) or abs(cell) > EXACT):
        raise CellRefused(_("“%(value)s” lost digits. Format the column as text and type it again.") % {"value": cell})
    return re.sub(r"\s", "", _text(wanted, cell))


def _number(wanted: Wanted, cell: Any) -> Decimal:
    if isinstance(cell, bool) or not isinstance(cell, int | float | str) or _is_endless(cell):
        raise CellRefused(_("“%(value)s” is not a number.") % {"value": cell})
    if isinstance(cell, float | int):
        return Decimal(repr(cell))
    try:
        return formatting.parse_decimal(cell, get_language() or "en")
    except formatting.NotANumber:
        raise CellRefused(_("“%(value)s” is not a number.") % {"value": cell}) from None
    except formatting.Ambiguous as two:
        facts = {"value": cell, "first": two.readings[0], "second": two.readings[1]}
        raise CellRefused(
            _("“%(value)s” can be read as %(first)s or as %(second)s. Write it without thousands.") % facts
        ) from None


def _integer(wanted: Wanted, cell: Any) -> int:
    number = _number(wanted, cell)
    if number != number.to_integral_value():
        raise CellRefused(_("“%(value)s” is not a whole number.") % {"value": cell})
    return int(number)


def _date(wanted: Wanted, cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    for pattern, shape in _DAYS if isinstance(cell, str) else ():
        if re.fullmatch(shape, cell):
            try:
                return datetime.strptime(cell, pattern).date()  # noqa: DTZ007 - a day has no time zone
            except ValueError:
                break
    raise CellRefused(_("“%(value)s” is not a date. Write it like 2026-11-30 or 30.11.2026.") % {"value": cell})


def _yes_no(wanted: Wanted, cell: Any) -> bool:
    if isinstance(cell, bool):
        return cell
    text = fold(_text(wanted, cell))
    if text not in {fold(each) for each in _YES | _NO}:
        raise CellRefused(_("“%(value)s” is neither yes nor no.") % {"value": cell})
    return text in {fold(each) for each in _YES}


def _choice(wanted: Wanted, cell: Any) -> Any:
    known = {fold(str(key)): value for key, value in wanted.choices.items()}
    text = _text(wanted, cell)
    if fold(text) not in known:
        facts = {"value": text, "choices": ", ".join(str(key) for key in wanted.choices)}
        raise CellRefused(_("“%(value)s” is not one of these: %(choices)s.") % facts)
    return known[fold(text)]


_CONVERTERS: dict[str, Callable[[Wanted, Any], Any]] = {
    "text": _text,
    "id": _id,
    "number": _number,
    "integer": _integer,
    "date": _date,
    "yes_no": _yes_no,
    "choice": _choice,
}
