"""Following calls by mail: asked, confirmed, told once, stopped and forgotten."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from grants.actions.calls import following as acts
from grants.actions.calls.enquiries import publish_answer
from grants.actions.calls.life import cancel_call
from grants.models import Subscription, Told
from grants.queries.calls.followers import is_about, meet
from kernel import clock
from kernel.models import SentMessage
from kernel.refusals import Refusal
from organizations.actions.activity import record
from organizations.actions.people import erase_person
from organizations.models import Role
from tests.factories.grants.applications import ApplicationFactory
from tests.factories.grants.calls import OpenCallFactory
from tests.factories.grants.public_calls import EnquiryFactory, SubscriptionFactory
from tests.factories.organizations import MembershipFactory, OperatorFactory, UserFactory
from tests.grants.people import somebody

pytestmark = pytest.mark.django_db
WISHES = acts.Wishes("Ana@Example.org", "ro")


@pytest.fixture
def call():
    return OpenCallFactory()


def announce(call, verb="call_published"):
    return record(verb, call, by=None)


def token_of(path):
    return path.rstrip("/").split("/")[-1]


@pytest.fixture
def tell(django_capture_on_commit_callbacks):
    def told():
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            acts.tell_followers()
        return [message.to[0] for message in mail.outbox]

    return told


def test_nothing_is_kept_of_an_address_before_it_is_confirmed(call, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        acts.ask_to_follow(replace(WISHES, call=call.pk))
    assert Subscription.objects.count() == 0
    path = next(line for line in mail.outbox[0].body.splitlines() if "/follow/confirm/" in line)
    acts.follow(acts.read_wishes(token_of(path)))
    assert [(row.email, row.call) for row in Subscription.objects.all()] == [("Ana@Example.org", call)]


def test_copies_of_mails_that_nobody_answered_are_forgotten(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        acts.ask_to_follow(WISHES)
    SentMessage.objects.create(to="Ana@Example.org", subject="-", sent_at=clock.now(), about=acts.UNCONFIRMED)
    with clock.at(clock.now() + timedelta(days=4)):
        assert acts.sweep_unconfirmed() >= 1
    assert SentMessage.objects.count() == 0


def test_a_second_wish_takes_the_place_of_the_first():
    acts.follow(WISHES)
    acts.follow(replace(WISHES, email="ana@example.org", topic="îngrijire"))
    assert [row.topic for row in Subscription.objects.all()] == ["îngrijire"]


def test_tell_followers_tells_each_news_once(call, tell):
    row = SubscriptionFactory()
    announce(call)
    assert tell() == [row.email]
    assert tell() == []
    assert Told.objects.count() == 1


def test_mail_carries_the_ways_to_stop(call, tell):
    row = SubscriptionFactory()
    announce(call)
    tell()
    stop = acts.link_to(row).rsplit("/", 3)[0]
    message = mail.outbox[0]
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop in message.extra_headers["List-Unsubscribe"]
    assert stop in message.body


def test_news_before_the_confirmation_are_not_told(call, tell):
    announce(call)
    SubscriptionFactory(confirmed_at=clock.now() + timedelta(seconds=1))
    assert tell() == []


def test_daily_mail_comes_once_a_day_with_all_news(call, tell):
    SubscriptionFactory(pace="daily", confirmed_at=clock.now() - timedelta(days=3))
    early = timezone.localtime(clock.now()).replace(hour=6)
    announce(call)
    announce(call, "call_extended")
    with clock.at(early):
        assert tell() == []
    with clock.at(early.replace(hour=9)):
        assert len(tell()) == 1
        assert mail.outbox[0].body.count(str(call.title)) == 2
        announce(call, "call_results_published")
        assert tell() == []


def test_who_has_begun_is_told_once_not_twice(call, tell):
    application = ApplicationFactory(call=call)
    member = MembershipFactory(organization=application.organization, role=Role.MEMBER).user
    SubscriptionFactory(email=member.email, call=call)
    announce(call, "call_extended")
    assert tell() == []
    announce(call, "call_results_published")
    assert tell() == [member.email]


def test_followers_of_one_call_hear_of_it_alone(call, tell):
    row = SubscriptionFactory(call=call)
    announce(OpenCallFactory())
    assert tell() == []
    publish_answer(
        EnquiryFactory(call=call),
        by=somebody(call.programme.implementer, Role.GRANTS_OFFICER),
        question={"ro": "Cine?"},
        answer={"ro": "Toți."},
    )
    assert tell() == [row.email]
    assert "Toți." in mail.outbox[0].body


def test_a_cancelled_call_is_told_with_its_reason(call, tell):
    SubscriptionFactory(call=call)
    cancel_call(call, by=somebody(call.programme.implementer, Role.PROGRAMME_MANAGER), reason="Fără bani.")
    tell()
    assert "Fără bani." in mail.outbox[0].body


def test_invented_calls_are_told_in_the_demo_alone(call, tell, settings):
    call.programme.is_demo = True
    call.programme.save()
    row = SubscriptionFactory()
    announce(call)
    assert tell() == []
    settings.DEMO = True
    assert tell() == [row.email]


@pytest.mark.parametrize(
    ("wanted", "offered", "do_meet"),
    [
        ((), (3,), True),
        ((3,), (), True),
        ((1,), (3,), True),
        ((3,), (1,), True),
        ((2,), (3,), False),
        ((3,), (3,), True),
    ],
)
def test_places_meet_when_one_holds_the_other(wanted, offered, do_meet):
    parent_of = {1: None, 2: None, 3: 1}
    assert meet(wanted, offered, parent_of) is do_meet


def test_topic_is_found_in_any_language(call):
    call.title_ru = "Уход на дому"
    assert [is_about(call, topic) for topic in ("", "уход", "transport, УХОД", "transport")] == [
        True,
        True,
        True,
        False,
    ]


def test_stop_following_forgets_everything(call, tell):
    row = SubscriptionFactory()
    announce(call)
    tell()
    SentMessage.objects.create(to=row.email, subject="-", sent_at=clock.now(), about=f"follow:{row.pk}")
    token = token_of(acts.link_to(row))
    acts.stop_following(row)
    assert (Subscription.objects.count(), Told.objects.count(), SentMessage.objects.count()) == (0, 0, 0)
    with pytest.raises(Refusal):
        acts.read_link(token)


def test_mail_programs_stop_with_one_post_without_a_token():
    path = acts.link_to(SubscriptionFactory())
    client = Client(enforce_csrf_checks=True)
    assert client.get(path).status_code == 200
    assert Subscription.objects.count() == 1
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Subscription.objects.count() == 0
    assert client.get(path).status_code == 410


def test_erasing_a_person_stops_what_they_follow():
    person = UserFactory()
    SubscriptionFactory(email=person.email.upper())
    erase_person(person, by=OperatorFactory())
    assert Subscription.objects.count() == 0
