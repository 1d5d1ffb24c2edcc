"""Acts on the budget of a draft: replaced as a whole, from rows of a form or from a block of a spreadsheet."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.actions.applications.drafts import Clash, Saved, locked_draft, put_aside, writer_of
from grants.models import (
    Application,
    ApplicationBudgetLine,
    BudgetSource,
    ContributionForm,
    CostCategory,
    SetAside,
)
from grants.queries.applications.budgets import plain_row, rows_of, totals_of
from grants.receipts import token
from kernel import clock
from kernel.refusals import Refusal
from organizations.models import User

LARGEST = Decimal("9999999999.99")
MOST_QUANTITY = Decimal("999999999")
MOST_LINES = 500


def _quantities(row: Mapping[str, Any], place: int, periods: int) -> list[Decimal]:
    """The quantity of each period: as many as the call has; a whole quantity alone stands in the first."""
    given = [Decimal(each or 0) for each in row.get("quantities") or []] or [Decimal(row["quantity"])]
    if len(given) > periods and any(given[periods:]):
        reason = ngettext(
            "Row %(row)d: the budget of this call has %(periods)d period.",
            "Row %(row)d: the budget of this call has %(periods)d periods.",
            periods,
        )
        raise Refusal(reason % {"row": place, "periods": periods})
    if any(each < 0 for each in given):
        raise Refusal(_("Row %(row)d: a quantity is not negative.") % {"row": place})
    return (given + [Decimal(0)] * periods)[:periods]


def _line(place: int, row: Mapping[str, Any], periods: int) -> ApplicationBudgetLine:
    """One line out of plain values; refuses what the database would refuse, with the row and what to do."""
    quantities = _quantities(row, place, periods)
    line = ApplicationBudgetLine(
        order=place,
        category=row["category"],
        description=str(row["description"]).strip(),
        unit=str(row.get("unit") or "").strip(),
        quantity=sum(quantities, Decimal(0)),
        quantities=[f"{each:.3f}" for each in quantities] if periods > 1 else [],
        unit_price=Decimal(row["unit_price"]),
        source=row.get("source") or BudgetSource.REQUESTED,
        form=row.get("form") or ContributionForm.CASH,
    )
    where = {"row": place}
    if not line.description:
        raise Refusal(_("Row %(row)d: say what is paid.") % where)
    if line.category not in CostCategory.values or line.source not in BudgetSource.values:
        raise Refusal(_("Row %(row)d: choose the category and who pays out of the lists.") % where)
    if line.form not in ContributionForm.values:
        raise Refusal(_("Row %(row)d: choose “cash” or “in kind”.") % where)
    if line.quantity <= 0 or line.unit_price <= 0:
        raise Refusal(_("Row %(row)d: quantity and price are greater than zero.") % where)
    if line.source == BudgetSource.REQUESTED and line.form == ContributionForm.IN_KIND:
        raise Refusal(_("Row %(row)d: a grant pays in cash; what comes in kind is a contribution.") % where)
    if line.quantity > MOST_QUANTITY or line.unit_price > LARGEST or line.amount > LARGEST:
        raise Refusal(_("Row %(row)d: the amount is too large to be true.") % where)
    return line


def _replace(row: Application, lines: Sequence[ApplicationBudgetLine], *, by: User) -> None:
    row.budget_lines.all().delete()
    for line in lines:
        line.application = row
    ApplicationBudgetLine.objects.bulk_create(lines)
    row.requested = totals_of(lines).requested
    row.saved_at, row.saved_by = clock.now(), by
    row.touched["budget"] = {"by": by.pk, "at": row.saved_at.isoformat()}
    row.save(update_fields=["requested", "touched", "saved_at", "saved_by"])


def check_rows(application: Application, rows: Sequence[Mapping[str, Any]]) -> list[ApplicationBudgetLine]:
    """`rows` as unsaved lines of the budget, or a Refusal that names the first wrong one; nothing is stored."""
    if len(rows) > MOST_LINES:
        reason = ngettext("A budget has at most %(most)d row.", "A budget has at most %(most)d rows.", MOST_LINES)
        raise Refusal(reason % {"most": MOST_LINES})
    lines = [_line(place, each, application.call.budget_periods) for place, each in enumerate(rows, start=1)]
    if totals_of(lines).whole > LARGEST:
        raise Refusal(_("The budget is too large to be true."))
    return lines


@transaction.atomic
def replace_budget(application: Application, rows: Sequence[Mapping[str, Any]], *, by: User, base: str) -> Saved:
    """Replace the budget by `rows` (category, description, unit, quantities, unit_price, source, form), in their order.

    `quantities` has one number for each period of the call; a single `quantity` instead stands in the first period.

    `base` is the token of the budget that the form was opened with. If somebody else replaced it meanwhile, theirs
    stays and this one is set aside whole. `requested` of the application becomes the sum of its requested lines.
    A wrong row refuses all, with its number; nothing is half stored.
    """
    row = locked_draft(application, by=by, parts=["budget"])
    lines = check_rows(row, rows)
    saved = Saved(clock.now())
    current = rows_of(row)
    plain = [plain_row(line) for line in lines]
    if base != token(current) and plain != current:
        who, when = writer_of(row, "budget")
        saved.clashes.append(Clash("budget", who, when, put_aside(row, "budget", plain, by=by)))
    elif plain != current:
        _replace(row, lines, by=by)
    saved.tokens["budget"] = token(rows_of(row))
    return saved


@transaction.atomic
def choose_budget(aside: SetAside, *, by: User, take: bool) -> Application:
    """End a clash about the budget: `take` puts the one that was set aside in its place, otherwise it is dropped."""
    row = locked_draft(aside.application, by=by, parts=["budget"])
    if take:
        periods = row.call.budget_periods
        lines = [_line(place, each, periods) for place, each in enumerate(aside.value or [], start=1)]
        _replace(row, lines, by=by)
    aside.delete()
    return row
