"""The way down: the rows that make one number of a project.

The sum is public, so each row is; who is behind it shows only where that organisation and that grant are published.
"""

from decimal import Decimal
from typing import Any, ClassVar

from django.db.models import Count, Model, QuerySet, Sum
from django.http import HttpRequest
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from grants.models import COLUMNS, FundingLine, LedgerEntry
from grants.tables.programmes import ValueDayColumn
from kernel.filters import HouseFilterSet
from kernel.money import Money
from kernel.tables import Column, MoneyColumn, Summary, Table, Total
from kernel.views import ListPage
from reports.figures.grants import has_public_page
from reports.figures.money import rows_behind


def provider(entry: LedgerEntry) -> str:
    """Who paid, if published."""
    return str(entry.provider) if entry.provider and entry.provider.is_published else ""


def receiver(entry: LedgerEntry) -> str:
    """Who received, if published."""
    return str(entry.receiver) if entry.receiver and entry.receiver.is_published else ""


def grant(entry: LedgerEntry) -> str:
    """The reference of the grant, if the public may read about it."""
    return entry.agreement.reference if entry.agreement and has_public_page(entry.agreement) else ""


class NoFilters(HouseFilterSet):
    """The rows of one number are shown whole."""

    q = None


class FundingTable(Table):
    """What donors planned."""

    caption = _("Planned, by year and donor")
    demo = "programme__is_demo"

    year = Column(_("Year"))
    donor = Column(_("Donor"), missing=_("not stated"))
    amount = MoneyColumn(_("Planned"), total=True)
    source = Column(_("Source"), missing=_("kept here"))


class EntryTable(Table):
    """Entries of the ledger; the names of natural persons are in none of them."""

    caption = _("Entries of the ledger")
    demo = "programme__is_demo"

    sequence = Column(_("No."))
    value_on = ValueDayColumn(_("Date"), sort=("value_on", "sequence"))
    kind = Column(_("What"), "get_kind_display", sort="kind")
    provider = Column(pgettext_lazy("party", "From"), provider, missing=_("not published"))
    receiver = Column(pgettext_lazy("party", "To"), receiver, missing=_("not published"))
    agreement = Column(_("Grant"), grant, missing=_("none"))
    amount = MoneyColumn(_("In the project's currency"), "programme_money", sort="programme_amount")
    source = Column(_("Source"), missing=_("kept here"))

    def summary(self, queryset: QuerySet) -> Summary:
        """How many rows, and their signed sum for each currency: the number on the page of the project."""
        sums = queryset.order_by().values("programme_currency")
        lines = sums.annotate(total=Sum("programme_cents"), rows=Count("pk")).order_by("programme_currency")
        found = [Money(Decimal(each["total"]).scaleb(-2), each["programme_currency"]) for each in lines]
        totals = [
            Total(gettext("Total"), [each if name == "amount" else None for name in self.columns]) for each in found
        ]
        return Summary(sum(each["rows"] for each in lines), totals)


class FundingRows(ListPage):
    """The rows behind what was planned, as a page and as files."""

    model: ClassVar[type[Model]] = FundingLine
    table_class: ClassVar[type[Table]] = FundingTable
    filterset_class = NoFilters
    template_name = "cms/programme_rows.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """The page and its files are named after the project and the column whose number this is."""
        super().setup(request, *args, **kwargs)
        self.title = f"{kwargs['programme'].title}: {COLUMNS[kwargs['column']]}"

    def get_queryset(self) -> QuerySet:
        """The rows that add up to the number."""
        return rows_behind(self.kwargs["programme"], self.kwargs["column"])

    def facts(self) -> dict[str, Any]:
        """The project whose number this is."""
        return {"page": self.kwargs["page"], "programme": self.kwargs["programme"]}


class EntryRows(FundingRows):
    """The rows behind what was committed, received, disbursed or spent."""

    model = LedgerEntry
    table_class = EntryTable
    select_related = ("programme",)
