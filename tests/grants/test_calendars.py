"""Calendars, read back by a strict reader: line ends, folding, escaping, what every event must have."""

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.calendars import Event, calendar

MADE = datetime(2026, 11, 1, 8, tzinfo=UTC)
LINE = re.compile(r"([A-Z-]+)((?:;[A-Z-]+=[^:;,\"]+)*):(.*)", re.DOTALL)
ONCE = {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "STATUS", "LAST-MODIFIED", "TRANSP"}
AT_MOST_ONCE = {"DTEND", "DESCRIPTION", "LOCATION", "URL"}


def unfolded(content):
    """Logical lines; refuses bare line ends, lines over 75 octets and torn letters."""
    assert content.endswith(b"\r\n")
    physical = content[:-2].split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in physical)
    assert all(0 < len(line) <= 75 for line in physical)
    lines = []
    for line in physical:
        text = line.decode("utf-8")
        if text.startswith(" "):
            lines[-1] += text[1:]
        else:
            lines.append(text)
    return lines


def plain(value):
    """A TEXT value as it was; refuses a sign that should have been escaped."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value)
    return re.sub(r"\\(.)", lambda match: "\n" if match.group(1) in "nN" else match.group(1), value)


def events(content):
    """The events of a calendar, each as {name: value}; refuses whatever RFC 5545 does not allow."""
    lines = unfolded(content)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    head = [LINE.fullmatch(line).group(1) for line in lines[1 : lines.index("BEGIN:VEVENT")]]
    assert sorted(head) == ["CALSCALE", "METHOD", "PRODID", "VERSION", "X-WR-CALNAME"]
    found, current = [], None
    for line in lines[lines.index("BEGIN:VEVENT") : -1]:
        if line == "BEGIN:VEVENT":
            assert current is None
            current = {}
        elif line == "END:VEVENT":
            assert ONCE <= set(current) <= ONCE | AT_MOST_ONCE
            found.append(current)
            current = None
        else:
            name, parameters, value = LINE.fullmatch(line).groups()
            assert name not in current
            kind = r"\d{8}" if "VALUE=DATE" in parameters else r"\d{8}T\d{6}Z"
            assert not name.startswith("DT") or re.fullmatch(kind, value)
            current[name] = plain(value) if name in {"SUMMARY", "DESCRIPTION", "LOCATION"} else value
    assert current is None
    return found


def test_a_moment_is_written_in_universal_time():
    event = Event("a@x", "Termen-limită", datetime(2026, 12, 1, 15, tzinfo=UTC), MADE, sequence=2, url="https://x/y")
    [read] = events(calendar("Apeluri", [event], "ro"))
    assert (read["DTSTART"], read["SEQUENCE"], read["STATUS"]) == ("20261201T150000Z", "2", "CONFIRMED")
    assert "DTEND" not in read


def test_a_day_ends_before_the_next():
    [read] = events(calendar("x", [Event("a@x", "Zi", date(2026, 12, 31), MADE, is_cancelled=True)], "ro"))
    assert (read["DTSTART"], read["DTEND"], read["STATUS"]) == ("20261231", "20270101", "CANCELLED")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_any_text_comes_back_as_it_was(text):
    [read] = events(calendar("x", [Event("a@x", f"-{text}", MADE, MADE)], "ro"))
    assert read["SUMMARY"] == f"-{text}"


@pytest.mark.parametrize("text", ["a;b,c\\d", "două\nrânduri", "r\r\nn", "\\n", "ș" * 200, "😀" * 60])
def test_signs_and_line_ends_are_escaped(text):
    [read] = events(calendar("x", [Event("a@x", "-", MADE, MADE, text=text)], "ro"))
    assert read["DESCRIPTION"] == text.replace("\r\n", "\n")
