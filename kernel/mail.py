"""Mail: handed to the backend that really sends, and kept as SentMessage when it has left."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from kernel import clock
from kernel.models import SentAbout, SentMessage


class KeepingBackend(BaseEmailBackend):
    """Passes every message on to `settings.KEPT_MAIL_BACKEND`, and keeps what has left as proof.

    A message with the attribute `is_secret` carries a code or a link that lets its holder in: of it only the fact is
    kept, but on a developer's machine and in the demo, where kept mail is the only mail. The attribute `about` says why
    it was sent, so that it can be forgotten together with that; `things` name what it tells of, `kept` the row of an
    earlier try.
    """

    def __init__(self, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        self.sender = get_connection(settings.KEPT_MAIL_BACKEND, fail_silently=fail_silently, **kwargs)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send, then keep; returns how many were sent. What could not be sent is not kept."""
        messages = list(email_messages)
        sent = self.sender.send_messages(messages) or 0
        for message in messages:
            for to in message.recipients():
                _keep(message, to)
        return sent


def _keep(message: EmailMessage, to: str, *, has_failed: bool = False) -> SentMessage:
    """Keep that a message left, or that it could not; one that failed before is the same row from then on."""
    now = clock.now()
    facts: dict[str, Any] = {"sent_at": now, "failed_at": now if has_failed else None}
    key = getattr(message, "kept", None)
    if key is not None and SentMessage.objects.filter(pk=key).update(**facts):
        return SentMessage.objects.get(pk=key)
    facts |= {"kind": getattr(message, "kind", ""), "about": getattr(message, "about", "")}
    row = SentMessage.objects.create(to=to, subject=message.subject[:300], body=_body(message), **facts)
    things = dict.fromkeys(getattr(message, "things", []))
    SentAbout.objects.bulk_create([SentAbout(message=row, model=model, key=thing) for model, thing in things])
    return row


def keep_failure(message: EmailMessage) -> int:
    """Keep that the mail server did not take `message`; returns the key of the row, for the next try."""
    return _keep(message, message.to[0], has_failed=True).pk


def _body(message: EmailMessage) -> str:
    is_hidden = getattr(message, "is_secret", False) and not (settings.DEVELOPMENT or settings.DEMO)
    return "" if is_hidden else str(message.body)
