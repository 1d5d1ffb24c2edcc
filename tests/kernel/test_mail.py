"""Mail is kept as it left."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.core.mail import EmailMessage, send_mail

from kernel import clock
from kernel.models import SentMessage

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _kept(settings) -> None:
    settings.EMAIL_BACKEND = "kernel.mail.KeepingBackend"


def test_message_is_sent_and_kept_for_each_recipient() -> None:
    with clock.at(NOON):
        EmailMessage("Subiect", "Text", to=["a@x.md"], cc=["b@x.md"], bcc=["c@x.md"]).send()
    assert len(mail.outbox) == 1
    kept = set(SentMessage.objects.values_list("to", "subject", "body", "sent_at"))
    assert kept == {(to, "Subiect", "Text", NOON) for to in ("a@x.md", "b@x.md", "c@x.md")}


def test_long_subject_is_cut_in_the_record_only() -> None:
    send_mail("s" * 400, "b", None, ["a@x.md"])
    assert len(SentMessage.objects.get().subject) == 300
    assert len(mail.outbox[0].subject) == 400


def test_newest_message_comes_first() -> None:
    for hour in (9, 11, 10):
        with clock.at(NOON.replace(hour=hour)):
            send_mail(str(hour), "b", None, ["a@x.md"])
    assert list(SentMessage.objects.values_list("subject", flat=True)) == ["11", "10", "9"]
