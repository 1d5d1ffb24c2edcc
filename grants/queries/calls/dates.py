"""The dates of a call, for its page and for calendars."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from grants.calendars import Event
from grants.models import Call


def uid(call: Call, name: str) -> str:
    """What a date is called in calendars, for ever."""
    return f"{name}.{call.reference.lower()}@{urlsplit(settings.BASE_URL).hostname or 'raboj'}"


def events_of(call: Call, url: str, *, extensions: list[Any]) -> list[Event]:
    """All dates of a public call, the first first. `extensions` are those in force, from the first to the last."""
    set_at: datetime = call.cancelled_at or call.published_at or call.changed_at
    moved_at: datetime = call.cancelled_at or (extensions[-1].approved_at if extensions else set_at)
    times = 1 if call.cancelled_at else 0

    def event(name: str, title: str, begins: date | datetime, moved: int = 0) -> Event:
        return Event(
            uid(call, name),
            title % {"call": call.title},
            begins,
            moved_at if moved else set_at,
            sequence=moved + times,
            text=call.summary if name == "deadline" else "",
            url=url,
            is_cancelled=call.cancelled_at is not None,
        )

    found = [event("deadline", _("Deadline for applications: %(call)s"), call.deadline_at, len(extensions))]
    if call.questions_until_on:
        found.insert(0, event("questions", _("Last day for questions: %(call)s"), call.questions_until_on))
    if call.decision_planned_on:
        found.append(event("decision", _("Decision planned: %(call)s"), call.decision_planned_on))
    return found
