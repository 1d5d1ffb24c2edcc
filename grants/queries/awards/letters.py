"""Answers about letters: what each applicant would be told, in its language, and what was sent."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from grants.letter_words import placeholders_of
from grants.models import (
    Appeal,
    Application,
    ApplicationStatus,
    Award,
    AwardListRow,
    Call,
    EligibilityAnswer,
    Letter,
    LetterKind,
    LetterTemplate,
)
from grants.queries.awards.terms import terms_of
from grants.wording import day, figure
from kernel.compiled import compiled
from kernel.placeholders import fill
from organizations.models import Membership, Role

KIND_OF = {
    ApplicationStatus.AWARDED: LetterKind.AWARDED,
    ApplicationStatus.RESERVE: LetterKind.RESERVE,
    ApplicationStatus.REJECTED: LetterKind.REJECTED,
    ApplicationStatus.INELIGIBLE: LetterKind.INELIGIBLE,
}
GAPS = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Written:
    """A letter as it would be sent."""

    kind: str
    language: str
    subject: str
    body: str


@dataclass(frozen=True)
class LetterRow:
    """One applicant that is to be told: the kind of its letter, and the letter when it was sent."""

    application: Application
    kind: str
    letter: Letter | None

    @property
    def label(self) -> str:
        """The kind in words."""
        return str(LetterKind(self.kind).label)


def to_be_told(call: Call) -> list[Application]:
    """The applications of a call on which something is decided, by status and reference; one query."""
    rows = call.applications.filter(status__in=list(KIND_OF)).select_related("organization", "call__programme")
    return list(rows.order_by("status", "reference"))


def letter_rows(call: Call) -> list[LetterRow]:
    """Everybody who is to be told, with the letter of that kind that was sent last; two queries."""
    sent: dict[tuple[int, str], Letter] = {}
    for letter in Letter.objects.filter(application__call=call).order_by("sent_at", "pk"):
        sent[letter.application_id, letter.kind] = letter
    found = []
    for each in to_be_told(call):
        kind = str(KIND_OF[ApplicationStatus(each.status)])
        found.append(LetterRow(each, kind, sent.get((each.pk, kind))))
    return found


@compiled
def _letters(*, application: Any) -> QuerySet[Letter]:
    return Letter.objects.filter(application=application)


def letters_of(application: Application) -> list[Letter]:
    """The letters that were sent on an application, the last first; one query."""
    return _letters(application=application.pk)


def language_of(application: Application) -> str:
    """The language in which an organisation is written to: that of its first representative, Romanian without one."""
    held = Membership.objects.filter(
        organization=application.organization_id, role=Role.REPRESENTATIVE, ended_at__isnull=True
    )
    return held.order_by("started_at", "pk").values_list("user__language", flat=True).first() or "ro"


def text_of(call: Call, kind: str) -> LetterTemplate:
    """The text of a kind of letter: the call's own where it has one, else the installation's."""
    rows = LetterTemplate.objects.filter(kind=kind, call=call) | LetterTemplate.objects.filter(kind=kind, call=None)
    found = rows.order_by("call_id").select_related("call__programme")
    own = [each for each in found if each.call_id is not None]
    return own[0] if own else found[0]


def write_letter(application: Application, kind: str, *, appeal: Appeal | None = None) -> Written:
    """The letter to one applicant in its language. Raises PlaceholderRefused when the text names what is not known."""
    language = language_of(application)
    text = text_of(application.call, kind)
    with override(language):
        values = _values(application, kind, appeal)
        body = fill(getattr(text, f"body_{language}") or text.body, values)
        subject = fill(getattr(text, f"subject_{language}") or text.subject, values)
    return Written(kind, language, " ".join(subject.split())[:250], GAPS.sub("\n\n", body).strip())


def _values(application: Application, kind: str, appeal: Appeal | None) -> dict[str, Any]:
    call = application.call
    address = "application" if kind == LetterKind.INELIGIBLE else "feedback"
    values: dict[str, Any] = {
        "organization": application.organization,
        "title": application.title,
        "reference": application.reference,
        "call": call.title,
        "implementer": call.programme.implementer or "Răboj",
        "link": urljoin(settings.BASE_URL, reverse(f"grants:{address}", args=[application.reference])),
        "appeal": _appeal_sentence(call),
        **_own_values(application, kind, appeal),
    }
    return {name: values.get(name, "") for name in placeholders_of(kind)}


def _appeal_sentence(call: Call) -> str:
    days = terms_of(call).appeal_days
    if not days:
        return ""
    return _("You may appeal within %(days)d days of this letter, on the page of your application.") % {"days": days}


def _own_values(application: Application, kind: str, appeal: Appeal | None) -> dict[str, Any]:
    if kind == LetterKind.APPEAL and appeal is not None:
        return {"outcome": appeal.get_status_display(), "answer": appeal.answer}
    if kind == LetterKind.INELIGIBLE:
        answers = EligibilityAnswer.objects.filter(check_of__application=application, finding="no")
        lines = [f"– {each.criterion.text}: {each.reason}" for each in answers.select_related("criterion")]
        return {"reason": "\n".join(lines)}
    row = AwardListRow.objects.filter(application=application, award_list__status="approved").order_by("-pk").first()
    award = Award.objects.filter(application=application).first()
    if award is None:
        return {"reason": row.reason if row else ""}
    return {
        "amount": figure(award.amount, award.currency),
        "answer_by": day(award.due_on),
        "conditions": row.conditions if row else "",
    }
