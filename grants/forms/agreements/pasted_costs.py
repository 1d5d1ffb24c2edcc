"""Costs out of a pasted block, with every mistake by row and column."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from grants.models import BudgetLine, FinancialReport
from grants.pasting import is_heading, read_block
from kernel.fields import CURRENCIES
from kernel.formatting import Ambiguous, NotANumber, parse_decimal

COLUMNS = ("budget_line", "spent_on", "payee", "document_number", "description", "amount", "currency")
REQUIRED = ("budget_line", "spent_on", "payee", "document_number", "amount")
DATE_FORMS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y")
LONGEST = {"payee": 200, "document_number": 60, "description": 300}


def read_date(text: str) -> date:
    """The day that `text` says, year first or day first; ValueError when it says none."""
    for form in DATE_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise ValueError(text)


def _cell(name: str, text: str, lines: dict[str, BudgetLine]) -> Any:
    """The value of one cell; ValueError with the sentence that tells what is wrong."""
    if not text and name in REQUIRED:
        raise ValueError(_("it is empty"))
    if name == "budget_line":
        if text not in lines:
            raise ValueError(
                _("the agreement has no budget line “%(code)s”; choose one of: %(codes)s")
                % {"code": text, "codes": ", ".join(lines)}
            )
        return lines[text]
    if name == "spent_on":
        try:
            return read_date(text)
        except ValueError as error:
            raise ValueError(
                _("“%(text)s” is not a date; write it like 2026-11-30 or 30.11.2026") % {"text": text}
            ) from error
    if name == "amount":
        return _amount(text)
    if name == "currency" and text and text.upper() not in dict(CURRENCIES):
        known = ", ".join(code for code, _label in CURRENCIES)
        raise ValueError(_("“%(text)s” is not a currency; choose one of: %(codes)s") % {"text": text, "codes": known})
    if len(text) > LONGEST.get(name, 1000):
        most = LONGEST[name]
        raise ValueError(
            ngettext("it is longer than %(most)s letter", "it is longer than %(most)s letters", most) % {"most": most}
        )
    return text.upper() if name == "currency" else text


def _amount(text: str) -> Decimal:
    try:
        amount = parse_decimal(text, get_language() or "en")
    except (NotANumber, Ambiguous) as error:
        raise ValueError(_("“%(text)s” is not an amount; write it like 1234.50") % {"text": text}) from error
    if amount <= 0:
        raise ValueError(_("the amount must be greater than zero"))
    if amount != amount.quantize(Decimal("0.01")):
        raise ValueError(_("“%(text)s” has more than two decimals") % {"text": text})
    return amount.quantize(Decimal("0.01"))


def read_costs(block: str, report: FinancialReport, *, currency: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The rows of `block` as facts of costs, and a sentence for each mistake, by row and column as people count.

    A first row of headings is skipped. An empty currency is `currency`.
    """
    lines = {line.code: line for line in report.agreement.budget_lines.order_by("order", "pk")}
    rows = read_block(block)
    first = 1
    if rows and is_heading(rows[0], [COLUMNS.index("amount"), COLUMNS.index("spent_on")]):
        rows, first = rows[1:], 2
    found, mistakes = [], []
    for number, row in enumerate(rows, start=first):
        facts: dict[str, Any] = {}
        if len(row) > len(COLUMNS):
            mistakes.append(
                _("Row %(row)s has too many columns: the last is column %(count)s.")
                % {"row": number, "count": len(COLUMNS)}
            )
        padded = [*row, *[""] * len(COLUMNS)][: len(COLUMNS)]
        for place, (name, text) in enumerate(zip(COLUMNS, padded, strict=True), start=1):
            try:
                facts[name] = _cell(name, text, lines)
            except ValueError as error:
                mistakes.append(
                    _("Row %(row)s, column %(column)s: %(what)s.") % {"row": number, "column": place, "what": error}
                )
        facts["currency"] = facts.get("currency") or currency
        found.append(facts)
    if not rows:
        mistakes.append(_("There are no rows in it."))
    return found, mistakes
