"""Answers about the budget of an application: sums, periods, and where it stands before the limits of its call."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grants.budgeting import Limit, Line, Sums, Verdict, judge, percent_of, sums_of
from grants.models import Application, ApplicationBudgetLine, BudgetSource, Call, CostCategory, Lot
from kernel import formatting


@dataclass(frozen=True)
class CategorySum:
    """What one category comes to: of all lines, of the requested ones, and its percentage of each sum."""

    code: str
    label: str
    whole: Decimal
    requested: Decimal
    percent: Decimal | None
    requested_percent: Decimal | None


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
    by_category: tuple[CategorySum, ...]
    by_period: tuple[Decimal, ...]
    requested_by_period: tuple[Decimal, ...]
    sums: Sums


def say(amount: Decimal) -> str:
    """An amount with two decimals, as the reader's language groups it."""
    return formatting.number(amount, get_language() or "en", 2)


def totals_of(lines: Iterable[ApplicationBudgetLine], periods: int = 1) -> BudgetTotals:
    """The sums of `lines`, to the cent, over at least `periods` periods; shares with two decimals."""
    sums = sums_of((Line(each.category, each.source, each.by_period, each.unit_price) for each in lines), periods)
    whole, requested = sums.whole, sums.requested
    nothing = Decimal(0)
    return BudgetTotals(
        requested=requested,
        own=sums.by_source.get(BudgetSource.OWN, nothing),
        authority=sums.by_source.get(BudgetSource.AUTHORITY, nothing),
        other=sums.by_source.get(BudgetSource.OTHER, nothing),
        whole=whole,
        contribution_percent=percent_of(whole - requested, whole),
        by_category=tuple(
            CategorySum(
                code=category.value,
                label=str(category.label),
                whole=sums.by_category[category],
                requested=sums.requested_by_category.get(category, nothing),
                percent=percent_of(sums.by_category[category], whole),
                requested_percent=percent_of(sums.requested_by_category.get(category, nothing), requested),
            )
            for category in CostCategory
            if category in sums.by_category
        ),
        by_period=sums.by_period,
        requested_by_period=sums.requested_by_period,
        sums=sums,
    )


def period_labels(call: Call) -> list[str]:
    """The periods of the call's budgets in words, with their months where the call says how long they are."""
    months, found = call.budget_period_months, []
    for number in range(1, call.budget_periods + 1):
        if not months:
            found.append(_("Period %(number)d") % {"number": number})
            continue
        first, last = (number - 1) * months + 1, number * months
        words = {"number": number, "first": first, "last": last}
        plain = _("Period %(number)d, month %(first)d") if months == 1 else None
        found.append((plain or _("Period %(number)d, months %(first)d–%(last)d")) % words)
    return found


def limits_of(call: Call, lot: Lot | None = None) -> list[Limit]:
    """The limits of the call, or of its lot, on a budget, in the order in which they are read; one query."""
    least, most = (lot.least, lot.most) if lot else (call.min_amount, call.max_amount)
    limits = [Limit("least", least)] if least > 0 else []
    limits.append(Limit("most", most))
    if call.cofinancing_percent > 0:
        limits.append(Limit("contribution", call.cofinancing_percent))
    rows = call.category_limits.all()
    return limits + [Limit("category", each.percent, each.category, each.of_whole) for each in rows]


@dataclass(frozen=True)
class LimitState:
    """A limit in words, its bound, where the budget stands, and whether it is kept."""

    verdict: Verdict
    label: str
    bound: str
    now: str

    @property
    def is_kept(self) -> bool:
        """Whether the budget keeps it."""
        return self.verdict.is_kept

    @property
    def plain_bound(self) -> str:
        """The bound for the page's script: with a point, and two decimals."""
        return f"{self.verdict.limit.bound:.2f}"


def limit_states(call: Call, totals: BudgetTotals, lot: Lot | None = None) -> list[LimitState]:
    """Every limit of the call, or of its lot, with where the budget stands; one query."""
    return [_state(call, judge(limit, totals.sums)) for limit in limits_of(call, lot)]


def _state(call: Call, verdict: Verdict) -> LimitState:
    limit = verdict.limit
    if limit.kind in {"least", "most"}:
        label = _("Smallest grant") if limit.kind == "least" else _("Largest grant")
        unit = call.currency
    else:
        unit = "%"
        label = _("Contribution of others, at least")
        if limit.kind == "category":
            words = {"category": CostCategory(limit.category).label}
            label = (
                _("%(category)s, of the whole budget at most") % words
                if limit.of_whole
                else _("%(category)s, of what is requested at most") % words
            )
    now = "" if verdict.now is None else f"{say(verdict.now)} {unit}"
    return LimitState(verdict, label[:1].upper() + label[1:], f"{say(limit.bound)} {unit}", now)


def budget_gaps(call: Call, totals: BudgetTotals, lot: Lot | None = None) -> list[str]:
    """Which limits of the call, or of its lot, the budget does not keep, with the figures; empty when it keeps all."""
    if totals.requested <= 0:
        return [_("The budget requests nothing: write at least one line paid by the grant.")]
    verdicts = (judge(limit, totals.sums) for limit in limits_of(call, lot))
    return [_gap(call, totals, verdict) for verdict in verdicts if not verdict.is_kept]


def _gap(call: Call, totals: BudgetTotals, verdict: Verdict) -> str:
    """One sentence for a limit that is not kept."""
    limit = verdict.limit
    figures = {
        "requested": say(totals.requested),
        "bound": say(limit.bound),
        "currency": call.currency,
        "apart": say(abs(totals.requested - limit.bound)),
        "has": say(verdict.now or Decimal(0)),
        "category": CostCategory(limit.category).label if limit.category else "",
    }
    if limit.kind == "most":
        sentence = _(
            "The budget requests %(requested)s %(currency)s, %(apart)s more than the largest grant of "
            "%(bound)s %(currency)s: lower it."
        )
    elif limit.kind == "least":
        sentence = _(
            "The budget requests %(requested)s %(currency)s, %(apart)s less than the smallest grant of "
            "%(bound)s %(currency)s."
        )
    elif limit.kind == "contribution":
        sentence = _("Own and other contributions are %(has)s %% of the whole budget; the call asks for %(bound)s %%.")
    elif limit.of_whole:
        sentence = _("“%(category)s” is %(has)s %% of the whole budget; the call allows %(bound)s %%: lower it.")
    else:
        sentence = _("“%(category)s” is %(has)s %% of what is requested; the call allows %(bound)s %%: lower it.")
    return sentence % figures


def plain_row(line: ApplicationBudgetLine) -> dict[str, Any]:
    """One line as plain values, in one spelling."""
    return {
        "category": str(line.category),
        "description": line.description,
        "unit": line.unit,
        "quantity": f"{line.quantity:.3f}",
        "quantities": list(line.quantities),
        "unit_price": f"{line.unit_price:.2f}",
        "source": str(line.source),
        "form": str(line.form),
    }


def rows_of(application: Application) -> list[dict[str, Any]]:
    """The budget lines as plain values in their order: what a form is opened with and what a version freezes."""
    return [plain_row(line) for line in application.budget_lines.order_by("order")]
