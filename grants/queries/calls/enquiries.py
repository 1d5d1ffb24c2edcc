"""Questions about calls: until when they are taken, what everybody reads of them, what may tell who asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import get_language

from grants.identifying import Trace, traces
from grants.models import ApplicationStatus, Call, CallKind, Enquiry, EnquiryStatus
from kernel import clock
from kernel.compiled import compiled
from kernel.listing import in_languages
from organizations.models import Organization, User
from organizations.queries.memberships import roles_of

LANGUAGES = ("ro", "ru", "en")


def takes_questions(call: Call) -> bool:
    """Whether a question may be asked now: the call is public, open, and its last day for questions is not over."""
    is_in_time = call.questions_until_on is None or clock.today() <= call.questions_until_on
    return call.kind == CallKind.OPEN and call.is_open and is_in_time


@dataclass(frozen=True)
class PublicAnswer:
    """A question and its answer as everybody reads them. `language` is that of the words, where it is not the reader's;
    else it is empty."""

    number: int
    question: str
    answer: str
    language: str
    published_at: datetime


def _words(row: Enquiry, wanted: str) -> tuple[str, str, str]:
    """Question, answer and their language: the wanted one where both are given in it, else the first that has both."""
    for code in (wanted, *LANGUAGES):
        question, answer = getattr(row, f"question_{code}"), getattr(row, f"answer_{code}")
        if question and answer:
            return question, answer, code
    return row.question, row.answer, ""


def as_public(row: Enquiry) -> PublicAnswer:
    """A published question as it is read in the active language."""
    wanted = get_language() or "ro"
    question, answer, code = _words(row, wanted)
    published: datetime = row.published_at  # type: ignore[assignment]  # a published one has it
    return PublicAnswer(row.pk, question, answer, code if code != wanted else "", published)


def public_answers(call: Call) -> list[PublicAnswer]:
    """What everybody reads of the questions about `call`, the latest answer first; one query."""
    return [as_public(row) for row in _answered(call=call.pk)]


@compiled
def _answered(*, call: Any) -> models.QuerySet[Enquiry]:
    """Published questions about a call with what everybody reads of each, the latest answer first."""
    printed = ("published_at", *in_languages("question", "answer"))
    return Enquiry.objects.published().filter(call=call).only(*printed).order_by("-published_at", "-pk")


def waiting(calls: models.QuerySet[Call]) -> models.QuerySet[Enquiry]:
    """Questions of `calls` without an answer, the oldest first."""
    return Enquiry.objects.filter(call__in=calls, status=EnquiryStatus.WAITING).order_by("asked_at", "pk")


def telling_names(enquiry: Enquiry) -> list[str]:
    """Names that would tell who asked: the person's, their organisations', and those of all who have begun to apply."""
    names, organizations = [], set()
    if enquiry.asked_by is not None:
        names.append(enquiry.asked_by.name)
        organizations |= set(roles_of(enquiry.asked_by))
    begun = enquiry.call.applications.exclude(status=ApplicationStatus.WITHDRAWN)
    organizations |= set(begun.values_list("organization", flat=True))
    for row in Organization.objects.filter(pk__in=organizations).order_by("pk"):
        names += [getattr(row, f"name_{code}") or "" for code in LANGUAGES]
    return names


def traces_in(enquiry: Enquiry, texts: Mapping[str, str]) -> dict[str, list[Trace]]:
    """What in each of `texts` (by name) may tell who asked; texts in which nothing does are left out."""
    names = telling_names(enquiry)
    found = {name: traces(text, names) for name, text in texts.items()}
    return {name: each for name, each in found.items() if each}


def asked_by(call: Call, user: User) -> list[Enquiry]:
    """What `user` asked about `call`, the latest first."""
    return list(call.enquiries.filter(asked_by=user).order_by("-asked_at", "-pk"))
