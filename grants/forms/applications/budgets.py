"""The budget of an application: rows of inputs, and a block pasted from a spreadsheet."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from grants.models import BudgetSource, ContributionForm, CostCategory
from grants.pasting import is_heading, read_block
from kernel import formatting
from kernel.folding import fold
from kernel.formatting import Ambiguous, NotANumber, parse_decimal
from kernel.forms import DecimalField, MoneyField

COLUMNS = ("category", "description", "unit", "quantity", "unit_price", "source", "form")
MOST_ERRORS = 20


class BudgetRowForm(forms.Form):
    """One line: quantity × price of a unit, who pays, in which form. The order is that of the pasted columns."""

    category = forms.ChoiceField(label=gettext_lazy("Category"), choices=[("", "—"), *CostCategory.choices])
    description = forms.CharField(label=gettext_lazy("What"), max_length=300)
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=60, required=False)
    quantity = DecimalField(label=gettext_lazy("Quantity"), max_digits=12, decimal_places=3, min_value=Decimal("0.001"))
    unit_price = MoneyField(label=gettext_lazy("Price of a unit"), min_value=Decimal("0.01"))
    source = forms.ChoiceField(label=gettext_lazy("Source of money"), choices=BudgetSource.choices)
    form = forms.ChoiceField(label=gettext_lazy("Form"), choices=ContributionForm.choices)

    def has_changed(self) -> bool:
        """A row in which only the lists were touched is an empty row."""
        return bool({"category", "description", "unit", "quantity", "unit_price"} & set(self.changed_data))


class BaseBudgetFormSet(forms.BaseFormSet):
    """The rows of a budget; a row that was emptied is left out."""

    def rows(self) -> list[dict[str, Any]]:
        """The rows that are filled in, as the act takes them."""
        return [{name: form.cleaned_data[name] for name in COLUMNS} for form in self.forms if form.cleaned_data]


BudgetFormSet: type[BaseBudgetFormSet] = forms.formset_factory(  # type: ignore[assignment]  # the stubs forget `formset`
    BudgetRowForm, formset=BaseBudgetFormSet, extra=3, max_num=500, absolute_max=600
)


def opened_with(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Stored rows as the first values of the formset."""
    return [
        {**row, "quantity": Decimal(row["quantity"]).normalize(), "unit_price": Decimal(row["unit_price"])}
        for row in rows
    ]


class PasteForm(forms.Form):
    """A block of cells; `rows` holds what was read, and every cell that could not be read is named."""

    block = forms.CharField(
        label=gettext_lazy("Paste from a spreadsheet"),
        widget=forms.Textarea(attrs={"rows": 6, "wrap": "off"}),
        max_length=200_000,
        strip=False,
        help_text=gettext_lazy(
            "Copy the rows in Excel and paste them here, in these columns: category, what, unit, quantity, price of a "
            "unit, source of money, form. The last two may be missing."
        ),
    )
    is_replacing = forms.BooleanField(label=gettext_lazy("Replace the rows that are there now"), required=False)

    def clean_block(self) -> str:
        """Read every cell, or say which could not be read, by row and column, and how to mend it."""
        text = self.cleaned_data["block"]
        found = read_block(text)
        if found and is_heading(found[0], (3, 4)):
            found = found[1:]
        if not found:
            raise forms.ValidationError(_("Nothing was pasted: copy at least one row."))
        self.rows, errors = [], []
        for place, cells in enumerate(found, start=1):
            row, faults = _read_row(place, cells)
            self.rows.append(row)
            errors += faults
        if errors:
            more = (
                [_("… and %(more)d more.") % {"more": len(errors) - MOST_ERRORS}] if len(errors) > MOST_ERRORS else []
            )
            raise forms.ValidationError([*errors[:MOST_ERRORS], *more])
        return text


def _read_row(place: int, cells: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    padded = [*cells, *[""] * len(COLUMNS)][: len(COLUMNS)]
    row: dict[str, Any] = {"description": padded[1], "unit": padded[2]}
    faults = []
    if len(cells) > len(COLUMNS) and any(cells[len(COLUMNS) :]):
        faults.append(_at(place, len(COLUMNS) + 1, _("there are more columns than the budget has")))
    for column, enum, default in (
        (0, CostCategory, None),
        (5, BudgetSource, BudgetSource.REQUESTED),
        (6, ContributionForm, ContributionForm.CASH),
    ):
        try:
            row[COLUMNS[column]] = _choice(enum, padded[column], default)
        except ValueError:
            words = {"cell": padded[column], "offered": ", ".join(str(label) for label in enum.labels)}
            faults.append(_at(place, column + 1, _("“%(cell)s” is none of: %(offered)s") % words))
    if not padded[1]:
        faults.append(_at(place, 2, _("say what is paid")))
    for column, places in ((3, 3), (4, 2)):
        number, fault = _number(padded[column], places)
        row[COLUMNS[column]] = number
        if fault:
            faults.append(_at(place, column + 1, fault))
    return row, faults


def _at(place: int, column: int, what: str) -> str:
    return _("Row %(row)d, column %(column)d: %(what)s.") % {"row": place, "column": column, "what": what}


def _choice(enum: Any, cell: str, default: Any) -> Any:
    """The value whose code or name, in the active language, is `cell`; raises ValueError for none."""
    if not cell and default is not None:
        return default
    wanted = fold(cell)
    for each in enum:
        if wanted in (fold(each.value), fold(str(each.label))):
            return each
    raise ValueError(cell)


def _number(cell: str, places: int) -> tuple[Decimal | None, str]:
    """The number in a cell and an empty text, or None and what is wrong with it."""
    language, words = get_language() or "en", {"cell": cell}
    try:
        number = parse_decimal(cell, language, places)
    except Ambiguous as ambiguous:
        first, second = (formatting.number(each, language) for each in ambiguous.readings)
        words |= {"first": first, "second": second}
        return None, _("“%(cell)s” can be read as %(first)s or as %(second)s") % words
    except NotANumber:
        return None, _("“%(cell)s” is not a number") % words
    if number <= 0:
        return None, _("“%(cell)s” is not greater than zero") % words
    if number != round(number, places):
        return None, _("“%(cell)s” has too many decimals") % words
    return number, ""
