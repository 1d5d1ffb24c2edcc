"""Messages: in the reader's language, once, on commit, kept."""

import pytest
from django.core import mail
from django.template.loader import get_template
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from kernel.models import SentMessage
from organizations.models import Role
from organizations.notifications import Address, deliver, members, notify, write
from tests.factories.organizations import MembershipFactory, OrganizationFactory, UserFactory


@pytest.fixture
def letter(tmp_path, settings):
    folder = tmp_path / "emails"
    folder.mkdir()
    (folder / "letter.txt").write_text(
        "{% load i18n %}{% get_current_language as code %}{{ thing }} ({{ code }})\n\nBody & more\n{{ url }}\n"
    )
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    settings.BASE_URL = "https://raboj.example"
    settings.EMAIL_BACKEND = "kernel.mail.KeepingBackend"  # the test runner puts its own in place
    return get_template("emails/letter.txt")


def test_notify_writes_each_in_their_language_once(db, letter, django_capture_on_commit_callbacks):
    person = UserFactory(language="ru")
    with django_capture_on_commit_callbacks(execute=True):
        notify(
            [person, person, Address("Town@example.org", "ro")], "letter", url="/workspace/", thing='A "quoted" call'
        )
        assert mail.outbox == []
    assert [(m.to, m.subject) for m in mail.outbox] == [
        ([person.email], 'A "quoted" call (ru)'),
        (["Town@example.org"], 'A "quoted" call (ro)'),
    ]
    assert mail.outbox[0].body == "Body & more\nhttps://raboj.example/workspace/\n"
    assert set(SentMessage.objects.values_list("to", flat=True)) == {person.email, "Town@example.org"}


def test_notify_skips_people_shut_out(db, letter, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        notify([UserFactory(is_active=False)], "letter", url="/")
    assert callbacks == []


def test_members_are_those_who_hold_the_role_now(db):
    organization = OrganizationFactory()
    ana = MembershipFactory(organization=organization, role=Role.ACCOUNTANT, user__name="Ana")
    ion = MembershipFactory(organization=organization, role=Role.MEMBER, user__name="Ion")
    MembershipFactory(organization=organization, role=Role.MEMBER, user=ana.user)
    MembershipFactory(role=Role.ACCOUNTANT)
    assert members(organization) == [ana.user, ion.user]
    assert members(organization, Role.ACCOUNTANT) == [ana.user]


def test_of_a_secret_only_the_fact_is_kept(db, letter, settings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        notify([Address("town@example.org")], "letter", url="/secret/", is_secret=True, thing="Link")
    assert "/secret/" in mail.outbox[0].body
    assert SentMessage.objects.get().body == ""
    settings.DEVELOPMENT = True
    with django_capture_on_commit_callbacks(execute=True):
        notify([Address("town@example.org")], "letter", url="/secret/", is_secret=True, thing="Link")
    assert "/secret/" in SentMessage.objects.first().body


def test_mail_server_down_does_not_stop_the_act_and_the_queue_sends_later(
    db, letter, settings, django_capture_on_commit_callbacks
):
    settings.KEPT_MAIL_BACKEND = "tests.organizations.broken_mail.BrokenBackend"
    with django_capture_on_commit_callbacks(execute=True):
        notify([Address("town@example.org")], "letter", url="/", thing="Call")
    assert SentMessage.objects.get().failed_at is not None
    settings.KEPT_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    waiting = DBTaskResult.objects.get()
    deliver.func(*waiting.args_kwargs["args"])
    assert [message.subject for message in mail.outbox] == ["Call (ro)"]
    kept = SentMessage.objects.get()
    assert (kept.to, kept.failed_at) == ("town@example.org", None)


def test_a_login_code_is_not_kept(client, db, settings):
    settings.EMAIL_BACKEND = "kernel.mail.KeepingBackend"
    user = UserFactory()
    client.post(reverse("account_request_login_code"), {"email": user.email})
    kept = SentMessage.objects.get()
    assert (kept.to, kept.subject, kept.body) == (user.email, "Your code for Răboj", "")


def test_a_message_to_an_invented_person_says_that_all_is_invented(db, settings):
    facts = {"url": "/", "context": {"organization": OrganizationFactory(), "declines": "", "reason": ""}}
    mark = "Demo data: invented"
    texts = [write(UserFactory(is_demo=flag, language="en"), "join_declined", **facts).body for flag in (True, False)]
    assert [mark in text for text in texts] == [True, False]
    settings.DEMO = True
    assert mark in write(Address("town@example.org", "en"), "join_declined", **facts).body
