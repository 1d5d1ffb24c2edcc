"""Feeds and calendars of calls: valid, in three languages, and only of what is public."""

import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from django.utils.dateparse import parse_datetime

from grants.actions.calls.enquiries import publish_answer
from grants.actions.calls.extending import approve_extension, propose_extension
from grants.actions.calls.life import cancel_call, publish_call
from grants.models import Call, CallStatus
from kernel import clock
from organizations.models import Role
from tests.factories.grants.calls import CallFactory, SessionFactory, furnish
from tests.factories.grants.public_calls import EnquiryFactory
from tests.factories.organizations import UserFactory
from tests.grants.people import somebody
from tests.grants.test_calendars import events

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def manager(call_draft):
    return somebody(call_draft.programme.implementer, Role.PROGRAMME_MANAGER)


@pytest.fixture
def call_draft():
    return furnish(
        CallFactory(
            slug="punte",
            title_ro="Punți, <b>și</b> poduri; & altele",
            status=CallStatus.APPROVED,
            approved_at=clock.now(),
            approved_by=UserFactory(),
            questions_until_on=clock.today() + timedelta(days=5),
            decision_planned_on=clock.today() + timedelta(days=60),
        )
    )


@pytest.fixture
def call(call_draft, manager):
    return publish_call(call_draft, by=manager)


def extend(call):
    staff = [somebody(call.programme.implementer, Role.PROGRAMME_MANAGER) for _person in range(2)]
    later = call.deadline_at + timedelta(days=3)
    proposed = propose_extension(call, by=staff[0], new_deadline_at=later, reason="Mai mult timp.")
    return approve_extension(proposed, by=staff[1])


def entries(content):
    """The entries of an Atom feed; refuses one that lacks what RFC 4287 asks for."""
    feed = ET.fromstring(content)  # noqa: S314 - our own file
    assert feed.tag == f"{ATOM}feed"
    for holder in (feed, *feed.findall(f"{ATOM}entry")):
        assert all(len(holder.findall(f"{ATOM}{name}")) == 1 for name in ("id", "title", "updated"))
        assert parse_datetime(holder.find(f"{ATOM}updated").text) is not None
    assert {link.get("rel") for link in feed.findall(f"{ATOM}link")} == {"self", "alternate"}
    found = feed.findall(f"{ATOM}entry")
    ids = [entry.find(f"{ATOM}id").text for entry in found]
    assert len(ids) == len(set(ids))
    return [(entry.find(f"{ATOM}title").text, entry.find(f"{ATOM}summary").text) for entry in found]


def test_feed_of_calls_tells_what_was_done_the_latest_first(call, client):
    extend(call)
    response = client.get("/ro/calls/feed.atom")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert [title for title, _text in entries(response.content)] == [
        f"Termen prelungit: {call.title_ro}",
        f"Concurs nou: {call.title_ro}",
    ]
    assert [title.split(":")[0] for title, _text in entries(client.get("/ru/calls/feed.atom").content)] == [
        "Срок продлён",
        "Новый конкурс",
    ]


def test_feed_of_a_call_holds_its_answers_and_nothing_of_others(call, client, manager):
    row = EnquiryFactory(call=call)
    publish_answer(row, by=manager, question={"en": "Who?"}, answer={"en": "All."})
    told = entries(client.get("/en/calls/punte/feed.atom").content)
    assert told[0][1] == "Who?\n\nAll."
    assert not any(row.text in (text or "") or row.asked_by.name in (text or "") for _title, text in told)


def test_calendar_of_a_call_holds_all_its_dates(call, client):
    response = client.get("/ro/calls/punte/calendar.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    read = events(response.content)
    assert [each["UID"].split(".")[0] for each in read] == ["questions", "deadline", "decision"]
    assert [each["SEQUENCE"] for each in read] == ["0", "0", "0"]
    assert read[1]["SUMMARY"] == f"Termen-limită pentru cereri: {call.title_ro}"


def test_a_moved_deadline_keeps_its_name_and_counts_up(call, client):
    before = events(client.get("/en/calls/punte/calendar.ics").content)
    extend(call)
    after = events(client.get("/en/calls/punte/calendar.ics").content)
    assert [each["UID"] for each in after] == [each["UID"] for each in before]
    assert {each["SEQUENCE"] for each in before} == {"0"}
    assert {each["SEQUENCE"] for each in after} == {"1"}
    assert after[1]["DTSTART"] > before[1]["DTSTART"]


def test_calendar_holds_sessions_with_their_place_and_link(call, client):
    session = SessionFactory(call=call)
    [read, *_others] = events(client.get("/ro/calls/punte/calendar.ics").content)
    assert read["UID"].startswith(f"session-{session.pk}.")
    assert (read.get("LOCATION", ""), read.get("DESCRIPTION", "")) == (session.place, session.link)


def test_calendar_of_a_cancelled_call_says_so(call, client, manager):
    cancel_call(call, by=manager, reason="Fără bani.")
    read = events(client.get("/en/calls/punte/calendar.ics").content)
    assert {(each["STATUS"], each["SEQUENCE"]) for each in read} == {("CANCELLED", "1")}


def test_calendar_of_open_calls_leaves_out_closed_ones(call, client):
    assert len(events(client.get("/en/calls/calendar.ics").content)) == 3
    Call.objects.filter(pk=call.pk).update(deadline_at=clock.now() - timedelta(days=1))
    assert b"VEVENT" not in client.get("/en/calls/calendar.ics").content
