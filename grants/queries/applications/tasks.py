"""What waits for a person after submission: clarifications on both sides, changes that were not submitted."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.models import (
    Application,
    ApplicationStatus,
    Clarification,
    ClarificationStatus,
    CopyPurpose,
    NoteSelection,
    SelectionStatus,
)
from grants.queries.calls.care import calls_in_care, to_be_decided
from grants.rules.reviews import DECIDERS
from grants.rules.stakes import stakes_anywhere
from kernel import clock
from kernel.registries import Task
from organizations.models import Role, User
from organizations.queries.memberships import asked_of, organizations_where


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
    )
    for row in rows.still_taken().select_related("call", "revises"):
        detail = _("Your changes are not submitted; what you submitted before counts until then.")
        title = _("Changes of “%(title)s”") % {"title": row.title or row.counted.reference}
        url = reverse("grants:application_step", args=[row.reference, "check"])
        yield Task(title, detail, url, _("Check and submit"), _day_of(row))


def _day_of(application: Application) -> date | None:
    """The day of the deadline of its stage."""
    return timezone.localtime(application.deadline_at).date() if application.deadline_at else None


@asked_of(*DECIDERS)
def selections_for(user: User) -> Iterable[Task]:
    """Choices among concept notes that wait for the user's decision."""
    for row in to_be_decided(NoteSelection.objects.filter(status=SelectionStatus.PROPOSED), user):
        detail = _("A choice among concept notes waits for a second person")
        due = row.call.full_deadline_at
        day = timezone.localtime(due).date() if due else None
        yield Task(row.call.title, detail, row.get_absolute_url(), _("Read and decide"), day)


def clarifications_for_staff(user: User) -> Iterable[Task]:
    """Clarifications whose last day has passed without an answer: to give more time, or to close."""
    calls = calls_in_care(user)
    if not calls:
        return
    rows = Clarification.objects.filter(
        application__call__in=[call.pk for call in calls],
        application__revises__isnull=True,
        status=ClarificationStatus.ASKED,
        due_on__lt=clock.today(),
    ).exclude(application__in=stakes_anywhere(user).shut)
    told = rows.select_related("application").only("number", "due_on", "application__reference", "application__title")
    for row in told.order_by("due_on", "pk"):
        title = f"{row.application.reference} {row.application.title}"
        detail = _("The clarification was not answered in time: give more time, or close it")
        yield Task(title, detail, row.get_absolute_url(), _("Open"), row.due_on)
