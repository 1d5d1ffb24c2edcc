"""Lists of frameworks, measurements and progress reports."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.tables import Column, DateColumn, LinkColumn, NumberColumn, StatusColumn, Table
from monitoring.figures import figure_of, plain


def amount(measurement: Any) -> Any:
    """The figure, percentages in percent."""
    figure = figure_of(measurement)
    return plain(figure.amount) if figure is not None else None


class FrameworkTable(Table):
    """Frameworks of projects and grants."""

    caption = _("Results frameworks")
    empty = _("No results framework yet. It is set up from the page of the project.")
    demo = "programme__is_demo"
    programme = LinkColumn(_("Project"), "programme.title", sort="programme__title_ro")
    agreement = Column(_("Agreement"), "agreement.reference", missing=_("whole project"), sort="agreement__reference")
    organization = Column(
        _("Organisation"), "agreement.organization.name", missing="–", sort="agreement__organization__name_ro"
    )
    indicator_count = NumberColumn(_("Indicators"), "indicator_count", sort="indicator_count")


class MeasurementTable(Table):
    """Figures, one a line."""

    caption = _("Figures")
    empty = _("No figures yet.")
    demo = "period__framework__programme__is_demo"
    default_sort = "-ends_on"
    indicator = LinkColumn(_("Indicator"), lambda row: str(row.indicator), sort="indicator__code")
    framework = Column(_("Reported by"), lambda row: str(row.period.framework), sort=False)
    starts_on = DateColumn(pgettext_lazy("date", "From"), "period.starts_on", sort="period__starts_on")
    ends_on = DateColumn(pgettext_lazy("date", "To"), "ends_on")
    value = NumberColumn(_("Figure"), amount, missing=_("not reported"), sort=False)
    is_not_applicable = Column(_("Not applicable"), lambda row: _("yes") if row.is_not_applicable else None, sort=False)
    numerator = NumberColumn(_("Numerator"), lambda row: plain(row.numerator), sort=False)
    denominator = NumberColumn(_("Denominator"), lambda row: plain(row.denominator), sort=False)
    status = StatusColumn(_("Status"))


class ProgressReportTable(Table):
    """Progress reports, one a line."""

    caption = _("Progress reports")
    empty = _("No progress report yet. One is begun from an open period of an agreement.")
    demo = "agreement__programme__is_demo"
    reference = LinkColumn(_("Reference"))
    agreement = Column(_("Agreement"), lambda row: str(row.agreement), sort="agreement__reference")
    organization = Column(_("Organisation"), "agreement.organization.name", sort="agreement__organization__name_ro")
    ends_on = DateColumn(_("Period to"), "period.ends_on", sort="period__ends_on")
    due_on = DateColumn(_("Due on"), "period.due_on", sort="period__due_on")
    submitted_at = DateColumn(pgettext_lazy("report", "Submitted"), "submitted_at", missing=_("not yet"))
    status = StatusColumn(_("Status"))
