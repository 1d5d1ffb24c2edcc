"""The money figures of a programme.

Five columns, never mixed: planned (by donors, for years), committed (in agreements), received (from donors), disbursed
(paid to grantees, less what they paid back), spent (by the implementer, and by grantees as accepted). What is not
published is no number; a figure copied from a publication names its source; two currencies are never summed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.functional import Promise

from grants.models import COLUMN_OF_KIND, COLUMNS, FundingLine, Keeping, LedgerEntry, Programme, PublishedFigure, Source
from grants.queries.money.balances import Balance, kept_balances_by_year
from kernel.compiled import compiled
from kernel.listing import in_languages, own
from kernel.money import Money
from kernel.prepared import prepared
from organizations.models import Organization

LEDGER_COLUMNS = ("committed", "received", "disbursed", "spent")


@dataclass(frozen=True)
class Kept:
    """A figure that is kept here, row by row: one amount for each currency; zero is a known zero."""

    amounts: tuple[Money, ...]
    kind: ClassVar[Keeping] = Keeping.KEPT


@dataclass(frozen=True)
class AsPublished:
    """A figure summed over rows that were copied from `sources`: one amount for each currency."""

    amounts: tuple[Money, ...]
    sources: tuple[Source, ...]
    kind: ClassVar[Keeping] = Keeping.PUBLISHED


@dataclass(frozen=True)
class NotPublished:
    """No figure: not zero, in no sum, in no chart."""

    amounts: tuple[Money, ...] = ()
    kind: ClassVar[Keeping] = Keeping.NOT_PUBLISHED


Figure = Kept | AsPublished | NotPublished


@dataclass(frozen=True)
class ProgrammeMoney:
    """The five columns of one programme; `balance` holds what the ledger knows behind them, `lines` the plan.

    `by_year` splits the balance by the year in which money moved; None where nobody asked for it.
    """

    programme: Programme
    planned: Figure
    committed: Figure
    received: Figure
    disbursed: Figure
    spent: Figure
    balance: Balance
    lines: tuple[FundingLine, ...]
    by_year: dict[int, Balance] | None = None

    @property
    def columns(self) -> list[tuple[str, Promise, Figure]]:
        """Name, word on screen and figure, in the order of a programme's life."""
        return [(name, label, getattr(self, name)) for name, label in COLUMNS.items()]

    @property
    def open_advances(self) -> Money | None:
        """Paid to grantees and not yet accounted for; None where payments or spending are not kept here."""
        kept = self.disbursed.kind == self.spent.kind == Keeping.KEPT
        return self.balance.open_advance if kept else None

    @property
    def planned_and_spent(self) -> tuple[Money, Money] | None:
        """The two halves of the tally, where both are known in one currency; otherwise nothing is held against it."""
        planned = {amount.currency: amount for amount in self.planned.amounts}
        spent = {amount.currency: amount for amount in self.spent.amounts}
        common = sorted(planned.keys() & spent.keys())
        return (planned[common[0]], spent[common[0]]) if len(common) == 1 else None


@dataclass(frozen=True)
class YearRow:
    """One year: what each donor planned (None: nothing), their sum, and what was spent (None: not published)."""

    year: int
    cells: tuple[Money | None, ...]
    planned: Money | None
    spent: Money | None


@dataclass(frozen=True)
class YearTable:
    """Planned by year and donor in one currency, beside what was spent by year in the same currency.

    `has_spent` False: spending is counted in the programme's currency, which is another one.
    """

    currency: str
    donors: tuple[Organization | None, ...]
    rows: tuple[YearRow, ...]
    donor_totals: tuple[Money, ...]
    planned: Money | None
    spent: Money | None
    has_spent: bool = True
    sources: tuple[Source, ...] = field(default=())


def programme_money(programme: Programme) -> ProgrammeMoney:
    """The five columns of `programme`, each as its declaration says: kept here, as published or not published.

    planned = Σ funding lines; committed, received, disbursed, spent = the balance of the ledger
    (see grants.queries.money.balances). A column declared "as published" of which nothing was copied is not published.
    Asked by year, so that `year_tables` need not ask again.
    """
    by_year = kept_balances_by_year([programme])[programme.pk]
    balance = sum(by_year.values(), Balance(programme.currency))
    lines = _lines_with_parties(programme=programme.pk)
    sources = _ledger_sources([programme], lines).get(programme.pk, {})
    return replace(_money(programme, lines, balance, sources), by_year=by_year)


def portfolio_money(programmes: Iterable[Programme]) -> dict[int, ProgrammeMoney]:
    """`programme_money` of each of `programmes`, by id, with three queries for all of them together.

    Who planned or published an amount is not read with it.
    """
    programmes = list(programmes)
    return _portfolio(programmes, _by_programme(_lines().filter(programme__in=[each.pk for each in programmes])))


