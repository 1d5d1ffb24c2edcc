"""Acts by which an organisation proves what it says: founding papers, accreditations, policies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kernel.refusals import Refusal
from organizations.actions.documents import attach
from organizations.actions.profile.saving import Rows, close_section, open_section, replace_rows
from organizations.actions.profile.sections import ALL
from organizations.models import (
    Accreditation,
    Document,
    Organization,
    PaperKind,
    Policy,
    PolicyKind,
    ProfilePaper,
    User,
)


@dataclass(frozen=True)
class PolicyAnswer:
    """Yes with a document, or no with an explanation."""

    is_there: bool
    document: Document | None = None
    explanation: str = ""


@dataclass(frozen=True)
class KeptPaper:
    """The paper that holds now, and when it was issued, if that is known."""

    document: Document
    issued_on: date | None = None


def _own(organization: Organization, document: Document, title: str, by: User) -> Document:
    """The file, attached to the organisation's documents under a title; a stranger's file is refused."""
    if document.organization_id != organization.pk:
        raise Refusal(_("This file belongs to somebody else. Upload it here."))
    return document if document.is_attached else attach(document, by=by, title=title)


@transaction.atomic
def keep_papers(
    organization: Organization, papers: Mapping[str, KeptPaper], *, by: User, base: str | None = None
) -> Organization:
    """These papers hold now, by PaperKind; other kinds stay as they are, and older files stay among the documents."""
    row = open_section(organization, "documents", by=by, permission=ALL, base=base)
    for kind, paper in papers.items():
        document = _own(row, paper.document, str(PaperKind(kind).label).capitalize(), by)
        ProfilePaper.objects.update_or_create(
            organization=row, kind=kind, defaults={"document": document, "issued_on": paper.issued_on}
        )
    close_section(row, "documents", by=by, kinds=sorted(papers))
    return row


@transaction.atomic
def list_accreditations(
    organization: Organization, rows: Rows, *, by: User, is_none: bool = False, base: str | None = None
) -> Organization:
    """Exactly these accreditations: kind, number, issuer, valid_from, valid_until, document; or none."""
    row = open_section(organization, "accreditation", by=by, permission=ALL, base=base)
    if rows and is_none:
        reason = _("There are rows below, and “none” is ticked. Empty the rows, or take the tick away.")
        raise Refusal(reason, fields={"is_none": reason})
    for facts in rows:
        if facts.get("document"):
            _own(row, facts["document"], str(facts["kind"])[:200], by)
    count = replace_rows(row, Accreditation, rows)
    close_section(row, "accreditation", by=by, is_none=is_none, rows=count)
    return row


@transaction.atomic
def answer_policies(
    organization: Organization, answers: Mapping[PolicyKind, PolicyAnswer], *, by: User, base: str | None = None
) -> Organization:
    """These answers hold; policies that are not among them stay as they were answered.

    A yes needs its document and a no its explanation; anything else is a Refusal that names the policy.
    """
    row = open_section(organization, "policies", by=by, permission=ALL, base=base)
    for kind, answer in answers.items():
        document = _own(row, answer.document, kind.name, by) if answer.is_there and answer.document else None
        explanation = "" if answer.is_there else answer.explanation.strip()
        if answer.is_there and document is None:
            raise Refusal(_("Add the document: %(policy)s") % {"policy": kind.name})
        if not answer.is_there and not explanation:
            raise Refusal(_("Say why there is none: %(policy)s") % {"policy": kind.name})
        facts = {"is_there": answer.is_there, "document": document, "explanation": explanation}
        Policy.objects.update_or_create(organization=row, kind=kind, defaults=facts)
    close_section(row, "policies", by=by, policies=sorted(kind.code for kind in answers))
    return row
