"""What strangers and people with an account do on a call's public pages: ask, follow; nothing of it needs scripts."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache, caches

from grants.actions.calls.enquiries import publish_answer
from grants.actions.calls.life import publish_call
from grants.models import CallStatus, Enquiry, Subscription
from kernel import clock
from organizations.models import Role, TerritorialUnit, UnitKind
from tests.cms.keeping import KEEPING
from tests.factories.grants.calls import CallFactory, furnish
from tests.factories.grants.public_calls import EnquiryFactory
from tests.factories.organizations import UserFactory
from tests.grants.people import somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(django_capture_on_commit_callbacks):
    """A published call with its pages."""
    cache.clear()
    row = furnish(
        CallFactory(slug="punte", status=CallStatus.APPROVED, approved_at=clock.now(), approved_by=UserFactory())
    )
    return publish_call(row, by=somebody(row.programme.implementer, Role.PROGRAMME_MANAGER))


def link_in(message, part):
    return re.search(rf"https?://[^/\s]+(/{part}\S+)", message.body).group(1)


def test_a_stranger_asks_and_confirms_by_the_link(call, client, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post("/ru/calls/punte/ask/", {"text": "Кто?", "email": "x@example.org"})
    assert "x@example.org" in page.text
    path = link_in(mail.outbox[0], "questions/")
    assert "Кто?" in client.get(path).text
    assert Enquiry.objects.get().status == "unconfirmed"
    client.post(path)
    assert Enquiry.objects.get().status == "waiting"
    client.post(path)
    assert Enquiry.objects.count() == 1


def test_a_person_with_an_account_asks_at_once(call, login):
    person = UserFactory()
    client = login(person)
    response = client.post("/en/calls/punte/ask/", {"text": "Who?"})
    assert response.status_code == 302
    assert [(row.asked_by, row.status) for row in Enquiry.objects.all()] == [(person, "waiting")]
    assert "Who?" in client.get("/en/calls/punte/ask/").text
    assert "Who?" not in client.get("/en/calls/punte/").text


def test_nothing_typed_is_lost_when_the_address_is_wrong(call, client):
    page = client.post("/en/calls/punte/ask/", {"text": "Who may apply?", "email": "x"})
    assert "Who may apply?" in page.text
    assert Enquiry.objects.count() == 0


def test_who_asks_too_often_is_told_to_wait(call, client):
    for _time in range(5):
        client.post("/en/calls/punte/ask/", {"text": "Who?", "email": "x@example.org"})
    page = client.post("/en/calls/punte/ask/", {"text": "Who?", "email": "x@example.org"})
    assert "too often" in page.text
    assert Enquiry.objects.count() == 5


def test_after_the_last_day_there_is_no_form(call, client):
    call.questions_until_on = clock.today() - timedelta(days=1)
    call.save()
    page = client.get("/en/calls/punte/ask/")
    assert "not taken any more" in page.text
    assert "<textarea" not in page.text


def test_a_stranger_follows_calls_in_a_place(call, client, django_capture_on_commit_callbacks):
    unit = TerritorialUnit.objects.filter(kind=UnitKind.DISTRICT, valid_until=None).order_by("pk")[0]
    mail.outbox.clear()
    wishes = {"email": "x@example.org", "units": [unit.pk], "topic": "transport", "pace": "daily"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/ro/calls/follow/", wishes)
    assert Subscription.objects.count() == 0
    path = link_in(mail.outbox[0], "follow/confirm/")
    assert client.get(path).status_code == 200
    assert Subscription.objects.count() == 0
    page = client.post(path)
    row = Subscription.objects.get()
    assert (row.topic, row.pace, row.language, list(row.units.all())) == ("transport", "daily", "ro", [unit])
    stop = re.search(r'href="(/follow/[^"]+)"', page.text).group(1)
    client.post(stop)
    assert Subscription.objects.count() == 0


def test_a_person_with_an_account_follows_one_call_at_once(call, login):
    person = UserFactory()
    assert login(person).post("/en/calls/punte/follow/", {"pace": "at_once"}).status_code == 302
    assert [(row.email, row.call) for row in Subscription.objects.all()] == [(person.email, call)]


@pytest.mark.parametrize("path", ["ask/", "follow/", "feed.atom", "calendar.ics"])
def test_what_is_not_public_has_no_address(path, client):
    CallFactory(slug="ciorna")
    assert client.get(f"/en/calls/ciorna/{path}").status_code == 404


def test_a_published_answer_shows_at_once_on_the_kept_page(call, client, settings):
    settings.CACHES = KEEPING
    caches["pages"].clear()
    assert "Any association." not in client.get("/en/calls/punte/").text
    publish_answer(
        EnquiryFactory(call=call),
        by=somebody(call.programme.implementer, Role.GRANTS_OFFICER),
        question={"en": "Who may apply?"},
        answer={"en": "Any association."},
    )
    assert "Any association." in client.get("/en/calls/punte/").text
    assert "только на английском" in client.get("/ru/calls/punte/").text
