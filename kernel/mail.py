"""Mail: written on commit, kept as SentMessage, then handed to the backend that really sends."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from kernel import clock
from kernel.models import SentMessage


class KeepingBackend(BaseEmailBackend):
    """Keeps every message in the database and passes it on to `settings.KEPT_MAIL_BACKEND`."""

    def __init__(self, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        self.sender = get_connection(settings.KEPT_MAIL_BACKEND, fail_silently=fail_silently, **kwargs)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep, then send; returns how many were sent."""
        kept = [
            SentMessage(to=to, subject=message.subject[:300], body=str(message.body), sent_at=clock.now())
            for message in email_messages
            for to in message.recipients()
        ]
        SentMessage.objects.bulk_create(kept)
        return self.sender.send_messages(list(email_messages)) or 0
