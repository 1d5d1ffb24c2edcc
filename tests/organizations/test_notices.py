"""How often people are told: digests, quiet hours, the link in the mail; and messages that failed."""

from datetime import datetime, time

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from kernel import clock
from kernel.links import sign
from kernel.models import Export, SentMessage
from kernel.refusals import NotNow, Refusal
from organizations.actions.notices import choose_quiet_hours, choose_rhythms, send_digests, send_message_again
from organizations.models import HeldNotice, QuietHours, Rhythm
from organizations.notices import due_at, kind_of
from organizations.notifications import NOTICES, notify
from tests.factories.organizations import OrganizationFactory, UserFactory
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db


def at(day, hour, minute=0):
    """A moment in November 2026; the 22nd is a Sunday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def ana():
    return UserFactory(name="Ana", language="en")


@pytest.fixture
def tell(ana, django_capture_on_commit_callbacks):
    """Tell Ana that a file is ready, at a moment."""

    def told(moment, title="Dossier"):
        with clock.at(moment), django_capture_on_commit_callbacks(execute=True):
            notify([ana], "work_finished", url="/workspace/", work=Export(pk=7, title=title))

    return told


@pytest.fixture
def digest(django_capture_on_commit_callbacks):
    def sent(moment):
        with clock.at(moment), django_capture_on_commit_callbacks(execute=True):
            return send_digests()

    return sent


@pytest.mark.parametrize(
    ("rhythm", "quiet", "now", "due"),
    [
        (Rhythm.AT_ONCE, None, at(22, 23), at(22, 23)),
        (Rhythm.DAILY, None, at(22, 3), at(22, 7)),
        (Rhythm.DAILY, None, at(22, 7), at(23, 7)),
        (Rhythm.DAILY, (22, 9), at(22, 12), at(23, 9)),
        (Rhythm.WEEKLY, None, at(22, 12), at(23, 7)),
        (Rhythm.WEEKLY, None, at(23, 3), at(23, 7)),
        (Rhythm.WEEKLY, None, at(23, 12), at(30, 7)),
        (Rhythm.AT_ONCE, (22, 7), at(22, 23), at(23, 7)),
        (Rhythm.AT_ONCE, (22, 7), at(22, 3), at(22, 7)),
        (Rhythm.AT_ONCE, (22, 7), at(22, 7), at(22, 7)),
        (Rhythm.AT_ONCE, (12, 14), at(22, 13), at(22, 14)),
        (Rhythm.AT_ONCE, (12, 14), at(22, 11), at(22, 11)),
    ],
)
def test_when_a_notice_is_due(rhythm, quiet, now, due):
    hours = QuietHours(since=time(quiet[0]), until=time(quiet[1])) if quiet else None
    assert due_at(rhythm, hours, now) == due


def test_without_a_choice_a_notice_comes_at_once_and_says_how_to_make_it_rarer(tell):
    tell(at(22, 10))
    assert "/workspace/notices/" in mail.outbox[0].body


def test_a_daily_notice_waits_for_the_morning_and_comes_once_in_a_digest(ana, tell, digest):
    choose_rhythms(ana, {"work": Rhythm.DAILY, "unknown": Rhythm.NEVER})
    tell(at(22, 10), "First")
    tell(at(22, 18), "Second")
    assert mail.outbox == []
    assert digest(at(23, 6)) == 0
    assert digest(at(23, 7)) == 1
    assert digest(at(23, 8)) == 0
    (message,) = mail.outbox
    assert message.subject == "2 messages for you"
    assert message.body.index("Ready: First") < message.body.index("Ready: Second")
    assert not HeldNotice.objects.exists()


def test_never_is_never_and_what_is_always_sent_is_sent_in_quiet_hours_too(
    ana, tell, django_capture_on_commit_callbacks
):
    choose_rhythms(ana, {"work": Rhythm.NEVER})
    choose_quiet_hours(ana, time(0), time(23, 59))
    tell(at(22, 10))
    assert (mail.outbox, HeldNotice.objects.count()) == ([], 0)
    assert kind_of("erasure_asked") is None
    with clock.at(at(22, 10)), django_capture_on_commit_callbacks(execute=True):
        notify([ana], "erasure_asked", url="/", person=ana.pk)
    assert len(mail.outbox) == 1


def test_the_link_makes_rarer_without_a_login_and_never_more_frequent(ana, client):
    url = reverse("organizations:notices_by_link", args=[sign(NOTICES, {"user": ana.pk})])
    form = client.get(url).context["form"]
    wanted = dict.fromkeys(form.fields, Rhythm.AT_ONCE)
    assert client.post(url, {**wanted, "work": Rhythm.WEEKLY}).status_code == 302
    refused = client.post(url, wanted)
    assert "Acest link" in refused.text or "This link only makes" in refused.text
    assert ana.notice_choices.get(kind="work").rhythm == Rhythm.WEEKLY
    assert client.get(f"{url[:-3]}x/").status_code == 400


def test_the_page_keeps_rhythms_and_both_quiet_hours_or_none(ana, login):
    person, url = login(ana), reverse("organizations:notices")
    wanted = dict.fromkeys(person.get(url).context["form"].fields, Rhythm.AT_ONCE)
    wanted |= {"work": Rhythm.DAILY, "since": "22:00", "until": "07:00"}
    assert person.post(url, wanted).status_code == 302
    assert ana.quiet_hours.since == time(22)
    assert person.post(url, {**wanted, "until": ""}).context["form"].errors.keys() == {"until"}
    with pytest.raises(Refusal):
        choose_quiet_hours(ana, time(1), None)


def test_a_failed_message_is_shown_and_sent_again(ana, settings, login, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "kernel.mail.KeepingBackend"
    settings.KEPT_MAIL_BACKEND = "tests.organizations.broken_mail.BrokenBackend"
    home = OrganizationFactory()
    with django_capture_on_commit_callbacks(execute=True):
        notify([ana], "work_finished", url="/", work=Export(pk=7, title="Dossier"), home=home)
    failed = SentMessage.objects.get()
    assert set(failed.things.values_list("model", "key")) == {
        ("kernel.export", 7),
        ("organizations.organization", home.pk),
    }
    assert "not delivered" in login(ana).get(reverse("organizations:my_messages")).text
    settings.KEPT_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send_message_again(failed, by=ana)
    run_jobs()
    failed.refresh_from_db()
    assert failed.failed_at is None
    assert {message.subject for message in mail.outbox} == {"Ready: Dossier"}
    with pytest.raises(NotNow):
        send_message_again(failed, by=ana)
