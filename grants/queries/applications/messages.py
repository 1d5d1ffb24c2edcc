"""Threads: what was written, who has read how far, what waits for an answer, and what templates are filled with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import translation

from grants.models import Application, CallStatus, MessageTemplate, ThreadMark, ThreadMessage, Voice
from kernel import formatting, placeholders
from organizations.models import Document, User

# What a template may say of the application that it is filled for.
FIELDS = ("applicant", "call", "implementer", "person", "reference", "requested", "title")


@dataclass(frozen=True)
class Line:
    """One message with its files; `is_new`: the other side wrote it, and this side did not say that it read it."""

    message: ThreadMessage
    documents: list[Document]
    is_new: bool


@dataclass(frozen=True)
class Thread:
    """A whole thread. `unanswered_since`: when the applicant wrote what staff have not answered; else None."""

    lines: list[Line]
    read: dict[str, ThreadMark]
    unanswered_since: datetime | None
    is_closed: bool


def side_of(application: Application, user: User) -> str:
    """On which side `user` speaks: the applicant's for those who write its applications, else the staff's."""
    return Voice.APPLICANT if user.has_perm("grants.write_application", application) else Voice.STAFF


def is_closed(application: Application) -> bool:
    """Whether nothing more is written: the call is archived."""
    return application.call.status == CallStatus.ARCHIVED


def thread_of(application: Application, side: str) -> Thread:
    """The thread as `side` reads it, oldest first; three queries."""
    rows = application.thread.select_related("written_by").prefetch_related("documents")
    messages = list(rows.order_by("written_at", "pk"))
    marks = {mark.side: mark for mark in application.thread_marks.select_related("read_by")}
    mine = marks.get(side)
    lines = [
        Line(each, list(each.documents.all()), each.side != side and (mine is None or mine.read_at < each.written_at))
        for each in messages
    ]
    return Thread(lines, marks, unanswered_since(messages), is_closed(application))


def unanswered_since(messages: Iterable[ThreadMessage]) -> datetime | None:
    """When the applicant wrote the first message after the last answer; None when staff spoke last."""
    since = None
    for message in messages:
        since = None if message.side == Voice.STAFF else since or message.written_at
    return since


def waiting_for(side: str, applications: QuerySet[Application]) -> QuerySet[Application]:
    """Those of `applications` whose last message is the other side's and unread by `side`; `last_at` says when."""
    same = ThreadMessage.objects.filter(application=OuterRef("application"))
    is_later = Q(written_at__gt=OuterRef("written_at")) | Q(written_at=OuterRef("written_at"), pk__gt=OuterRef("pk"))
    read = ThreadMark.objects.filter(
        application=OuterRef("application"), side=side, read_at__gte=OuterRef("written_at")
    )
    # Few have a thread: the others are not asked one by one for their last message.
    last = ThreadMessage.objects.exclude(side=side).filter(~Exists(same.filter(is_later)), ~Exists(read)).order_by()
    at = ThreadMessage.objects.filter(application=OuterRef("pk")).order_by("-written_at").values("written_at")[:1]
    rows = applications.filter(pk__in=last.values("application")).exclude(call__status=CallStatus.ARCHIVED)
    return rows.annotate(last_at=Subquery(at)).order_by(F("last_at"), "pk")


def templates_for(application: Application) -> QuerySet[MessageTemplate]:
    """The templates of the implementer of `application`, by name."""
    rows = MessageTemplate.objects.filter(implementer=application.call.programme.implementer, is_archived=False)
    return rows.order_by("name", "pk")


def language_of(application: Application) -> str:
    """The language in which the applicant is written to: that of whoever submitted."""
    return application.submitted_by.language if application.submitted_by else "ro"


def text_in(template: MessageTemplate, language: str) -> str:
    """The text of `template` in one language; empty when it was not written."""
    return getattr(template, f"text_{language}") or ""


def filled(template: MessageTemplate, application: Application, *, by: User) -> str:
    """The text of `template` for `application` in the applicant's language, or the Romanian one where it lacks.

    Raises PlaceholderRefused for a placeholder that has no value.
    """
    language = language_of(application)
    text = text_in(template, language) or text_in(template, "ro")
    with translation.override(language):
        values = {
            "applicant": str(application.organization),
            "call": application.call.title,
            "implementer": str(application.call.programme.implementer),
            "person": by.name,
            "reference": application.reference,
            "requested": formatting.money(application.requested, application.currency, language),
            "title": application.title,
        }
    return placeholders.fill(text, values)
