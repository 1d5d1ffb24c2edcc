"""The act of being there: told by the page of a draft while it is open, so that two people see each other."""

from datetime import timedelta

from grants.models import Application, DraftPresence
from kernel import clock
from organizations.models import User

OFTEN_ENOUGH = timedelta(seconds=20)


def note_presence(application: Application, step: str, *, by: User) -> None:
    """Remember that `by` has `step` of the draft open now; at most one write every twenty seconds for each step."""
    now = clock.now()
    mine = DraftPresence.objects.filter(application=application, user=by)
    if mine.filter(step=step, seen_at__gt=now - OFTEN_ENOUGH).exists():
        return
    DraftPresence.objects.update_or_create(
        application=application, user=by, defaults={"step": step[:40], "seen_at": now}
    )
