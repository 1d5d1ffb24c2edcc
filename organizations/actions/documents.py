"""Acts on documents: stored at once when chosen, attached when the form that names them is saved."""

from collections.abc import Collection
from datetime import timedelta
from functools import partial

from django.core.files.base import File
from django.db import transaction

from kernel import clock
from kernel.uploads import DOCUMENTS, check_upload
from organizations.actions.activity import record
from organizations.models import Document, Organization, User

# How long a file waits for the form that names it: longer than any deadline is extended by.
WAITS = timedelta(days=30)


@transaction.atomic
def store_upload(
    file: File,
    *,
    by: User | None,
    organization: Organization | None,
    title: str = "",
    allowed: Collection[str] = DOCUMENTS,
) -> Document:
    """Keep `file` as an unattached document of `organization`; nothing is lost if the form is then refused.

    Its content is checked against the extensions `allowed`; raises UploadRefused, which says what is wrong with it.
    """
    checked = check_upload(file, allowed=allowed)
    return Document.objects.create(
        organization=organization,
        file=file,
        filename=checked.name,
        content_type=checked.content_type,
        size=checked.size,
        sha256=checked.sha256,
        title=title,
        uploaded_at=clock.now(),
        uploaded_by=by,
    )


@transaction.atomic
def attach(document: Document, *, by: User | None = None, title: str = "") -> Document:
    """Mark `document` as in use, so that the sweeper of unattached uploads leaves it; again changes nothing."""
    row = Document.objects.select_for_update().get(pk=document.pk)
    if not row.is_attached or title:
        row.is_attached, row.title = True, title or row.title
        row.save(update_fields=["is_attached", "title"])
        record("document_attached", row, by=by or row.uploaded_by, organization=row.organization, sha256=row.sha256)
    document.is_attached, document.title = row.is_attached, row.title
    return document


@transaction.atomic
def sweep_uploads() -> int:
    """Remove files that nobody attached within 30 days, with their rows; returns how many."""
    rows = Document.objects.select_for_update().filter(is_attached=False, uploaded_at__lt=clock.now() - WAITS)
    stale = list(rows.order_by("pk"))
    for document in stale:
        remove = partial(document.file.storage.delete, str(document.file.name))
        document.delete()
        transaction.on_commit(remove, robust=True)
    return len(stale)
