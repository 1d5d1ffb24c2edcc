"""Acts on periods: opening them for figures, submitting, returning and approving them, reopening with a reason."""

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from kernel import clock
from kernel.refusals import NotNow, Refusal
from monitoring.actions.measurements import return_measurement, submit_measurement, verify_measurement
from monitoring.lifecycles.results import PERIOD
from monitoring.models import (
    EDITABLE,
    Measurement,
    MeasurementStatus,
    Period,
    PeriodStatus,
    ProgressReport,
    ReportStatus,
)
from monitoring.queries.figure_rows import codes_to_verify, words_for_waiting
from monitoring.queries.problems import problems_of
from organizations.actions.activity import record
from organizations.models import Role, User
from organizations.notifications import members, notify


class FiguresIncomplete(Refusal):
    """Figures are missing, inconsistent or unexplained."""


def lock_period(period: Period) -> Period:
    """The period as it stands, locked until the transaction ends."""
    return Period.objects.select_for_update(of=("self",)).select_related("framework__programme").get(pk=period.pk)


def _because(reason: str) -> str:
    if not reason.strip():
        raise Refusal(_("Say why."), fields={"reason": _("Write one sentence that the other side can act on.")})
    return reason.strip()


def _tell(period: Period, name: str, people: Iterable[User], *, reason: str = "") -> None:
    url = reverse("monitoring:period", args=[period.pk])
    notify(people, name, url=url, period=period, framework=period.framework, reason=reason)


@transaction.atomic
def open_period(period: Period, *, by: User | None) -> Period:
    """Open a period for figures; opening one of the programme opens it in every grant that runs through it."""
    period = lock_period(period)
    PERIOD.make(period, "open", by=by)
    record("period_opened", period, by=by, organization=period.framework.reporter)
    if period.framework.agreement is not None:
        people = members(period.framework.agreement.organization, Role.REPRESENTATIVE, Role.MEMBER)
        _tell(period, "period_opened", people)
    for fed_by in period.fed_by.filter(status=PeriodStatus.CLOSED).order_by("pk"):
        open_period(fed_by, by=by)
    return period


def submit_figures(period: Period, *, by: User) -> None:
    """Submit every figure of `period` that is a draft or was returned, with a row for each that is not reported.

    Refused with all that is wrong: sums of categories, missing figures and unusual ones that no note explains.
    """
    blocking = [problem.text for problems in problems_of(period).values() for problem in problems if problem.blocks]
    if blocking:
        raise FiguresIncomplete(
            _("The figures cannot be submitted yet: %(problems)s") % {"problems": " ".join(blocking)}
        )
    editable = period.measurements.filter(status__in=EDITABLE).order_by("pk")
    for measurement in editable:
        submit_measurement(measurement, by=by)


@transaction.atomic
def submit_period(period: Period, *, by: User) -> Period:
    """Submit the figures of a period to the verifier; a grant does so with its report, until that is accepted."""
    period = lock_period(period)
    PERIOD.check(period, "submit", by=by)
    report = ProgressReport.objects.filter(period=period).first()
    if period.framework.agreement_id is not None and (report is None or report.status != ReportStatus.ACCEPTED):
        raise NotNow(_("Figures of a grant are submitted with its progress report. Open the report and submit that."))
    submit_figures(period, by=by)
    return mark_submitted(period, by=by)


def mark_submitted(period: Period, *, by: User) -> Period:
    """Make the move, with who and when, and tell the verifiers. For acts that have submitted the figures."""
    period.submitted_at, period.submitted_by = clock.now(), by
    period.approved_at = period.approved_by = None
    period.save(update_fields=["submitted_at", "submitted_by", "approved_at", "approved_by"])
    PERIOD.make(period, "submit", by=by)
    record("period_submitted", period, by=by, organization=period.framework.reporter)
    if period.framework.verifier is not None:
        _tell(period, "period_submitted", members(period.framework.verifier, Role.MONITORING_OFFICER))
    return period


@transaction.atomic
def verify_figures(period: Period, *, by: User) -> Period:
    """Verify every figure of a period that waits, each by the same act as a single one; all of them or none."""
    waiting = Measurement.objects.filter(period=period, status=MeasurementStatus.SUBMITTED).order_by("pk")
    for measurement in waiting:
        verify_measurement(measurement, by=by)
    return period


@transaction.atomic
def return_period(period: Period, *, reason: str, by: User) -> Period:
    """Give a submitted period back for correction, with the reason, to the one who submitted it.

    Figures verified already stay so; those still waiting go back with it.
    """
    period = lock_period(period)
    PERIOD.check(period, "return", by=by)
    period.reason = _because(reason)
    period.save(update_fields=["reason"])
    for measurement in period.measurements.filter(status=MeasurementStatus.SUBMITTED).order_by("pk"):
        return_measurement(measurement, reason=reason, by=by)
    PERIOD.make(period, "return", by=by)
    record("period_returned", period, by=by, organization=period.framework.reporter)
    if period.submitted_by is not None:
        _tell(period, "period_returned", [period.submitted_by], reason=period.reason)
    return period


@transaction.atomic
def approve_period(period: Period, *, by: User) -> Period:
    """Freeze a period. Refused while a figure is not verified or an indicator has no row."""
    period = lock_period(period)
    PERIOD.check(period, "approve", by=by)
    waiting = words_for_waiting(codes_to_verify(period))
    if waiting:
        raise NotNow(waiting)
    period.approved_at, period.approved_by, period.reason = clock.now(), by, ""
    period.save(update_fields=["approved_at", "approved_by", "reason"])
    PERIOD.make(period, "approve", by=by)
    record("period_approved", period, by=by, organization=period.framework.reporter)
    return period


@transaction.atomic
def reopen_period(period: Period, *, reason: str, by: User) -> Period:
    """Open an approved period again, with the reason; verified figures stay and change only by a revision."""
    period = lock_period(period)
    PERIOD.check(period, "reopen", by=by)
    period.reason = _because(reason)
    period.save(update_fields=["reason"])
    PERIOD.make(period, "reopen", by=by)
    record("period_reopened", period, by=by, organization=period.framework.reporter)
    if period.submitted_by is not None:
        _tell(period, "period_reopened", [period.submitted_by], reason=period.reason)
    return period
