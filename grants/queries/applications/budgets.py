"""Answers about the budget of an application: totals by who pays, and whether the call's limits hold."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grants.models import Application, ApplicationBudgetLine, BudgetSource, Call, CostCategory, Lot
from kernel import formatting
from kernel.money import CENT


@dataclass(frozen=True)
class BudgetTotals:
    """Sums of a budget, in the currency of its call.

    `contribution_percent` is what others than the implementer bear, in percent of the whole; None for an empty budget.
    """

    requested: Decimal
    own: Decimal
    authority: Decimal
    other: Decimal
    whole: Decimal
    contribution_percent: Decimal | None
    by_category: tuple[tuple[str, Decimal], ...]


def say(amount: Decimal) -> str:
    """An amount with two decimals, as the reader's language groups it."""
    return formatting.number(amount, get_language() or "en", 2)


def totals_of(lines: Iterable[ApplicationBudgetLine]) -> BudgetTotals:
    """The sums of `lines`, to the cent; the share with two decimals."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    categories: defaultdict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        sums[line.source] += line.amount
        categories[line.category] += line.amount
    whole = sum(sums.values(), Decimal(0))
    requested = sums[BudgetSource.REQUESTED]
    share = (100 * (whole - requested) / whole).quantize(CENT, ROUND_HALF_UP) if whole else None
    return BudgetTotals(
        requested=requested,
        own=sums[BudgetSource.OWN],
        authority=sums[BudgetSource.AUTHORITY],
        other=sums[BudgetSource.OTHER],
        whole=whole,
        contribution_percent=share,
        by_category=tuple(
            (str(category.label), categories[category]) for category in CostCategory if category in categories
        ),
    )


def budget_gaps(call: Call, totals: BudgetTotals, lot: Lot | None = None) -> list[str]:
    """Which limits of the call, or of its lot, the budget does not keep, with the figures; empty when it keeps all."""
    least, most = (lot.least, lot.most) if lot else (call.min_amount, call.max_amount)
    figures = {
        "requested": say(totals.requested),
        "most": say(most),
        "least": say(least),
        "currency": call.currency,
        "over": say(totals.requested - most),
        "under": say(least - totals.requested),
        "percent": say(call.cofinancing_percent),
        "has": say(totals.contribution_percent or Decimal(0)),
    }
    gaps = []
    if totals.requested <= 0:
        gaps.append(_("The budget requests nothing: write at least one line paid by the grant."))
    elif totals.requested > most:
        gaps.append(
            _(
                "The budget requests %(requested)s %(currency)s, %(over)s more than the largest grant of "
                "%(most)s %(currency)s: lower it."
            )
            % figures
        )
    elif totals.requested < least:
        gaps.append(
            _(
                "The budget requests %(requested)s %(currency)s, %(under)s less than the smallest grant of "
                "%(least)s %(currency)s."
            )
            % figures
        )
    wanted = call.cofinancing_percent * totals.whole > 100 * (totals.whole - totals.requested)
    if totals.whole and wanted:
        gaps.append(
            _("Own and other contributions are %(has)s %% of the whole budget; the call asks for %(percent)s %%.")
            % figures
        )
    return gaps


def rows_of(application: Application) -> list[dict[str, Any]]:
    """The budget lines as plain values in their order: what a form is opened with and what a version freezes."""
    return [
        {
            "category": line.category,
            "description": line.description,
            "unit": line.unit,
            "quantity": f"{line.quantity:.3f}",
            "unit_price": f"{line.unit_price:.2f}",
            "source": line.source,
            "form": line.form,
        }
        for line in application.budget_lines.order_by("order")
    ]
