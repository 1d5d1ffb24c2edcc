"""The demo is told once: again it changes nothing, and the same day tells the same story."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from config.demo.story import tell_story
from grants.models import Programme
from kernel import clock
from tests.database import tell

# What is drawn by lot or by Wagtail's own clock: passwords, tokens of encrypted fields, codes of receipts, names of
# stored files, keys and moments of pages.
BY_LOT = {"password", "iban_token", "receipt_code", "file", "translation_key", "timestamp", "uuid"}
# Encrypted in these tables alone; elsewhere an address is one that the story gives.
BY_LOT |= {"grants_enquiry.email", "grants_subscription.email"}
# A file on a shelf lies under a key by lot, and holds receipts with their codes.
BY_LOT |= {"kernel_export.key", "kernel_export.sha256", "kernel_export.size"}
# The queue's own table: its keys are drawn by lot and its moments are of its own clock.
QUEUE = "django_tasks_database_dbtaskresult"


def rows(without: set[str] = frozenset()) -> dict[str, list[str]]:
    """Every row of every table as it stands, in a fixed order, without these columns."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - own names
            names = [column[0] for column in cursor.description]
            left_out = {name for name in names if name in without or f"{table}.{name}" in without}
            found[table] = sorted(_line(names, row, left_out) for row in cursor.fetchall())
    return found


def _line(names: list[str], row: tuple[Any, ...], without: set[str]) -> str:
    cells = [(name, cell) for name, cell in zip(names, row, strict=True) if name not in without]
    return repr([(name, bytes(cell) if isinstance(cell, memoryview) else cell) for name, cell in cells])


@pytest.mark.django_db
@pytest.mark.usefixtures("told")
def test_a_second_demo_changes_nothing(settings):
    settings.DEMO = True
    before = rows()
    call_command("demo", verbosity=0)
    assert tell_story(clock.today()) is False
    after = rows()
    assert {table: len(lines) for table, lines in after.items()} == {table: len(before[table]) for table in before}
    assert after == before


@pytest.mark.django_db
@pytest.mark.usefixtures("told")
def test_versions_are_as_old_as_what_they_tell():
    bridges = Programme.objects.get(code="PUNTI")
    assert bridges.history.earliest().history_date == bridges.created_at < clock.now() - timedelta(days=30)


@pytest.mark.postgres
def test_the_same_day_tells_the_same_story(django_db_setup, django_db_blocker):
    """On PostgreSQL only, as two tellings take their time."""
    told = []
    with django_db_blocker.unblock(), clock.at(clock.now()):
        for _time in range(2):
            with django_db_setup.own():
                tell()
                told.append(rows(without=BY_LOT))
    first, second = told
    assert len(first) > 100
    assert [table for table in first if first[table] != second[table]] in ([], [QUEUE])
    assert len(first[QUEUE]) == len(second[QUEUE])
