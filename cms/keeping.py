"""How new the public site is: what is kept of it between two requests carries this version (see kernel/keeping.py)."""

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import ModelLogEntry, PageLogEntry

from kernel.keeping import newest
from kernel.registries import records

TREE = (PageLogEntry, ModelLogEntry)


@dataclass(frozen=True)
class Version:
    """How new the database is: `tree` changes with the pages of the site alone, `facts` with everything."""

    tree: str
    facts: str


def version_of(request: HttpRequest) -> Version:
    """The version at the beginning of this request; one query, kept on the request."""
    version: Version | None = getattr(request, "_public_version", None)
    if version is None:
        parts = newest(*TREE, *(each.model for each in records))
        version = Version(".".join(parts[: len(TREE)]), ".".join(parts))
        request._public_version = version  # type: ignore[attr-defined]  # kept for this request
    return version
