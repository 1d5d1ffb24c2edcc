"""Mail: handed to the backend that really sends, and kept as SentMessage when it has left."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from kernel import clock
from kernel.models import SentMessage


class KeepingBackend(BaseEmailBackend):
    """Passes every message on to `settings.KEPT_MAIL_BACKEND`, and keeps what has left as proof.

    A message with the attribute `is_secret` carries a code or a link that lets its holder in: of it only the fact is
    kept, but on a developer's machine and in the demo, where kept mail is the only mail. The attribute `about` says why
    it was sent, so that it can be forgotten together with that.
    """

    def __init__(self, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        self.sender = get_connection(settings.KEPT_MAIL_BACKEND, fail_silently=fail_silently, **kwargs)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send, then keep; returns how many were sent. What could not be sent is not kept."""
        messages = list(email_messages)
        sent = self.sender.send_messages(messages) or 0
        kept = [
            SentMessage(
                to=to,
                subject=message.subject[:300],
                body=_body(message),
                sent_at=clock.now(),
                about=getattr(message, "about", ""),
            )
            for message in messages
            for to in message.recipients()
        ]
        SentMessage.objects.bulk_create(kept)
        return sent


def _body(message: EmailMessage) -> str:
    is_hidden = getattr(message, "is_secret", False) and not (settings.DEVELOPMENT or settings.DEMO)
    return "" if is_hidden else str(message.body)
