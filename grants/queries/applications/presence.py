"""Who else writes in a draft now, in words."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grants.models import Application
from kernel import clock
from organizations.models import User

RECENT = timedelta(minutes=3)


def others_here(application: Application, step: str, *, besides: User) -> list[str]:
    """A sentence for each other person who had the draft open in the last three minutes; one query."""
    rows = application.presences.filter(seen_at__gt=clock.now() - RECENT).exclude(user=besides)
    return [_sentence(str(row.user), row.step == step, row.seen_at) for row in rows.select_related("user")]


def _sentence(person: str, is_here: bool, seen_at: datetime) -> str:
    minutes = int((clock.now() - seen_at).total_seconds() // 60)
    words = {"person": person, "minutes": minutes}
    if not minutes:
        return (
            _("%(person)s is writing on this step now.") % words
            if is_here
            else _("%(person)s is writing on another step now.") % words
        )
    if is_here:
        return (
            ngettext(
                "%(person)s was writing on this step %(minutes)d minute ago.",
                "%(person)s was writing on this step %(minutes)d minutes ago.",
                minutes,
            )
            % words
        )
    return (
        ngettext(
            "%(person)s was writing on another step %(minutes)d minute ago.",
            "%(person)s was writing on another step %(minutes)d minutes ago.",
            minutes,
        )
        % words
    )
