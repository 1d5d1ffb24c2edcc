"""The budget of an application as a workbook: a template with the rows that are there, a filled-in one read back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import IO, Any

from django.conf import settings
from django.core import signing
from django.utils import translation
from django.utils.translation import gettext as _

from grants.forms.applications.budgets import column_names, quantity_names
from grants.models import Application, BudgetSource, Call, ContributionForm, CostCategory
from grants.queries.applications.budgets import period_labels
from kernel.refusals import Refusal
from kernel.spreadsheets import CellError, Row, Wanted, read_rows
from kernel.spreadsheets.templates import FillIn, write_template

MOST_ROWS = 500
CHOICES: dict[str, Any] = {"category": CostCategory, "source": BudgetSource, "form": ContributionForm}
KINDS = {"unit_price": "money", "quantity": "number"}
LARGEST = Decimal("9999999999.99")


def _headings(call: Call) -> dict[str, str]:
    """The heading of each column in the active language."""
    words = {
        "category": _("Category"),
        "description": _("What"),
        "unit": _("Unit"),
        "unit_price": _("Price of a unit"),
        "source": _("Source of money"),
        "form": _("Form"),
    }
    labels = [_("Quantity")] if call.budget_periods == 1 else period_labels(call)
    words |= dict(zip(quantity_names(call.budget_periods), labels, strict=True))
    return {name: words[name] for name in column_names(call.budget_periods)}


def _in_every_language(call: Callable[[], Any]) -> list[Any]:
    """What `call` returns in each language, that of now first."""
    here = translation.get_language() or settings.LANGUAGE_CODE
    codes = [here, *(code for code, _name in settings.LANGUAGES if code != here)]
    found = []
    for code in codes:
        with translation.override(code):
            found.append(call())
    return found


def template_for(call: Call, rows: Sequence[dict[str, Any]]) -> IO[bytes]:
    """A workbook to be filled in, with `rows` in it, in the language of now."""
    periods = call.budget_periods
    columns = [
        FillIn(label, KINDS.get(name.split("_")[0] if name.startswith("quantity") else name, "text"), _labels(name))
        for name, label in _headings(call).items()
    ]
    lines = [[_cell(row, name, periods) for name in column_names(periods)] for row in rows]
    return write_template(_("Budget"), columns, lines, rows=MOST_ROWS)


def _labelled(name: str) -> list[tuple[str, Any]]:
    return [(str(each.label), each) for each in CHOICES[name]]


def _labels(name: str) -> list[str]:
    return [str(label) for label in CHOICES[name].labels] if name in CHOICES else []


def _cell(row: dict[str, Any], name: str, periods: int) -> Any:
    if name in CHOICES:
        return str(CHOICES[name](row[name]).label)
    if name.startswith("quantity"):
        given = [Decimal(each) for each in row["quantities"]] or [Decimal(row["quantity"])]
        place = quantity_names(periods).index(name)
        return given[place].normalize() if place < len(given) and given[place] else None
    return Decimal(row[name]) if name == "unit_price" else row[name]


@dataclass(frozen=True)
class Filled:
    """What a workbook holds: rows as the act takes them, or every fault by its cell; headings that were not read."""

    rows: list[dict[str, Any]]
    errors: list[str]
    ignored: list[str]


def read_budget(file: IO[bytes], call: Call) -> Filled:
    """The budget in an XLSX or CSV file. One fault anywhere, and there are no rows."""
    periods = call.budget_periods
    reading = read_rows(file, _wanted(call), most_rows=MOST_ROWS)
    sheet = f"{reading.sheet}!" if reading.sheet else ""
    errors = [_at(error, sheet) for error in reading.errors]
    rows = []
    for row in reading.rows:
        faults = _faults(row, periods)
        errors += [f"{sheet}{reading.places.get(name, '')}{row.number}: {reason}" for name, reason in faults]
        if not faults:
            rows.append(_plain(row, periods))
    return Filled([] if errors else rows, errors, reading.ignored)


def _wanted(call: Call) -> list[Wanted]:
    headings = _in_every_language(lambda: _headings(call))
    several = call.budget_periods > 1
    wanted = []
    for name in column_names(call.budget_periods):
        labels = [each[name] for each in headings]
        optional = {"unit", "source", "form"} | ({name} if several and name.startswith("quantity") else set())
        kind = "choice" if name in CHOICES else "text"
        if name.startswith("quantity") or name == "unit_price":
            kind = "number"
        choices: dict[str, Any] = {}
        if name in CHOICES:
            for labelled in _in_every_language(partial(_labelled, name)):
                choices |= dict(labelled)
            choices |= {each.value: each for each in CHOICES[name]}
        longest = {"description": 300, "unit": 60}.get(name, 1000)
        wanted.append(Wanted(name, labels, kind, name not in optional, choices, longest))
    return wanted


def _at(error: CellError, sheet: str) -> str:
    """A fault by its cell: `C7: “zece” is not a number.`, and by its sheet where the file has several: `Buget!C7`."""
    return f"{sheet}{error.column}{error.row}: {error.reason}" if error.row and error.column else str(error)


def _faults(row: Row, periods: int) -> list[tuple[str, str]]:
    """What is wrong with values that could be read, by column."""
    faults: list[tuple[str, str]] = []
    names = quantity_names(periods)
    for name, places in (*((each, 3) for each in names), ("unit_price", 2)):
        number = row.values.get(name)
        if number is None:
            continue
        words = {"cell": f"{number.normalize():f}" if abs(number) <= LARGEST else str(number)}
        if number > LARGEST:
            faults.append((name, _("“%(cell)s” is too large to be true") % words))
        elif number < 0 or (number == 0 and (periods == 1 or name == "unit_price")):
            faults.append((name, _("“%(cell)s” is not greater than zero") % words))
        elif number != round(number, places):
            faults.append((name, _("“%(cell)s” has too many decimals") % words))
    if not any(row.values.get(name) for name in names):
        faults.append((names[0], _("write a quantity in at least one period")))
    if row.values.get("form") == ContributionForm.IN_KIND and row.values.get("source") in {None, "requested"}:
        faults.append(("form", _("a grant pays in cash; what comes in kind is a contribution")))
    return faults


def _plain(row: Row, periods: int) -> dict[str, Any]:
    values = row.values
    return {
        "category": str(values["category"]),
        "description": values["description"],
        "unit": values.get("unit") or "",
        "quantities": [f"{values.get(name) or Decimal(0):.3f}" for name in quantity_names(periods)],
        "unit_price": f"{values['unit_price']:.2f}",
        "source": str(values.get("source") or BudgetSource.REQUESTED),
        "form": str(values.get("form") or ContributionForm.CASH),
    }


def sealed(application: Application, rows: list[dict[str, Any]]) -> str:
    """Rows that were read and shown, as a form carries them back; nobody can change them on the way."""
    return signing.dumps(rows, salt=f"budget-{application.pk}", compress=True)


def unsealed(application: Application, text: str) -> list[dict[str, Any]]:
    """The rows that `sealed` made; a Refusal for anything else, or after a day."""
    try:
        rows: list[dict[str, Any]] = signing.loads(text, salt=f"budget-{application.pk}", max_age=86_400)
    except signing.BadSignature:
        raise Refusal(_("The file was read too long ago: choose it again.")) from None
    return rows
