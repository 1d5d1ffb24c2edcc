"""What the pages of an agreement and of a programme say about results."""

from typing import Any

from grants.models import Agreement, Programme
from monitoring.models import Framework, Period, ProgressReport
from monitoring.queries.progress import framework_progress
from organizations.models import User


def results_of_agreement(agreement: Agreement, user: User) -> dict[str, Any] | None:
    """Framework, progress, periods with their reports; None when the person may not read the agreement's results."""
    framework = (
        Framework.objects.visible_to(user)
        .filter(agreement=agreement)
        .select_related("programme", "agreement__organization")
        .first()
    )
    may_set_up = framework is None and user.has_perm("monitoring.set_up_framework", agreement)
    if framework is None:
        return {"may_set_up": True, "agreement": agreement} if may_set_up else None
    reports = ProgressReport.objects.visible_to(user).filter(agreement=agreement)
    by_period = {report.period_id: report for report in reports}
    periods = Period.objects.filter(framework=framework).order_by("starts_on", "pk")
    return {
        "agreement": agreement,
        "framework": framework,
        "lines": framework_progress(framework),
        "periods": [(period, by_period.get(period.pk)) for period in periods],
    }


def results_of_programme(programme: Programme, user: User) -> dict[str, Any] | None:
    """Framework and progress; None when there is none and the person may not set one up."""
    framework = (
        Framework.objects.visible_to(user)
        .of_programmes()
        .filter(programme=programme)
        .select_related("programme", "agreement")
        .first()
    )
    if framework is None:
        may_set_up = user.has_perm("monitoring.set_up_framework", programme)
        return {"may_set_up": True, "programme": programme} if may_set_up else None
    return {"programme": programme, "framework": framework, "lines": framework_progress(framework)}
