"""Calendars as files (iCalendar, RFC 5545), written by hand: a few dates of a call need no library. No Django."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

OCTETS = 75
PRODUCT = "-//Raboj//Calls//EN"


@dataclass(frozen=True)
class Event:
    """One date. `uid` stays the same for ever, `sequence` grows when it moves, `changed_at` is when it was last set.

    `begins` is a day, or an aware moment; `ends` is left out for a whole day and for a moment without length.
    """

    uid: str
    title: str
    begins: date | datetime
    changed_at: datetime
    ends: datetime | None = None
    sequence: int = 0
    text: str = ""
    place: str = ""
    url: str = ""
    is_cancelled: bool = False


def calendar(name: str, events: Iterable[Event], language: str) -> bytes:
    """The calendar file of `events`, in their order."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME;LANGUAGE={language}:{escape(name)}"]
    for event in events:
        lines += _event(event, language)
    return "".join(fold(line) for line in [*lines, "END:VCALENDAR"]).encode()


def _event(event: Event, language: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_moment(event.changed_at)}"
    yield f"LAST-MODIFIED:{_moment(event.changed_at)}"
    yield f"SEQUENCE:{event.sequence}"
    if isinstance(event.begins, datetime):
        yield f"DTSTART:{_moment(event.begins)}"
        if event.ends is not None:
            yield f"DTEND:{_moment(event.ends)}"
    else:
        yield f"DTSTART;VALUE=DATE:{event.begins:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.begins + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY;LANGUAGE={language}:{escape(event.title)}"
    if event.text:
        yield f"DESCRIPTION;LANGUAGE={language}:{escape(event.text)}"
    if event.place:
        yield f"LOCATION;LANGUAGE={language}:{escape(event.place)}"
    if event.url:
        yield f"URL:{event.url}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escape(text: str) -> str:
    """`text` as a value of the type TEXT: backslash, semicolon, comma and line ends are escaped, control signs go."""
    for sign, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\r", "\\n"), ("\n", "\\n")):
        text = text.replace(sign, escaped)
    return "".join(letter for letter in text if letter >= " " and letter != "\x7f")


def fold(line: str) -> str:
    """`line` with its line end, cut after 75 octets without tearing a letter; each part goes on after a space."""
    parts: list[str] = []
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > OCTETS:
            parts, part, size = [*parts, part], " ", 1
        part, size = part + letter, size + octets
    return "".join(f"{each}\r\n" for each in [*parts, part])
