"""Kinds of notices: which mails are of one kind, whether people may have them less often, and when they are due.

A kind that is not declared, or that says why, is always sent at once: security, deadlines of one's own tasks,
decisions about one's own application or grant.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernel.registries import Registry
from organizations.models import NoticeChoice, QuietHours, Rhythm, User

MORNING = time(7)


@dataclass(frozen=True)
class NoticeKind:
    """A kind of notice: the mails (names of `templates/emails`) that are of it."""

    name: str
    label: str | Promise
    emails: tuple[str, ...]
    order: int = 100


notice_kinds: Registry[NoticeKind] = Registry()
WHY_ALWAYS = _(
    "Always sent at once: what protects your account, dates by which you have to act, and decisions about you. "
    "Whoever learns of these late loses something that cannot be given back."
)


def kind_of(email: str) -> NoticeKind | None:
    """The kind that the mail `email` is of; None when it is always sent at once."""
    return next((kind for kind in notice_kinds if email in kind.emails), None)


def rhythms_of(users: Iterable[User], kind: str) -> dict[int, str]:
    """What each of `users` chose for `kind`; who chose nothing is missing. One query."""
    rows = NoticeChoice.objects.filter(user__in=[each.pk for each in users], kind=kind)
    return dict(rows.values_list("user_id", "rhythm"))


def quiet_of(users: Iterable[User]) -> dict[int, QuietHours]:
    """The quiet hours of each of `users` who has some. One query."""
    rows = QuietHours.objects.filter(user__in=[each.pk for each in users], since__isnull=False)
    return {each.user_id: each for each in rows}


def due_at(rhythm: str, quiet: QuietHours | None, now: datetime) -> datetime:
    """When a notice written `now` is sent: now, the next morning, or the next Monday morning; never in quiet hours."""
    here = timezone.localtime(now)
    if rhythm != Rhythm.AT_ONCE:
        here = _next_morning(here, mondays_only=rhythm == Rhythm.WEEKLY)
    return _end_of_quiet(quiet, here) if quiet is not None else here


def _next_morning(here: datetime, *, mondays_only: bool) -> datetime:
    day = here.date() + timedelta(days=int(here.time() >= MORNING))
    if mondays_only:
        day += timedelta(days=-day.weekday() % 7)
    return timezone.make_aware(datetime.combine(day, MORNING))


def _end_of_quiet(quiet: QuietHours, here: datetime) -> datetime:
    since, until, at = quiet.since, quiet.until, here.time()
    if since is None or until is None or since == until:
        return here
    is_overnight = since > until
    is_quiet = (at >= since or at < until) if is_overnight else since <= at < until
    if not is_quiet:
        return here
    day = here.date() + timedelta(days=1 if is_overnight and at >= since else 0)
    return timezone.make_aware(datetime.combine(day, until))
