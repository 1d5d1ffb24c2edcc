"""Messages to people: written in each one's language, sent when the transaction has stood, kept as sent."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Model
from django.template import Context, loader
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from kernel import clock
from kernel.links import sign
from kernel.mail import keep_failure
from kernel.tasking import job
from organizations.models import HeldNotice, Membership, Organization, Rhythm, User
from organizations.notices import due_at, kind_of, quiet_of, rhythms_of

NOTICES = "notices"
USER = "organizations.user"
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
    """The message `templates/emails/<name>.txt` to `recipient`; its first line is the subject.

    In the demo, and to one of its invented people, the last line says that all of it is invented.
    """
    with translation.override(recipient.language):
        is_demo = settings.DEMO or getattr(recipient, "is_demo", False)
        facts = {**context, "recipient": recipient, "url": urljoin(settings.BASE_URL, url), "is_demo": is_demo}
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
    down, the queue tries again. People who chose to have this kind of notice less often get it with their next digest
    (`organizations.notices`).
    """
    chosen = {each.email.lower(): each for each in recipients if getattr(each, "is_active", True)}
    things = [(each._meta.label_lower, each.pk) for each in context.values() if isinstance(each, Model)]
    messages = list(_at_once(list(chosen.values()), name, url, context))
    for message in messages:
        message.extra_headers.update(headers or {})
        message.kind = name  # type: ignore[attr-defined]  # read by kernel.mail
        message.things = [pair for pair in things if pair[0] != USER]  # type: ignore[attr-defined]  # as above
    if messages:
        transaction.on_commit(lambda: _send(messages, is_secret=is_secret, about=about), robust=True)


def _at_once(recipients: list[Recipient], name: str, url: str, context: dict[str, Any]) -> Iterator[EmailMessage]:
    """The messages that leave now; those that people chose to have later are held, or not written at all."""
    kind = kind_of(name)
    people = [each for each in recipients if isinstance(each, User)] if kind is not None else []
    rhythms = rhythms_of(people, kind.name) if kind is not None and people else {}
    quiet = quiet_of(people) if people else {}
    now = clock.now()
    for recipient in recipients:
        if kind is None or not isinstance(recipient, User):
            yield write(recipient, name, url=url, context=context)
            continue
        rhythm = rhythms.get(recipient.pk, Rhythm.AT_ONCE)
        if rhythm == Rhythm.NEVER:
            continue
        message = write(recipient, name, url=url, context=context)
        due = due_at(rhythm, quiet.get(recipient.pk), now)
        if due > now:
            facts = {"kind": kind.name, "subject": message.subject[:300], "body": str(message.body)}
            HeldNotice.objects.create(user=recipient, written_at=now, due_at=due, **facts)
            continue
        message.body = f"{message.body}\n{less_often(recipient)}\n"
        yield message


def less_often(person: User) -> str:
    """The line under a notice that leads to where it can be made rarer, in the language of the person."""
    path = reverse("organizations:notices_by_link", args=[sign(NOTICES, {"user": person.pk})])
    with translation.override(person.language):
        return _("To get such messages less often: %(url)s") % {"url": urljoin(settings.BASE_URL, path)}


def _send(messages: list[EmailMessage], *, is_secret: bool, about: str) -> None:
    for message in messages:
        message.is_secret, message.about = is_secret, about  # type: ignore[attr-defined]  # read by kernel.mail
        try:
            message.send()
        except OSError:  # SMTPException is one
            logger.warning("The mail server did not take a message; the queue will try again.", exc_info=True)
            kept, headers = keep_failure(message), dict(message.extra_headers)
            deliver.enqueue(message.to[0], message.subject, str(message.body), is_secret, about, headers, kept)


@job(attempts=5)
def deliver(
    to: str,
    subject: str,
    body: str,
    is_secret: bool,
    about: str = "",
    headers: dict[str, str] | None = None,
    kept: int | None = None,
) -> None:
    """Send a message that the mail server did not take at once; `kept` is the row that says so."""
    message = EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to], headers=headers)
    message.kept = kept  # type: ignore[attr-defined]  # read by kernel.mail
    message.is_secret, message.about = is_secret, about  # type: ignore[attr-defined]  # read by kernel.mail
    message.send()
