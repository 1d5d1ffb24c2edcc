"""The way down from one indicator of a project: the verified figures that make what was reached.

The sum is public, so each figure is; whose it is shows only where that grant is published.
"""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cms.views.programme_rows import NoFilters
from kernel import clock
from kernel.tables import DateColumn, LinkColumn, NumberColumn, Table
from kernel.views import ListPage
from monitoring.figures import figure_of, plain
from monitoring.models import AcrossGrants, AcrossPeriods, Indicator, Measurement
from monitoring.queries.way_down import contributions
from reports.figures.grants import has_public_page
from reports.figures.results import indicator_result


def reporter(row: Measurement) -> str:
    """Whose figure it is: the reference of the grant if it is public, "not published" if not, or the whole project."""
    grant = row.period.framework.agreement
    if grant is None:
        return gettext("whole project")
    return grant.reference if has_public_page(grant) else gettext("not published")


def grant_page(row: Measurement) -> str:
    """The address of the grant's public page from here; an empty text where it has none."""
    grant = row.period.framework.agreement
    return f"../../../../grants/{grant.reference}/" if grant is not None and has_public_page(grant) else ""


def percentage(row: Measurement) -> Decimal | None:
    """The share that is reported, in percent."""
    figure = figure_of(row)
    return plain(figure.amount) if figure is not None else None


def verified_on(row: Measurement) -> date | None:
    """The day on which a second person vouched for it."""
    return clock.day_of(row.verified_at) if row.verified_at is not None else None


class FigureColumn(NumberColumn):
    """A reported number; where there is none, which of the two it is."""

    def lacks(self, row: Measurement) -> str | Promise:
        return _("not applicable") if row.is_not_applicable else _("not reported")


class FigureTable(Table):
    """Verified figures of a number that does not simply add up: the latest counts, the highest, or each name once."""

    caption = _("Verified figures")
    empty = _("No figure is verified yet.")
    demo = "period__framework__programme__is_demo"

    grant = LinkColumn(_("Reported by"), reporter, to=grant_page, sort=False)
    starts_on = DateColumn(pgettext_lazy("date", "From"), "period.starts_on")
    ends_on = DateColumn(pgettext_lazy("date", "Until"), "period.ends_on")
    figure = FigureColumn(_("Figure"), "value")
    verified_at = DateColumn(_("Verified on"), verified_on, sort="verified_at")


class SumTable(FigureTable):
    """Verified figures that are added up over periods and grants."""

    figure = FigureColumn(_("Figure"), "value", total=True)


class ShareTable(FigureTable):
    """Verified shares, each with the two numbers that make it."""

    figure = FigureColumn(_("Figure, in percent"), percentage, sort=False)
    numerator = NumberColumn(_("Numerator"), missing="—")
    denominator = NumberColumn(_("Denominator"), missing="—")


def table_of(indicator: Indicator) -> type[FigureTable]:
    """How the figures of this indicator are listed."""
    if indicator.is_percentage:
        return ShareTable
    adds_up = indicator.across_periods == AcrossPeriods.SUM and indicator.across_grants == AcrossGrants.SUM
    return SumTable if adds_up else FigureTable


class IndicatorRows(ListPage):
    """The verified figures of one indicator, the latest first, as a page and as files."""

    model: ClassVar[type[Model]] = Measurement
    table_class: ClassVar[type[Table]] = FigureTable
    filterset_class = NoFilters
    template_name = "cms/indicator.html"
    select_related = ("period__framework__agreement", "period__framework__programme")

    def get_queryset(self) -> QuerySet:
        """All that is verified, of the project itself and of its grants."""
        return contributions(self.kwargs["indicator"])

    def facts(self) -> dict[str, Any]:
        """The indicator, and what the page of the project prints of it."""
        indicator = self.kwargs["indicator"]
        return {
            "page": self.kwargs["page"],
            "programme": self.kwargs["programme"],
            "indicator": indicator,
            "result": indicator_result(indicator),
        }