def published_money(programmes: Iterable[Programme]) -> dict[int, ProgrammeMoney]:
    """`portfolio_money` of published programmes, with no more of each source than that there is one."""
    return _portfolio(list(programmes), _by_programme(_published_lines()))


def _portfolio(programmes: list[Programme], lines: dict[int, list[FundingLine]]) -> dict[int, ProgrammeMoney]:
    by_year = kept_balances_by_year(programmes)
    balances = {each.pk: sum(by_year[each.pk].values(), Balance(each.currency)) for each in programmes}
    sources = _ledger_sources(programmes, [line for each in lines.values() for line in each])
    return {
        each.pk: _money(each, lines.get(each.pk, []), balances[each.pk], sources.get(each.pk, {}))
        for each in programmes
    }


def _by_programme(lines: Iterable[FundingLine]) -> dict[int, list[FundingLine]]:
    """The plan of each programme that has one."""
    found: dict[int, list[FundingLine]] = {}
    for line in lines:
        found.setdefault(line.programme_id, []).append(line)
    return found


@prepared
def _lines() -> QuerySet[FundingLine]:
    """Funding lines with the sources that they were copied from, in the order in which they were entered."""
    return FundingLine.objects.select_related("source").order_by("pk")


@compiled
def _published_lines() -> QuerySet[FundingLine]:
    """What sums need of the funding lines of published programmes."""
    lines = _lines().filter(programme__published_at__isnull=False)
    return lines.only("programme", "amount", "currency", "source__reference")


@compiled
def _lines_with_parties(*, programme: int) -> QuerySet[FundingLine]:
    """Those of one programme with the names of donors and of those who published the sources."""
    lines = _lines().filter(programme=programme).select_related("donor", "source__organization")
    names = in_languages("donor__name", "source__organization__name")
    return lines.only(*own(FundingLine), *own(Source, "source"), *names)


def _money(
    programme: Programme, lines: list[FundingLine], balance: Balance, sources: dict[str, list[Source]]
) -> ProgrammeMoney:
    figures = {name: _figure(programme, name, balance, sources.get(name, [])) for name in LEDGER_COLUMNS}
    known: dict[str, Any] = {"balance": balance, "lines": tuple(lines), **figures}
    return ProgrammeMoney(programme=programme, planned=_planned(programme, lines), **known)


def _planned(programme: Programme, lines: list[FundingLine]) -> Figure:
    keeping = programme.keeping_of("planned")
    amounts = _by_currency(Money(line.amount, line.currency) for line in lines)
    if keeping == Keeping.KEPT:
        return Kept(amounts or (_nothing(programme.currency),))
    if keeping == Keeping.PUBLISHED and amounts:
        return AsPublished(amounts, _unique(line.source for line in lines))
    return NotPublished()


def _figure(programme: Programme, column: str, balance: Balance, sources: list[Source]) -> Figure:
    keeping = programme.keeping_of(column)
    if keeping == Keeping.KEPT:
        return Kept((getattr(balance, column),))
    if keeping == Keeping.PUBLISHED and sources:
        return AsPublished((getattr(balance, column),), tuple(sources))
    return NotPublished()


def _ledger_sources(programmes: list[Programme], lines: Iterable[FundingLine]) -> dict[int, dict[str, list[Source]]]:
    """The sources of the published entries in force, by programme and column; those of `lines` are known already."""
    copied = [each.pk for each in programmes if Keeping.PUBLISHED in map(each.keeping_of, LEDGER_COLUMNS)]
    if not copied:
        return {}
    entries = LedgerEntry.objects.in_force().filter(programme__in=copied, is_as_published=True)
    rows = list(entries.order_by("source_id").values_list("programme_id", "kind", "source_id").distinct())
    known = {line.source_id: line.source for line in lines if line.source is not None}
    unknown = {source for _programme, _kind, source in rows} - known.keys()
    known |= Source.objects.in_bulk(unknown) if unknown else {}
    found: dict[int, dict[str, list[Source]]] = {}
    for programme_id, kind, source_id in rows:
        column = found.setdefault(programme_id, {}).setdefault(COLUMN_OF_KIND.get(kind, kind), [])
        if known[source_id] not in column:
            column.append(known[source_id])
    return found


