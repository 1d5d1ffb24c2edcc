"""The dates of a call, for calendars."""

from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from grants.calendars import Event
from grants.models import Call, CallVersion, InformationSession


def uid(call: Call, name: str) -> str:
    """What a date is called in calendars, for ever."""
    return f"{name}.{call.reference.lower()}@{urlsplit(settings.BASE_URL).hostname or 'raboj'}"


def events_of(
    call: Call, url: str, *, sessions: Sequence[InformationSession], version: CallVersion | None
) -> list[Event]:
    """All dates of a public call: its information sessions, then the others in the order of the work.

    `version` is its last one: each version counts as a change of every date, which calendars take as news of it.
    """
    since: datetime = version.changed_at if version else call.published_at or call.changed_at
    changed_at = call.cancelled_at or since
    sequence = (version.number - 1 if version else 0) + (1 if call.cancelled_at else 0)

    def event(name: str, title: str, begins: date | datetime, text: str = "", place: str = "") -> Event:
        return Event(
            uid(call, name),
            title % {"call": call.title},
            begins,
            changed_at,
            sequence=sequence,
            text=text,
            place=place,
            url=url,
            is_cancelled=call.cancelled_at is not None,
        )

    named = _("Information session: %(call)s")
    found = [event(f"session-{each.pk}", named, each.starts_at, each.link, each.place) for each in sessions]
    if call.questions_until_on:
        found.append(event("questions", _("Last day for questions: %(call)s"), call.questions_until_on))
    found.append(event("deadline", _("Deadline for applications: %(call)s"), call.deadline_at, call.summary))
    if call.full_deadline_at:
        found.append(event("full", _("Deadline of the full application: %(call)s"), call.full_deadline_at))
    if call.decision_planned_on:
        found.append(event("decision", _("Decision planned: %(call)s"), call.decision_planned_on))
    if call.answer_by_on:
        found.append(event("answer", _("Organisations answer by: %(call)s"), call.answer_by_on))
    return found
