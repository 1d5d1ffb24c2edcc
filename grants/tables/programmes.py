"""How programmes, ledger entries and rates are listed."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from grants.models import LedgerEntry, Precision, Programme
from kernel.formatting import known_to
from kernel.money import Money
from kernel.tables import Column, DateColumn, LinkColumn, MoneyColumn, NumberColumn, StatusColumn, Table


def planned(programme: Any) -> Money | None:
    """What was planned, in the programme's currency."""
    found = programme.planned
    return None if found is None else Money(Decimal(found).quantize(Decimal("0.01")), programme.currency)


def publication(programme: Programme) -> str:
    """Whether the public reads it."""
    return gettext("published") if programme.is_published else gettext("not published")


class ProgrammeTable(Table):
    """The programmes that a person sees."""

    caption = _("Projects")
    empty = _("No project yet. A programme manager sets up the first one.")
    default_sort = "-starts_on"
    demo = "is_demo"

    title = LinkColumn(_("Project"), sort="title_ro")
    code = Column(_("Code"))
    implementer = Column(_("Implementer"), missing=_("not stated"))
    status = StatusColumn(_("Status"))
    starts_on = DateColumn(_("Starts on"))
    ends_on = DateColumn(_("Ends on"))
    planned = MoneyColumn(_("Planned"), planned, missing=_("not published"))
    publication = Column(_("Publication"), publication, sort="published_at")


def origin(entry: LedgerEntry) -> str:
    """Where the entry comes from, and whether it still stands."""
    if entry.reverses_id:
        return pgettext("ledger entry", "correction")
    if entry.is_reversed:
        return pgettext("ledger entry", "corrected")
    return gettext("as published") if entry.is_as_published else gettext("kept here")


class ValueDayColumn(DateColumn):
    """The value date of an entry, as exactly as it is known; in a file a date, or 2014 and 2014-02 as text."""

    def value(self, row: LedgerEntry) -> date | str:
        """The day, or month or year in the reader's words."""
        if row.value_precision == Precision.DAY:
            return row.value_on
        return known_to(row.value_on, row.value_precision, get_language() or "en")

    def cells(self, row: LedgerEntry) -> list[Any]:
        """The day itself where it is known."""
        return [row.value_on if row.value_precision == Precision.DAY else row.value_text]


class LedgerTable(Table):
    """The ledger of one programme, newest first; corrections and what they correct both stand in it."""

    caption = _("Ledger")
    empty = _("No money has moved yet.")
    default_sort = "-sequence"
    demo = "programme__is_demo"

    sequence = LinkColumn(_("No."))
    value_on = ValueDayColumn(_("Date"), sort=("value_on", "sequence"))
    kind = Column(_("What"), "get_kind_display", sort="kind")
    provider = Column(pgettext_lazy("party", "From"), missing=_("not stated"))
    receiver = Column(pgettext_lazy("party", "To"), missing=_("not stated"))
    agreement = Column(_("Agreement"), lambda entry: entry.agreement and entry.agreement.reference, sort=False)
    money = MoneyColumn(_("Amount"), sort=("currency", "amount"))
    programme_money = MoneyColumn(_("In the project's currency"), sort="programme_amount")
    origin = Column(_("Origin"), origin, sort=False)


class RateTable(Table):
    """Exchange rates, newest first."""

    caption = _("Exchange rates")
    empty = _("No rates yet. The operator imports them from a file.")
    default_sort = "-rate_on"

    rate_on = DateColumn(_("Date"))
    base = Column(_("One unit of"))
    rate = NumberColumn(_("is worth"), sort=False)
    quote = Column(_("Currency"))
    source = Column(_("Source"), "get_source_display", sort="source")
