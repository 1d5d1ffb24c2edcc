"""Acts on documents: stored at once when chosen, attached when the form that names them is saved."""

import hashlib
from pathlib import PurePath
from typing import Any

import filetype
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from organizations.actions.activity import record
from organizations.models import Document, Organization, User


@transaction.atomic
def store_upload(
    file: UploadedFile, *, by: User | None, organization: Organization | None, title: str = ""
) -> Document:
    """Keep `file` as an unattached document of `organization`; nothing is lost if the form is then refused.

    The content is checked first; raises a Refusal that says what is wrong with the file.
    """
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    kind = filetype.guess(file.read(8192))
    file.seek(0)
    facts: dict[str, Any] = {"content_type": kind.mime if kind else "text/plain"}
    return Document.objects.create(
        organization=organization,
        file=file,
        filename=PurePath(file.name or "file").name[:200],
        size=file.size or 0,
        sha256=digest.hexdigest(),
        title=title,
        uploaded_by=by,
        **facts,
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
