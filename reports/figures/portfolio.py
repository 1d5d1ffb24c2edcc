"""Totals over programmes: per currency, real and demo apart, and how many programmes each of them counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from grants.models import COLUMNS
from kernel.money import Money
from reports.figures.money import ProgrammeMoney


@dataclass(frozen=True)
class ColumnTotal:
    """One column over several programmes: its sum, of how many of them, and how many publish no such figure.

    `amount` None: none of them publishes it.
    """

    amount: Money | None
    counted: int
    not_published: int


@dataclass(frozen=True)
class Total:
    """The five columns over the programmes that count in `currency`, all of them real or all of them demo."""

    is_demo: bool
    currency: str
    programmes: int
    planned: ColumnTotal
    committed: ColumnTotal
    received: ColumnTotal
    disbursed: ColumnTotal
    spent: ColumnTotal


def totals(rows: Iterable[ProgrammeMoney]) -> list[Total]:
    """The sums of each column over the programmes of `rows`, one row for each currency, real and demo apart.

    A programme counts in its own currency; what donors planned in another currency counts there and in no conversion.
    Figures that are not published, and published figures that nothing confirms, are in no sum: they are counted in
    `not_published`.
    """
    groups: dict[tuple[bool, str], list[ProgrammeMoney]] = {}
    for money in rows:
        currencies = {money.programme.currency, *(amount.currency for amount in money.planned.amounts)}
        for currency in currencies:
            groups.setdefault((money.programme.is_demo, currency), []).append(money)
    return [
        Total(
            is_demo=is_demo,
            currency=currency,
            programmes=len(group),
            **{column: _column(group, column, currency) for column in COLUMNS},
        )
        for (is_demo, currency), group in sorted(groups.items())
    ]


def _column(group: list[ProgrammeMoney], column: str, currency: str) -> ColumnTotal:
    figures = [getattr(money, column).amounts for money in group]
    found = [amount for amounts in figures for amount in amounts if amount.currency == currency]
    total = None
    for amount in found:
        total = amount if total is None else total + amount
    return ColumnTotal(total, counted=len(found), not_published=sum(not amounts for amounts in figures))
