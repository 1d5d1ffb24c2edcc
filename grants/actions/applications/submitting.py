"""What every submission is held to, and how its version is frozen: used by submitting and by answering."""

from datetime import datetime

from django.utils.translation import gettext as _

from grants.models import Application, ApplicationVersion
from grants.queries.applications.completeness import completeness_of
from grants.queries.applications.versions import content_of
from grants.receipts import digest, new_code
from kernel.refusals import Refusal
from organizations.models import User


def demand_declaration(is_declared: bool) -> None:
    """Refuse what nobody declares to be true."""
    if not is_declared:
        sentence = _("Confirm the declaration: without it the application cannot be submitted.")
        raise Refusal(sentence, fields={"is_declared": sentence})


def demand_complete(draft: Application) -> None:
    """Refuse a draft of which something is missing, with all that is."""
    gaps = completeness_of(draft).gaps
    if gaps:
        raise Refusal(_("The application is not complete: %(gaps)s") % {"gaps": " ".join(gap.text for gap in gaps)})


def freeze(row: Application, kind: str, *, by: User, moment: datetime, note: str = "") -> ApplicationVersion:
    """Keep what stands in the locked `row` as its next version, with digest and receipt code."""
    content = content_of(row)
    return ApplicationVersion.objects.create(
        application=row,
        number=row.versions.count() + 1,
        kind=kind,
        note=note.strip(),
        content=content,
        digest=digest(content),
        receipt_code=new_code(),
        submitted_at=moment,
        submitted_by=by,
    )
