"""Reminders of reviews that are not in yet: by hand for a selection, and by the clock. Each one is kept."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.models import Assignment, ReviewReminder
from grants.queries.reviews.duties import outstanding
from kernel import clock
from kernel.refusals import NotAllowed, NotNow
from organizations.actions.activity import record
from organizations.models import User
from organizations.notifications import notify

DAYS_BEFORE = 3
DAYS_BETWEEN = 7


def _send(rows: Iterable[Assignment], by: User | None) -> int:
    by_reviewer: dict[int, list[Assignment]] = {}
    for row in rows:
        by_reviewer.setdefault(row.reviewer_id, []).append(row)
    for mine in by_reviewer.values():
        for row in mine:
            ReviewReminder.objects.create(assignment=row, due_on=row.due_on, sent_at=clock.now(), sent_by=by)
            implementer = row.application.call.programme.implementer
            record("reviewer_reminded", row.application, by=by, organization=implementer, assignment=row.pk)
        first = min((each.due_on for each in mine if each.due_on), default=None)
        notify([mine[0].reviewer], "reviews_due", url=reverse("grants:reviews"), assignments=mine, due_on=first)
    return len(by_reviewer)


@transaction.atomic
def remind_reviewers(assignments: Collection[Assignment], *, by: User) -> int:
    """Remind the reviewers of these assignments, each by one message; returns how many people.

    Those whose review is in, and those reminded in the last day, are left out; refused when nobody is left.
    """
    wanted = [each.pk for each in assignments]
    rows = list(
        outstanding(wanted)
        .exclude(reminders__sent_at__gt=clock.now() - timedelta(days=1))
        .select_related("application__call__programme__implementer", "reviewer")
        .order_by("reviewer_id", "pk")
    )
    for row in rows:
        if not by.has_perm("grants.assign_reviewers", row.application):
            raise NotAllowed(_("Only grants officers and programme managers without a conflict remind reviewers."))
    if not rows:
        raise NotNow(_("Nobody is to be reminded: the reviews are in, or a reminder was sent within the last day."))
    return _send(rows, by)


def is_due_for_reminder(due_on: date, today: date, last_on: date | None) -> bool:
    """Whether the clock reminds of a review today: once in the three days before it is due, then every seven days."""
    if today < due_on - timedelta(days=DAYS_BEFORE):
        return False
    if last_on is None or last_on < due_on - timedelta(days=DAYS_BEFORE):
        return True
    if today <= due_on:
        return False
    return last_on <= due_on or today - last_on >= timedelta(days=DAYS_BETWEEN)


@transaction.atomic
def remind_of_due_reviews() -> int:
    """The routine: reminds whoever is due for it today; run again the same day it sends nothing. Returns how many."""
    today = clock.today()
    rows = outstanding().filter(due_on__isnull=False, due_on__lte=today + timedelta(days=DAYS_BEFORE))
    rows = rows.select_related("application__call__programme__implementer", "reviewer").prefetch_related("reminders")
    due = []
    for row in rows.order_by("reviewer_id", "pk"):
        last = max((each.sent_at for each in row.reminders.all()), default=None)
        if row.due_on and is_due_for_reminder(row.due_on, today, clock.day_of(last) if last else None):
            due.append(row)
    return _send(due, None)
