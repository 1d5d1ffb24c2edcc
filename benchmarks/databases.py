"""The database of a measurement: made for it, and gone after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any

from django.core.cache import caches

from kernel.registries import setup_steps


@contextmanager
def own_database(connection: Any) -> Iterator[None]:
    """`connection` leads to an empty database that is set up as an installation is."""
    with TemporaryDirectory() as folder:
        if connection.vendor == "sqlite":
            # A database in memory would be seen by this process alone.
            connection.settings_dict["TEST"]["NAME"] = f"{folder}/bench.sqlite3"
        before = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            for step in setup_steps:
                step.run()
            yield
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)


def tidy(connection: Any) -> None:
    """After the data is made: nothing is left in a cache, and the database knows its tables."""
    for each in caches.all():
        each.clear()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
