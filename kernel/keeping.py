"""What is kept between two requests, and how every process knows at once that it is out of date.

Nothing is thrown away by hand: what is kept carries the version of what it was made from, and whoever asks with a newer
version does not find it. The version comes from the records that every act, every change in the editors' interface and
every change of reference data writes anyway. docs/adr/0050-kept-public-pages.md has the reasons.
"""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

from django.core.cache import caches
from django.db import connection, models

from kernel.answers import unheard
from kernel.registries import records

SECONDS = 60  # what no record tells (a deadline that passes, a text that was edited) is late by this at most
LAST = 100

T = TypeVar("T")


def facts_version() -> str:
    """How new the facts are: another text after every act and every change of reference data; one query."""
    return ".".join(newest(*(each.model for each in records)))


def newest(*found_in: type[models.Model]) -> list[str]:
    """How new each of these records is; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_question(found_in))
        return [f"{number}-{total}" for _place, number, total in cursor.fetchall()]


@cache
def _question(found_in: tuple[type[models.Model], ...]) -> str:
    each = " UNION ALL ".join(_newest(place, record) for place, record in enumerate(found_in))
    return f"{each} ORDER BY place"


def _newest(place: int, record: type[models.Model]) -> str:
    """The newest id and the sum of the last ids: an act that was numbered early and committed late changes it too."""
    table, key = record._meta.db_table, record._meta.pk.column
    last = f'SELECT "{key}" AS number FROM "{table}" ORDER BY "{key}" DESC LIMIT {LAST}'  # noqa: S608 - own names
    found = "COALESCE(MAX(number), 0), COALESCE(SUM(number), 0)"
    return f"SELECT {place} AS place, {found} FROM ({last}) AS newest"  # noqa: S608 - own names


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
