"""What is frozen when an application is submitted, and what a receipt proves."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils import translation

from grants.models import Application, ApplicationStatus, ApplicationVersion
from grants.queries.applications.answers import asked_of, in_words, values_of
from grants.queries.applications.budgets import rows_of
from grants.queries.applications.confirmations import confirmations_of
from grants.queries.calls.intake import questions_of
from grants.receipts import digest, normalize_code
from grants.registries import application_steps
from organizations.queries import profile


def content_of(application: Application) -> dict[str, Any]:
    """The whole application as plain values, in Romanian where the call speaks; names no person.

    `form` is the version of this shape. Two applications with the same content have the same digest.
    """
    return {
        "form": 2,
        "reference": application.counted.reference,
        "call": application.call.reference,
        "organization": application.organization_id,
        "applicant": _applicant(application),
        "title": application.title,
        "summary": application.summary,
        "lot": application.lot_id,
        "stage": application.stage,
        "units": sorted(application.units.values_list("slug", flat=True)),
        "answers": _answers(application),
        "budget": rows_of(application),
        "requested": f"{application.requested:.2f}",
        "currency": application.currency,
        "files": _files(application),
        "partners": _partners(application),
        **{step.name: step.content_of(application) for step in application_steps},
    }


def _applicant(application: Application) -> dict[str, Any]:
    """The profile of that day, without persons and contacts."""
    with translation.override("ro"):
        return profile.plain(profile.facts_for_application(application.organization))


def _answers(application: Application) -> list[dict[str, Any]]:
    with translation.override("ro"):
        values = values_of(application)
        return [
            {
                "question": question.pk,
                "label": question.label,
                "value": values.get(question.pk),
                "text": in_words(question, values.get(question.pk)),
            }
            for question in asked_of(list(questions_of(application.call, application.stage)), values)
        ]


def _files(application: Application) -> list[dict[str, Any]]:
    return [
        {
            "name": file.document.filename,
            "sha256": file.document.sha256,
            "size": file.document.size,
            "question": file.question_id,
            "requirement": file.requirement_id,
        }
        for file in application.files.select_related("document").order_by("pk")
    ]


def _partners(application: Application) -> list[dict[str, Any]]:
    return [
        {
            "authority": partner.authority_id,
            "kind": partner.kind,
            "status": partner.status,
            "decision_number": partner.decision_number,
            "decision_on": partner.decision_on.isoformat() if partner.decision_on else None,
        }
        for partner in confirmations_of(application).order_by("pk")
    ]


@dataclass(frozen=True)
class Proof:
    """What anyone may learn from a receipt code: that content with this digest came in at this moment."""

    code: str
    digest: str
    received_at: datetime
    is_intact: bool
    number: int
    kind: str
    counting: int | None
    files: frozenset[str]
    is_demo: bool

    @property
    def counts(self) -> bool:
        """Whether no later version counts in its place."""
        return self.counting == self.number


class Match(StrEnum):
    """What a SHA-256 is, compared with a receipt."""

    CONTENT = "content"
    FILE = "file"
    NEITHER = "neither"
    UNREADABLE = "unreadable"


def match_of(proof: Proof, text: str) -> Match:
    """Whether `text`, a SHA-256 in hexadecimal, is that of the content or of a file of it; spaces are forgiven."""
    wanted = "".join(text.split()).lower()
    if not re.fullmatch("[0-9a-f]{64}", wanted):
        return Match.UNREADABLE
    if wanted == proof.digest:
        return Match.CONTENT
    return Match.FILE if wanted in proof.files else Match.NEITHER


def proof_of(code: str) -> Proof | None:
    """The proof behind a receipt code, in any spelling; None for a code that was never given.

    `is_intact` says whether the stored content still has the digest; `counting` is the number of the version that
    counts now, None when the application was withdrawn.
    """
    rows = ApplicationVersion.objects.select_related("application__call__programme")
    version = rows.filter(receipt_code=normalize_code(code)).first()
    if version is None:
        return None
    is_withdrawn = version.application.status == ApplicationStatus.WITHDRAWN
    last = version.application.versions.order_by("-number").values_list("number", flat=True)[0]
    return Proof(
        code=version.receipt_code,
        digest=version.digest,
        received_at=version.submitted_at,
        is_intact=digest(version.content) == version.digest,
        number=version.number,
        kind=version.get_kind_display(),
        counting=None if is_withdrawn else last,
        files=frozenset(each["sha256"] for each in version.content["files"]),
        is_demo=version.application.is_demo,
    )
