"""Reminders of the reply: on the working days that the methodology names, by the system."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from kernel import clock
from kernel.working_days import working_days_between
from monitoring.actions.guards import locked
from monitoring.actions.replies import reply_link
from monitoring.models import Reply, ReplyReminder, ScorecardCycle, ScorecardStatus
from monitoring.notifications.scorecards import officers_of, write_to_authority
from monitoring.queries.calendar import exceptions_between
from organizations.actions.activity import record


def remind_authorities() -> int:
    """Remind every authority that is asked, silent, and due for a reminder today; returns how many were reminded.

    Running it again on the same day reminds nobody twice.
    """
    silent = ScorecardCycle.objects.filter(status=ScorecardStatus.IN_REPLY).exclude(
        Exists(Reply.objects.filter(cycle=OuterRef("pk")))
    )
    return sum(remind_if_due(cycle) for cycle in silent.order_by("pk"))


@transaction.atomic
def remind_if_due(cycle: ScorecardCycle) -> bool:
    """Send the reminder that is due on `cycle`, once; after a pause of the worker the missed ones are one message."""
    row = locked(cycle)
    if row.status != ScorecardStatus.IN_REPLY or row.reply_asked_at is None:
        return False
    asked_on, today = timezone.localtime(row.reply_asked_at).date(), clock.today()
    passed = working_days_between(asked_on, today, exceptions_between(asked_on, today))
    wanted = sum(passed >= day for day in row.methodology.reminder_days)
    last = ReplyReminder.objects.filter(cycle=row).order_by("-number").values_list("number", flat=True).first() or 0
    is_over = row.reply_due_on is not None and today > row.reply_due_on
    if wanted <= last or is_over:
        return False
    ReplyReminder.objects.create(cycle=row, number=wanted, sent_at=clock.now())
    record("scorecard_reply_reminded", row, by=None, organization=row.authority.organization, number=wanted)
    write_to_authority(row, "scorecard_reply_reminder", officers=officers_of(row), link=reply_link(row))
    return True
