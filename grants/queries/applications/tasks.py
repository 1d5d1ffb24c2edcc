"""What waits for a person after submission: clarifications on both sides, changes that were not submitted."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.models import (
    Application,
    ApplicationStatus,
    Call,
    CallStatus,
    Clarification,
    ClarificationStatus,
    CopyPurpose,
)
from grants.queries.calls.tasks import officers_or_stand_ins
from grants.rules.calls import RUNS_CALLS
from kernel import clock
from kernel.registries import Task
from organizations.models import Role, User
from organizations.queries.memberships import organizations_where


def clarifications_for_applicant(user: User) -> Iterable[Task]:
    """Clarifications that the user's organisations are asked for and can still answer."""
    mine = organizations_where(user, Role.REPRESENTATIVE, Role.MEMBER)
    if not mine:
        return
    rows = Clarification.objects.filter(
        application__organization__in=mine, status=ClarificationStatus.ASKED, due_on__gte=clock.today()
    )
    for row in rows.select_related("application__call").order_by("due_on", "pk"):
        title = _("Clarify “%(title)s”") % {"title": row.application.title}
        yield Task(title, row.text, row.get_absolute_url(), _("Read and answer"), row.due_on)


def changes_for(user: User) -> Iterable[Task]:
    """Changes of submitted applications of the user's organisations that were not submitted, while they can be."""
    mine = organizations_where(user, Role.REPRESENTATIVE, Role.MEMBER)
    if not mine:
        return
    rows = Application.with_copies.filter(
        organization__in=mine,
        purpose=CopyPurpose.CHANGE,
        revises__status=ApplicationStatus.SUBMITTED,
        call__status=CallStatus.PUBLISHED,
        call__deadline_at__gt=clock.now(),
    )
    for row in rows.select_related("call", "revises").order_by("call__deadline_at", "pk"):
        detail = _("Your changes are not submitted; what you submitted before counts until then.")
        title = _("Changes of “%(title)s”") % {"title": row.title or row.counted.reference}
        url = reverse("grants:application_step", args=[row.reference, "check"])
        yield Task(title, detail, url, _("Check and submit"), timezone.localtime(row.call.deadline_at).date())


def clarifications_for_staff(user: User) -> Iterable[Task]:
    """Clarifications whose last day has passed without an answer: to give more time, or to close."""
    run = organizations_where(user, *RUNS_CALLS)
    if not run:
        return
    calls = Call.objects.filter(officers_or_stand_ins(user), programme__implementer__in=run)
    rows = Clarification.objects.filter(
        application__in=Application.objects.filter(call__in=calls).open_to(user),
        status=ClarificationStatus.ASKED,
        due_on__lt=clock.today(),
    )
    for row in rows.select_related("application").order_by("due_on", "pk"):
        title = f"{row.application.reference} {row.application.title}"
        detail = _("The clarification was not answered in time: give more time, or close it")
        yield Task(title, detail, row.get_absolute_url(), _("Open"), row.due_on)
