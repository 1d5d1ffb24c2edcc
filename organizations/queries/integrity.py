"""Promises of this floor's data that `manage.py check_integrity` proves."""

import hashlib
from collections.abc import Iterable

from organizations.models import Document, Organization, PublicationLevel


def faults_of_documents() -> Iterable[str]:
    """Every document has its file, and the file is the one that was kept."""
    for document in Document.objects.order_by("pk").iterator():
        try:
            with document.file.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            yield f"Document {document.pk}: its file is missing."
            continue
        if digest != document.sha256:
            yield f"Document {document.pk}: its file is not the one that was kept."


def faults_of_publication() -> Iterable[str]:
    """Less than full publication was agreed to by a second person."""
    less = Organization.objects.exclude(publication_level=PublicationLevel.FULL)
    for organization in less.order_by("pk"):
        agreed = organization.publication_proposals.filter(is_approved=True, level=organization.publication_level)
        if not agreed.exists():
            yield f"Organization {organization.pk}: “{organization.publication_level}” without a second person."
