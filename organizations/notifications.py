"""Messages to people: written in each one's language, sent when the transaction has stood, kept as sent."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template import Context, loader
from django.utils import translation

from kernel.tasking import job
from organizations.models import Membership, Organization, User

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Address:
    """Somebody without an account here: a partner who confirms by a signed link, a person who is invited."""

    email: str
    language: str = "ro"
    name: str = ""


Recipient = User | Address


def members(organization: Organization, *roles: str) -> list[User]:
    """The people who hold one of `roles` in `organization` now (any role, when none is named), by name, each once."""
    rows = Membership.objects.filter(organization=organization, ended_at__isnull=True, user__is_active=True)
    if roles:
        rows = rows.filter(role__in=roles)
    return list(User.objects.filter(pk__in=rows.values("user")).order_by("name", "pk"))


def write(recipient: Recipient, name: str, *, url: str, context: dict[str, Any]) -> EmailMessage:
    """The message `templates/emails/<name>.txt` to `recipient`; its first line is the subject."""
    with translation.override(recipient.language):
        facts = {**context, "recipient": recipient, "url": urljoin(settings.BASE_URL, url)}
        template = loader.get_template(f"emails/{name}.txt").template  # type: ignore[attr-defined]
        text = template.render(Context(facts, autoescape=False)).strip()
    subject, _line, body = text.partition("\n")
    return EmailMessage(" ".join(subject.split()), body.strip() + "\n", settings.DEFAULT_FROM_EMAIL, [recipient.email])


def notify(
    recipients: Iterable[Recipient],
    name: str,
    *,
    url: str,
    is_secret: bool = False,
    about: str = "",
    headers: dict[str, str] | None = None,
    **context: Any,
) -> None:
    """Send `templates/emails/<name>.txt` to each of `recipients`, in their language, when the transaction commits.

    `url` is the page where the reader acts, as a path; the message carries it whole. The text is written now, so it
    tells of this moment. People who were erased or shut out get nothing; nobody gets it twice. `is_secret`: the link
    lets its holder in, so the kept copy is without it; `about` names why the copy is kept. When the mail server is
    down, the queue tries again.
    """
    chosen = {each.email.lower(): each for each in recipients if getattr(each, "is_active", True)}
    messages = [write(each, name, url=url, context=context) for each in chosen.values()]
    for message in messages:
        message.extra_headers.update(headers or {})
    if messages:
        transaction.on_commit(lambda: _send(messages, is_secret=is_secret, about=about), robust=True)


def _send(messages: list[EmailMessage], *, is_secret: bool, about: str) -> None:
    for message in messages:
        message.is_secret, message.about = is_secret, about  # type: ignore[attr-defined]  # read by kernel.mail
        try:
            message.send()
        except OSError:  # SMTPException is one
            logger.warning("The mail server did not take a message; the queue will try again.", exc_info=True)
            deliver.enqueue(
                message.to[0], message.subject, str(message.body), is_secret, about, dict(message.extra_headers)
            )


@job(attempts=5)
def deliver(
    to: str, subject: str, body: str, is_secret: bool, about: str = "", headers: dict[str, str] | None = None
) -> None:
    """Send a message that the mail server did not take at once."""
    message = EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to], headers=headers)
    message.is_secret, message.about = is_secret, about  # type: ignore[attr-defined]  # read by kernel.mail
    message.send()