def year_tables(programme: Programme, money: ProgrammeMoney | None = None) -> list[YearTable]:
    """Planned by year × donor, one table for each currency in which something was planned.

    Donors stand in the order in which they were entered, years ascend. A year's `spent` is 0 where spending is kept
    here and nothing was booked, and None where it is not published. Empty where the plan is not published.
    `money` is what `programme_money` answered, where it was asked before.
    """
    if programme.keeping_of("planned") == Keeping.NOT_PUBLISHED:
        return []
    money = money or programme_money(programme)
    lines = money.lines
    spent = _spent_by_year(programme, money.by_year or {})
    tables = []
    for currency in sorted({line.currency for line in lines}):
        here = [line for line in lines if line.currency == currency]
        is_own = currency == programme.currency
        if is_own and programme.keeping_of("spent") == Keeping.KEPT:
            spent = {line.year: _nothing(currency) for line in here} | spent
        tables.append(_year_table(currency, here, spent, has_spent=is_own))
    return tables


def _spent_by_year(programme: Programme, by_year: dict[int, Balance]) -> dict[int, Money]:
    if programme.keeping_of("spent") == Keeping.NOT_PUBLISHED:
        return {}
    kinds = {year: {kind for kind, _spender in balance.cents} for year, balance in by_year.items()}
    return {year: balance.spent for year, balance in by_year.items() if "expenditure" in kinds[year]}


def _year_table(currency: str, lines: list[FundingLine], spent: dict[int, Money], *, has_spent: bool) -> YearTable:
    spent = spent if has_spent else {}
    donors = tuple(dict.fromkeys(line.donor for line in lines))
    cells = {(line.year, line.donor): Money(line.amount, currency) for line in lines}
    rows = []
    for year in sorted({line.year for line in lines} | set(spent)):
        row = tuple(cells.get((year, donor)) for donor in donors)
        rows.append(YearRow(year, row, _sum(row), spent.get(year)))
    return YearTable(
        currency=currency,
        donors=donors,
        rows=tuple(rows),
        donor_totals=tuple(
            _sum(row.cells[place] for row in rows) or _nothing(currency) for place in range(len(donors))
        ),
        planned=_sum(row.planned for row in rows),
        spent=_sum(row.spent for row in rows),
        has_spent=has_spent,
        sources=_unique(line.source for line in lines),
    )


def rows_behind(programme: Programme, column: str) -> QuerySet[FundingLine] | QuerySet[LedgerEntry]:
    """The way down: the rows that sum to the figure `column` of `programme`; see the two functions below."""
    return lines_behind(programme) if column == "planned" else entries_behind(programme, column)


def lines_behind(programme: Programme) -> QuerySet[FundingLine]:
    """The funding lines that sum to what was planned, by year; none where the plan is not published."""
    lines = programme.funding_lines.select_related("donor", "source").order_by("year", "pk")
    return lines if programme.keeping_of("planned") != Keeping.NOT_PUBLISHED else lines.none()


def entries_behind(programme: Programme, column: str) -> QuerySet[LedgerEntry]:
    """The ledger entries whose `programme_cents` sum to `column`, by date; none where it is not published."""
    kinds = [kind for kind, name in COLUMN_OF_KIND.items() if name == column]
    entries = LedgerEntry.objects.filter(programme=programme, kind__in=kinds)
    entries = entries.select_related("provider", "receiver", "source", "agreement").order_by("value_on", "sequence")
    return entries if programme.keeping_of(column) != Keeping.NOT_PUBLISHED else entries.none()


def published_figures(programme: Programme) -> list[PublishedFigure]:
    """Numbers that a publication prints of the programme itself, as printed; in no total, verified or not."""
    return figures_by_pilot(programme).get(None, [])


def figures_by_pilot(programme: Programme) -> dict[int | None, list[PublishedFigure]]:
    """The same numbers by id of the pilot that they are of; under None those of the programme itself. One query."""
    found: dict[int | None, list[PublishedFigure]] = {}
    for figure in _figures_of(programme=programme.pk):
        found.setdefault(figure.pilot_id, []).append(figure)
    return found


@compiled
def _figures_of(*, programme: int) -> QuerySet[PublishedFigure]:
    figures = PublishedFigure.objects.filter(programme=programme)
    return figures.select_related("source").order_by("position", "pk")


def _by_currency(amounts: Iterable[Money]) -> tuple[Money, ...]:
    sums: dict[str, Money] = {}
    for each in amounts:
        sums[each.currency] = sums[each.currency] + each if each.currency in sums else each
    return tuple(sums[currency] for currency in sorted(sums))


def _sum(amounts: Iterable[Money | None]) -> Money | None:
    """The sum of what is known; None when nothing is."""
    known = _by_currency(each for each in amounts if each is not None)
    return known[0] if known else None


def _nothing(currency: str) -> Money:
    return Money(Decimal(0), currency)


def _unique(sources: Iterable[Source | None]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for source in sources if source is not None))
