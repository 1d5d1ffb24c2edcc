"""The papers of a submitted version: its receipt and the whole application, in the reader's language."""

from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grants.models import ApplicationVersion
from grants.queries.applications.budgets import say
from grants.queries.applications.frozen import parts_of_version
from kernel import formatting
from kernel.pdf import Block, Document, Facts, Heading, Note, Table, Text


def _language() -> str:
    return get_language() or "en"


def _exactly(version: ApplicationVersion) -> str:
    """The moment in Chișinău to the second, with its distance from UTC."""
    at = timezone.localtime(version.submitted_at)
    return f"{formatting.day(at.date(), _language())}, {at:%H:%M:%S} ({at.isoformat(timespec='seconds')})"


def _issuer(version: ApplicationVersion) -> str:
    implementer = version.application.call.programme.implementer
    return f"Răboj · {implementer}" if implementer else "Răboj"


def receipt_paper(version: ApplicationVersion, check_url: str) -> Document:
    """The receipt of one version. It proves what came in and when; whether it still counts, the public page says."""
    application, content = version.application, version.content
    facts = [
        (_("Received on"), _exactly(version)),
        (_("Organisation"), str(application.organization)),
        (_("Call"), f"{application.call.title} ({application.call.reference})"),
        (_("Application"), f"{application.reference}, {content['title']}"),
        (_("Version"), f"{version.number} ({version.get_kind_display()})"),
        (_("Requested"), f"{say(Decimal(content['requested']))} {content['currency']}"),
        (_("Receipt code"), version.receipt_code),
        (_("Digest of the content (SHA-256)"), version.digest),
    ]
    files = [
        [each["name"], formatting.number(each["size"], _language()), each["sha256"][:32] + "\n" + each["sha256"][32:]]
        for each in content["files"]
    ]
    columns = [_("File"), _("Size in bytes"), "SHA-256"]
    blocks: list[Block] = [Facts(facts), Heading(_("Files"))]
    blocks.append(Table(columns, files, numeric=[1], widths=[4, 2, 5]) if files else Text(_("none")))
    blocks.append(Heading(_("How to check it")))
    blocks.append(
        Text(
            _("Open %(address)s: the page says whether this content came in at this time, and which version counts.")
            % {"address": check_url}
        )
    )
    blocks.append(
        Note(
            _(
                "The digest is the SHA-256 of the content as a file in its canonical form. The applicant can download "
                "that file from the page of the version and compute the digest with any tool."
            )
        )
    )
    return Document(
        title=_("Receipt of application %(reference)s") % {"reference": application.reference},
        subtitle=_("Version %(number)s") % {"number": version.number},
        blocks=blocks,
        language=_language(),
        made_at=version.submitted_at,
        issuer=_issuer(version),
        footer=version.receipt_code,
        is_demo=application.is_demo,
    )


def version_paper(version: ApplicationVersion) -> Document:
    """The whole application as this version froze it."""
    application = version.application
    blocks: list[Block] = [
        Facts(
            [
                (_("Organisation"), str(application.organization)),
                (_("Call"), f"{application.call.title} ({application.call.reference})"),
                (_("Version"), f"{version.number} ({version.get_kind_display()})"),
                (_("Received on"), _exactly(version)),
                (_("Receipt code"), version.receipt_code),
            ]
        )
    ]
    if version.note:
        blocks += [Heading(_("Note of the applicant")), Text(version.note)]
    for part in parts_of_version(version):
        blocks.append(Heading(part.title))
        for item in part.items:
            blocks += [Heading(item.label, level=3), Text(item.text or _("not answered"))]
        if not part.items:
            blocks.append(Text(_("none")))
    return Document(
        title=version.content["title"] or application.reference,
        subtitle=_("Application %(reference)s") % {"reference": application.reference},
        blocks=blocks,
        language=_language(),
        made_at=version.submitted_at,
        issuer=_issuer(version),
        footer=application.reference,
        is_demo=application.is_demo,
    )
