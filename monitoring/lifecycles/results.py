"""The order of acts on periods, measurements and progress reports."""

from django.utils.translation import gettext_lazy as _

from kernel.lifecycle import Lifecycle, move
from monitoring.models import MeasurementStatus, PeriodStatus, ReportStatus

PERIOD = Lifecycle(
    "period",
    _("Period of a results framework"),
    move("open", from_=PeriodStatus.CLOSED, to=PeriodStatus.OPEN, permission="monitoring.open_period", label=_("Open")),
    move(
        "submit",
        from_=[PeriodStatus.OPEN, PeriodStatus.RETURNED, PeriodStatus.REOPENED],
        to=PeriodStatus.SUBMITTED,
        permission="monitoring.submit_period",
        label=_("Submit"),
    ),
    move(
        "return",
        from_=PeriodStatus.SUBMITTED,
        to=PeriodStatus.RETURNED,
        permission="monitoring.verify_period",
        label=_("Return for correction"),
    ),
    move(
        "approve",
        from_=PeriodStatus.SUBMITTED,
        to=PeriodStatus.APPROVED,
        permission="monitoring.verify_period",
        label=_("Approve"),
    ),
    move(
        "reopen",
        from_=PeriodStatus.APPROVED,
        to=PeriodStatus.REOPENED,
        permission="monitoring.open_period",
        label=_("Reopen"),
    ),
)

MEASUREMENT = Lifecycle(
    "measurement",
    _("Measurement"),
    move(
        "submit",
        from_=[MeasurementStatus.DRAFT, MeasurementStatus.RETURNED],
        to=MeasurementStatus.SUBMITTED,
        permission="monitoring.submit_measurement",
        label=_("Submit"),
    ),
    move(
        "return",
        from_=MeasurementStatus.SUBMITTED,
        to=MeasurementStatus.RETURNED,
        permission="monitoring.return_measurement",
        label=_("Return for correction"),
    ),
    move(
        "verify",
        from_=MeasurementStatus.SUBMITTED,
        to=MeasurementStatus.VERIFIED,
        permission="monitoring.verify_measurement",
        label=_("Verify"),
    ),
    move(
        "supersede",
        from_=MeasurementStatus.VERIFIED,
        to=MeasurementStatus.SUPERSEDED,
        permission=None,
        label=_("Replace by a revision"),
    ),
)

PROGRESS_REPORT = Lifecycle(
    "progress_report",
    _("Progress report"),
    move(
        "submit",
        from_=[ReportStatus.DRAFT, ReportStatus.RETURNED],
        to=ReportStatus.SUBMITTED,
        permission="monitoring.submit_progress_report",
        label=_("Submit"),
    ),
    move(
        "return",
        from_=ReportStatus.SUBMITTED,
        to=ReportStatus.RETURNED,
        permission="monitoring.decide_progress_report",
        label=_("Return for correction"),
    ),
    move(
        "accept",
        from_=ReportStatus.SUBMITTED,
        to=ReportStatus.ACCEPTED,
        permission="monitoring.decide_progress_report",
        label=_("Accept"),
    ),
)
