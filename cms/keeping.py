"""What is kept of the public site between two requests, and how every process knows at once that it is out of date.

Nothing is thrown away by hand: what is kept carries the version of what it was made from, and whoever asks with a newer
version does not find it. The version comes from the records that every act, every change in the editors' interface and
every change of reference data writes anyway. docs/adr/0050-kept-public-pages.md has the reasons.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeVar

from django.contrib.admin.models import LogEntry
from django.core.cache import caches
from django.db import connection, models
from django.http import HttpRequest
from wagtail.models import ModelLogEntry, PageLogEntry

from kernel.answers import unheard
from organizations.models import Activity

SECONDS = 60  # what no record tells (a deadline that passes, a text that was edited) is late by this at most
LAST = 100

T = TypeVar("T")


@dataclass(frozen=True)
class Version:
    """How new the database is: `tree` changes with the pages of the site alone, `facts` with everything."""

    tree: str
    facts: str


def _newest(place: int, record: type[models.Model]) -> str:
    """The newest id and the sum of the last ids: an act that was numbered early and committed late changes it too."""
    table, key = record._meta.db_table, record._meta.pk.column
    last = f'SELECT "{key}" AS number FROM "{table}" ORDER BY "{key}" DESC LIMIT {LAST}'  # noqa: S608 - own names
    found = "COALESCE(MAX(number), 0), COALESCE(SUM(number), 0)"
    return f"SELECT {place} AS place, {found} FROM ({last}) AS newest"  # noqa: S608 - own names


_TREE, _FACTS = (PageLogEntry, ModelLogEntry), (Activity, LogEntry)
_QUESTION = " UNION ALL ".join(_newest(place, record) for place, record in enumerate(_TREE + _FACTS))


def version_of(request: HttpRequest) -> Version:
    """The version at the beginning of this request; one query, kept on the request."""
    version: Version | None = getattr(request, "_public_version", None)
    if version is None:
        with connection.cursor() as cursor:
            cursor.execute(f"{_QUESTION} ORDER BY place")
            parts = [f"{newest}-{total}" for _place, newest, total in cursor.fetchall()]
        tree = ".".join(parts[: len(_TREE)])
        version = Version(tree, ".".join(parts))
        request._public_version = version  # type: ignore[attr-defined]  # kept for this request
    return version


def keep(key: tuple[str, ...], version: str, make: Callable[[], T], *, worth: Callable[[T], bool] = bool) -> T:
    """What was made for `key` at this version less than a minute ago, or is made now; kept when it is `worth` it."""
    name = name_of(*key, version)
    found: Any = caches["pages"].get(name)
    if found is None:
        with unheard():
            found = make()
        if worth(found):
            caches["pages"].set(name, found, SECONDS)
    return found


def name_of(*parts: str) -> str:
    """One key for several parts, whatever letters they hold."""
    return sha256("\n".join(parts).encode()).hexdigest()
