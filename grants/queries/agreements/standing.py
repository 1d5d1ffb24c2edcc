"""Where the money of an agreement is: by budget line, in all, and in one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from grants.models import (
    Agreement,
    BudgetLine,
    Disbursement,
    DisbursementStatus,
    ExpenditureLine,
    FinancialReportStatus,
    LineDecision,
    Tranche,
    TrancheStatus,
)
from grants.queries.money.balances import agreement_balance, agreement_balances, budget_line_balances
from kernel.money import Money, split, total

# What an organisation has reported and not been asked to correct.
REPORTED = (FinancialReportStatus.SUBMITTED, FinancialReportStatus.ACCEPTED)


@dataclass(frozen=True)
class LineStanding:
    """One budget line: five figures in the agreement's currency.

    `approved` is the budget. `paid` is its part of what was paid to the organisation less what came back: payments are
    made for an agreement and not for a line, so they are allocated in proportion to the approved budget, to the cent
    (`kernel.money.split`; docs/adr, allocation of payments). `spent` is what the organisation reported and was not
    asked to correct, `accepted` what the ledger holds as accepted. `left` = approved − accepted, negative when a line
    was passed within its tolerance.
    """

    line: BudgetLine
    approved: Money
    paid: Money
    spent: Money
    accepted: Money

    @property
    def left(self) -> Money:
        """What is approved and not used up by accepted expenditure."""
        return self.approved - self.accepted


@dataclass(frozen=True)
class Standing:
    """All budget lines of an agreement and their sums, in its currency."""

    lines: list[LineStanding]
    approved: Money
    paid: Money
    spent: Money
    accepted: Money
    refunded: Money

    @property
    def left(self) -> Money:
        """What is approved and not used up by accepted expenditure."""
        return self.approved - self.accepted

    @property
    def open_advance(self) -> Money:
        """What the organisation holds: paid less accepted; negative when it spent ahead of payments."""
        return self.paid - self.accepted


def reported_by_line(agreement: Agreement) -> dict[int, Decimal]:
    """Reported amounts by budget line: reports submitted or accepted, without returned lines and reversed entries."""
    rows = (
        ExpenditureLine.objects.filter(report__agreement=agreement, report__status__in=REPORTED)
        .exclude(decision=LineDecision.RETURNED)
        .exclude(entry__reversed_by__isnull=False)
        .values("budget_line")
        .annotate(sum=Sum("reported_amount"))
        .order_by("budget_line")
    )
    return {row["budget_line"]: row["sum"] for row in rows}


def standing_of(agreement: Agreement) -> Standing:
    """The table of the agreement's page: approved | paid | spent | accepted | left per budget line; three queries."""
    currency = agreement.currency
    nothing = Money(Decimal(0), currency)
    lines = list(agreement.budget_lines.all())
    balances = budget_line_balances(agreement)
    every = agreement_balance(agreement)
    spent = reported_by_line(agreement)
    paid = split(every.disbursed, [line.amount for line in lines]) if lines else []
    rows = []
    for line, share in zip(lines, paid, strict=True):
        balance = balances.get(line.pk)
        rows.append(
            LineStanding(
                line=line,
                approved=Money(line.amount, currency),
                paid=share,
                spent=Money(spent.get(line.pk, Decimal(0)), currency),
                accepted=balance.spent_grantee if balance else nothing,
            )
        )
    return Standing(
        lines=rows,
        approved=total((row.approved for row in rows), currency),
        paid=every.disbursed,
        spent=total((row.spent for row in rows), currency),
        accepted=every.spent_grantee,
        refunded=every.refunded,
    )


@dataclass(frozen=True)
class AgreementMoney:
    """One agreement in a list: agreed, paid (less refunds), accepted, and what the open tranches still are."""

    agreed: Money
    paid: Money
    accepted: Money
    waiting: Money


def money_of(agreements: Iterable[Agreement]) -> dict[int, AgreementMoney]:
    """The four figures of each agreement by its id, in its currency; two queries for any number of agreements."""
    found = list(agreements)
    balances = agreement_balances(found)
    open_tranches = (
        Tranche.objects.filter(agreement__in=found, status__in=[TrancheStatus.PLANNED, TrancheStatus.RELEASED])
        .values("agreement")
        .annotate(sum=Sum("amount"))
        .order_by("agreement")
    )
    waiting = {row["agreement"]: row["sum"] for row in open_tranches}
    return {
        each.pk: AgreementMoney(
            agreed=Money(each.amount, each.currency),
            paid=balances[each.pk].disbursed,
            accepted=balances[each.pk].spent_grantee,
            waiting=Money(waiting.get(each.pk, Decimal(0)), each.currency),
        )
        for each in found
    }


def live_payments(agreement: Agreement) -> list[Disbursement]:
    """Payments of the agreement that are under way, oldest first."""
    return list(
        Disbursement.objects.filter(
            tranche__agreement=agreement, status__in=[DisbursementStatus.PREPARED, DisbursementStatus.APPROVED]
        )
        .select_related("tranche")
        .order_by("prepared_at", "pk")
    )
