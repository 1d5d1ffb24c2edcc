"""The workbook of a project: money, grants and indicators, equal to the page to the cent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import IO, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from grants.models import COLUMNS, Agreement, LedgerEntry, Precision, Programme
from kernel import clock
from kernel.labels import label_of
from kernel.money import Money
from kernel.spreadsheets import Heading, Sheet, write_workbook
from organizations.models import User
from reports.exports.results_sheets import results_sheets
from reports.figures.grants import authority_words, has_public_page, paid, places, published_grants, spent, with_parties
from reports.figures.money import LEDGER_COLUMNS, entries_behind, programme_money, year_tables

CHUNK = 500


def workbook_name(programme: Programme) -> str:
    """The name of the file: the project's code and the day."""
    return f"{programme.code}-{clock.today():%Y-%m-%d}.xlsx".lower()


def programme_workbook(programme: Programme, *, reader: User | None) -> IO[bytes]:
    """The workbook as an open file, read from its start.

    `reader` has the grants that they may see; None is the public, for whom grants, places and organisations which are
    not published stay out. Sums are those of the page; a column that is not published holds these words and no number.
    """
    published_only = reader is None
    grants = published_grants() if reader is None else with_parties(Agreement.objects.visible_to(reader))
    sheets = [
        _columns_sheet(programme),
        *_year_sheets(programme),
        _entries_sheet(programme, published_only=published_only),
        _grants_sheet(grants.filter(programme=programme)),
        *results_sheets(programme, published_only=published_only),
    ]
    return write_workbook(
        sheets,
        notes=list(_notes(programme)),
        mark=_("Demo data: invented, never added to real figures") if programme.is_demo else "",
        notes_title=_("Notes"),
    )


def _columns_sheet(programme: Programme) -> Sheet:
    """The five columns, a line for each currency."""
    lines: list[list[Any]] = []
    for _name, label, figure in programme_money(programme).columns:
        kept = str(figure.kind.label)
        if not figure.amounts:
            lines.append([str(label), None, None, kept])
        lines += [[str(label), amount.amount, amount.currency, kept] for amount in figure.amounts]
    headings = [
        Heading(_("Column")),
        Heading(_("Amount"), "money"),
        Heading(_("Currency")),
        Heading(_("Where the figure comes from")),
    ]
    return Sheet(_("Money"), headings, lines)


def _year_sheets(programme: Programme) -> Iterator[Sheet]:
    """Planned by year and donor, and spent beside it; a sheet for each currency."""
    for table in year_tables(programme):
        donors = [str(donor) if donor else _("not stated") for donor in table.donors]
        headings = [
            Heading(_("Year"), "number"),
            *(Heading(donor, "money") for donor in donors),
            Heading(_("Planned"), "money"),
            Heading(_("Spent"), "money"),
        ]
        lines: list[list[Any]] = [
            [row.year, *(_amount(cell) for cell in row.cells), _amount(row.planned), _amount(row.spent)]
            for row in table.rows
        ]
        totals = [total.amount for total in table.donor_totals]
        lines.append([_("All"), *totals, _amount(table.planned), _amount(table.spent)])
        yield Sheet(_("By year, %(currency)s") % {"currency": table.currency}, headings, lines)


def _entries_sheet(programme: Programme, *, published_only: bool) -> Sheet:
    """The entries of the ledger behind every column that is shown."""
    headings = [
        Heading(_("No."), "number"),
        Heading(_("Column")),
        Heading(_("Date"), "date"),
        Heading(_("What")),
        Heading(pgettext("party", "From")),
        Heading(pgettext("party", "To")),
        Heading(_("Grant")),
        Heading(_("Amount"), "money"),
        Heading(_("Currency")),
        Heading(_("Rate"), "number"),
        Heading(_("Source")),
    ]
    return Sheet(_("Entries"), headings, _entry_lines(programme, published_only=published_only))


def _entry_lines(programme: Programme, *, published_only: bool) -> Iterator[list[Any]]:
    for column in LEDGER_COLUMNS:
        for entry in entries_behind(programme, column).iterator(chunk_size=CHUNK):
            yield [
                entry.sequence,
                str(COLUMNS[column]),
                entry.value_on if entry.value_precision == Precision.DAY else entry.value_text,
                label_of(entry, "kind"),
                _party(entry.provider, published_only=published_only),
                _party(entry.receiver, published_only=published_only),
                _party(entry.agreement, published_only=published_only, name=_reference(entry)),
                entry.programme_money.amount,
                entry.programme_currency,
                entry.rate,
                str(entry.source or ""),
            ]


def _grants_sheet(agreements: QuerySet[Agreement]) -> Sheet:
    """The grants of the project, with their money in the currency of each."""
    headings = [
        Heading(_("Reference")),
        Heading(_("What for")),
        Heading(_("Organisation")),
        Heading(_("Authority")),
        Heading(_("Where")),
        Heading(pgettext("date", "From"), "date"),
        Heading(pgettext("date", "Until"), "date"),
        Heading(_("Status")),
        Heading(_("Amount"), "money"),
        Heading(_("Paid"), "money"),
        Heading(_("Accounted for"), "money"),
        Heading(_("Currency")),
    ]
    return Sheet(_("Grants"), headings, _grant_lines(agreements.order_by("reference", "pk")))


def _grant_lines(agreements: QuerySet[Agreement]) -> Iterator[list[Any]]:
    for agreement in agreements.iterator(chunk_size=CHUNK):
        yield [
            agreement.reference,
            agreement.title,
            _party(agreement.organization, published_only=True),
            authority_words(agreement),
            places(agreement),
            agreement.starts_on,
            agreement.ends_on,
            label_of(agreement, "status"),
            agreement.amount,
            _told(paid(agreement)),
            _told(spent(agreement)),
            agreement.currency,
        ]


def _notes(programme: Programme) -> Iterator[tuple[str, Any]]:
    yield _("Project"), str(programme)
    yield _("Implementer"), str(programme.implementer or _("not stated"))
    yield pgettext("file", "Made on"), clock.today()
    if programme.source:
        yield _("Source"), programme.source.cited
    last = programme.ledger_entries.order_by("-sequence").first()
    if last is not None:
        yield _("Digest of ledger entry %(number)s") % {"number": last.sequence}, last.digest
    yield _("Rule"), _("No sum mixes two currencies, or real with demo data. An empty number is not a zero.")
    yield _("Licence"), "CC BY 4.0"


def _amount(money: Money | None) -> Decimal | None:
    return money.amount if money is not None else None


def _told(money: Money | None) -> Decimal | str:
    """The amount, or words where the project does not publish it: an empty cell could be read as 0."""
    return money.amount if money is not None else _("not published")


def _reference(entry: LedgerEntry) -> str:
    return entry.agreement.reference if entry.agreement else ""


def _party(thing: Any, *, published_only: bool, name: str = "") -> str:
    """Its name, unless only what is published may be told and it is not."""
    if thing is None:
        return ""
    is_told = has_public_page(thing) if isinstance(thing, Agreement) else thing.is_published
    if published_only and not is_told:
        return ""
    return name or str(thing)
