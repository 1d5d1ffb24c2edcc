"""What the page of an agreement shows of its tranches, for one reader."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch

from grants.models import (
    Agreement,
    AgreementStatus,
    Condition,
    ConditionKind,
    Disbursement,
    Tranche,
    TrancheStatus,
)
from kernel.money import Money
from organizations.models import User


@dataclass(frozen=True)
class ConditionRow:
    """A condition, and whether the reader may say that it is met."""

    condition: Condition
    may_satisfy: bool


@dataclass(frozen=True)
class TrancheRow:
    """A tranche with its conditions, its live payment, and what the reader may do next.

    `is_ready`: no condition, no earlier tranche and no status of the agreement keeps it from being released.
    """

    tranche: Tranche
    amount: Money
    conditions: list[ConditionRow]
    payment: Disbursement | None
    is_ready: bool
    may_prepare_payment: bool


def tranches_of(agreement: Agreement, reader: User) -> list[TrancheRow]:
    """The tranches in their order; three queries."""
    rows = agreement.tranches.order_by("number").prefetch_related(
        Prefetch("conditions", Condition.objects.select_related("satisfied_by", "evidence").order_by("pk")),
        Prefetch("disbursements", Disbursement.objects.live(), to_attr="live_ones"),
    )
    is_payable = agreement.status in {AgreementStatus.ACTIVE, AgreementStatus.COMPLETED}
    may_prepare = is_payable and reader.has_perm("grants.prepare_payment", agreement)
    may_satisfy = is_payable and reader.has_perm("grants.satisfy_condition", agreement)
    found: list[TrancheRow] = []
    for tranche in rows:
        tranche.agreement = agreement
        payment = next(iter(tranche.live_ones), None)
        conditions = [
            ConditionRow(
                condition=each,
                may_satisfy=may_satisfy and not each.is_satisfied and each.kind != ConditionKind.FINANCIAL_REPORT,
            )
            for each in tranche.conditions.all()
        ]
        found.append(
            TrancheRow(
                tranche=tranche,
                amount=Money(tranche.amount, agreement.currency),
                conditions=conditions,
                payment=payment,
                is_ready=is_payable
                and all(each.condition.is_satisfied for each in conditions)
                and all(row.tranche.status != TrancheStatus.PLANNED for row in found),
                may_prepare_payment=may_prepare and tranche.status == TrancheStatus.RELEASED and payment is None,
            )
        )
    return found
