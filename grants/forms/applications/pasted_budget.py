"""A budget pasted as one block of a spreadsheet: every cell is read, or named with what is wrong with it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from grants.forms.applications.budgets import column_names
from grants.models import BudgetSource, ContributionForm, CostCategory
from grants.pasting import is_heading, read_block
from kernel import formatting
from kernel.folding import fold
from kernel.formatting import Ambiguous, NotANumber, parse_decimal

MOST_ERRORS = 20


class PasteForm(forms.Form):
    """A block of cells; `rows` holds what was read, and every cell that could not be read is named."""

    block = forms.CharField(
        label=gettext_lazy("Paste from a spreadsheet"),
        widget=forms.Textarea(attrs={"rows": 6, "wrap": "off"}),
        max_length=200_000,
        strip=False,
        help_text=gettext_lazy(
            "Copy the rows in Excel and paste them here, in the columns of the table above. "
            "The last two may be missing."
        ),
    )
    is_replacing = forms.BooleanField(label=gettext_lazy("Replace the rows that are there now"), required=False)

    def __init__(self, *args: Any, periods: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.periods = periods

    def clean_block(self) -> str:
        """Read every cell, or say which could not be read, by row and column, and how to mend it."""
        text = self.cleaned_data["block"]
        found = read_block(text)
        if found and is_heading(found[0], (3, 3 + self.periods)):
            found = found[1:]
        if not found:
            raise forms.ValidationError(_("Nothing was pasted: copy at least one row."))
        self.rows, errors = [], []
        for place, cells in enumerate(found, start=1):
            row, faults = _Row(place, cells, self.periods).read()
            self.rows.append(row)
            errors += faults
        if errors:
            more = (
                [_("… and %(more)d more.") % {"more": len(errors) - MOST_ERRORS}] if len(errors) > MOST_ERRORS else []
            )
            raise forms.ValidationError([*errors[:MOST_ERRORS], *more])
        return text


class _Row:
    """One pasted row, read cell by cell."""

    def __init__(self, place: int, cells: Sequence[str], periods: int) -> None:
        self.place, self.periods = place, periods
        names = column_names(periods)
        self.columns = {name: column for column, name in enumerate(names, start=1)}
        self.cells = dict(zip(names, [*cells, *[""] * len(names)], strict=False))
        self.beyond = any(cells[len(names) :])
        self.faults: list[str] = []

    def fault(self, name: str, what: str) -> None:
        """Note what is wrong in a column."""
        words = {"row": self.place, "column": self.columns.get(name, len(self.columns) + 1), "what": what}
        self.faults.append(_("Row %(row)d, column %(column)d: %(what)s.") % words)

    def read(self) -> tuple[dict[str, Any], list[str]]:
        """The row as the act takes it, and what is wrong with it, in the order of the columns."""
        row: dict[str, Any] = {"category": self.choice("category", CostCategory, None)}
        row |= {"description": self.cells["description"], "unit": self.cells["unit"]}
        if not row["description"]:
            self.fault("description", _("say what is paid"))
        row["quantities"] = self.quantities()
        row["unit_price"] = self.number("unit_price", 2)
        row["source"] = self.choice("source", BudgetSource, BudgetSource.REQUESTED)
        row["form"] = self.choice("form", ContributionForm, ContributionForm.CASH)
        if self.beyond:
            self.fault("", _("there are more columns than the budget has"))
        return row, self.faults

    def choice(self, name: str, enum: Any, default: Any) -> Any:
        """The value whose code or name, in the active language, stands in the cell."""
        cell = self.cells[name]
        if not cell and default is not None:
            return default
        for each in enum:
            if fold(cell) in (fold(each.value), fold(str(each.label))):
                return each
        words = {"cell": cell, "offered": ", ".join(str(label) for label in enum.labels)}
        self.fault(name, _("“%(cell)s” is none of: %(offered)s") % words)
        return None

    def quantities(self) -> list[Decimal | None]:
        """One number for each period; where there are several, some may be empty or zero."""
        names = [name for name in self.cells if name.startswith("quantity")]
        if self.periods == 1:
            return [self.number(names[0], 3)]
        before = len(self.faults)
        found = [
            self.number(name, 3, least=Decimal(0)) if self.cells[name] else Decimal(0)
            for name in names
        ]  # fmt: skip
        if len(self.faults) == before and not any(found):
            self.fault(names[0], _("write a quantity in at least one period"))
        return found

    def number(self, name: str, places: int, least: Decimal | None = None) -> Decimal | None:
        """The number in the cell: greater than zero, or at least `least`."""
        cell, language = self.cells[name], get_language() or "en"
        words = {"cell": cell}
        try:
            number = parse_decimal(cell, language, places)
        except Ambiguous as ambiguous:
            first, second = (formatting.number(each, language) for each in ambiguous.readings)
            words |= {"first": first, "second": second}
            self.fault(name, _("“%(cell)s” can be read as %(first)s or as %(second)s") % words)
            return None
        except NotANumber:
            self.fault(name, _("“%(cell)s” is not a number") % words)
            return None
        if number < 0 or (least is None and number == 0):
            self.fault(name, _("“%(cell)s” is not greater than zero") % words)
        elif number != round(number, places):
            self.fault(name, _("“%(cell)s” has too many decimals") % words)
        return number
