"""What waits for a person in results: figures to enter, reports to write, reports and figures to verify."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from kernel.formatting import short_day
from kernel.registries import Task
from monitoring.models import ENTERABLE, Indicator, Period, PeriodStatus, ProgressReport, ReportStatus
from organizations.models import Role, User
from organizations.roles import organizations_where

RESULT_ROLES = (
    Role.PROGRAMME_MANAGER,
    Role.MONITORING_OFFICER,
    Role.GRANTS_OFFICER,
    Role.REPRESENTATIVE,
    Role.MEMBER,
    Role.VIEWER,
)
WRITTEN = frozenset({ReportStatus.SUBMITTED, ReportStatus.ACCEPTED})


def _days(period: Period) -> str:
    language = get_language() or "en"
    return f"{short_day(period.starts_on, language)} – {short_day(period.ends_on, language)}"


def reports_to_write(user: User) -> Iterable[Task]:
    """Open periods of the person's grants whose report is not submitted, returned ones first to mend; two queries."""
    mine = organizations_where(user, Role.REPRESENTATIVE, Role.MEMBER)
    if not mine:
        return
    done = ProgressReport.objects.filter(period=OuterRef("pk"), status__in=WRITTEN)
    periods = (
        Period.objects.filter(~Exists(done), framework__agreement__organization__in=mine, status__in=ENTERABLE)
        .select_related("framework__agreement", "framework__programme", "report")
        .order_by("due_on", "pk")
    )
    for period in periods:
        report = getattr(period, "report", None)
        is_returned = report is not None and report.status == ReportStatus.RETURNED
        title = _("Correct the progress report") if is_returned else _("Write the progress report")
        yield Task(
            title=title,
            detail=f"{period.framework.agreement}, {_days(period)}",
            url=report.get_absolute_url() if report else period.get_absolute_url(),
            label=_("Continue") if report else _("Begin"),
            due_on=period.due_on,
        )


def figures_to_enter(user: User) -> Iterable[Task]:
    """Open periods of whole programmes that have indicators measured by the implementer itself; two queries."""
    mine = organizations_where(user, Role.MONITORING_OFFICER)
    if not mine:
        return
    own = Indicator.objects.measured_here().filter(framework=OuterRef("framework"))
    periods = (
        Period.objects.filter(
            Exists(own), framework__agreement=None, framework__programme__implementer__in=mine, status__in=ENTERABLE
        )
        .select_related("framework__programme", "framework__agreement")
        .order_by("due_on", "pk")
    )
    for period in periods:
        yield Task(
            title=_("Enter the figures of the project"),
            detail=f"{period.framework}, {_days(period)}",
            url=reverse("monitoring:period_figures", args=[period.pk]),
            label=_("Enter"),
            due_on=period.due_on,
        )


def reports_to_decide(user: User) -> Iterable[Task]:
    """Submitted reports that wait for the person's verification; two queries. Nobody sees what they submitted."""
    mine = organizations_where(user, Role.MONITORING_OFFICER)
    if not mine:
        return
    reports = (
        ProgressReport.objects.filter(status=ReportStatus.SUBMITTED, agreement__programme__implementer__in=mine)
        .exclude(submitted_by=user)
        .select_related("agreement__organization", "period")
        .order_by("submitted_at", "pk")
    )
    for report in reports:
        yield Task(
            title=_("Verify progress report %(reference)s") % {"reference": report.reference},
            detail=f"{report.agreement.organization}, {_days(report.period)}",
            url=report.get_absolute_url(),
            label=pgettext("task", "Verify"),
        )


def periods_to_verify(user: User) -> Iterable[Task]:
    """Submitted periods that wait for the person's verification and have no report waiting; two queries."""
    mine = organizations_where(user, Role.MONITORING_OFFICER)
    if not mine:
        return
    with_report = ProgressReport.objects.filter(period=OuterRef("pk"), status=ReportStatus.SUBMITTED)
    periods = (
        Period.objects.filter(
            ~Exists(with_report), status=PeriodStatus.SUBMITTED, framework__programme__implementer__in=mine
        )
        .exclude(submitted_by=user)
        .select_related("framework__programme", "framework__agreement")
        .order_by("submitted_at", "pk")
    )
    for period in periods:
        yield Task(
            title=_("Verify figures"),
            detail=f"{period.framework}, {_days(period)}",
            url=period.get_absolute_url(),
            label=pgettext("task", "Verify"),
        )


def sees_results(user: User) -> bool:
    """Whether results concern the person at all; no query beyond the roles."""
    return bool(organizations_where(user, *RESULT_ROLES))
