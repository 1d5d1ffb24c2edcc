"""Migrations in haste make what Django's own pace makes."""

import pytest
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection

SHAPE = {
    "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default, character_maximum_length"
    " FROM information_schema.columns WHERE table_schema = 'public'",
    "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "indexes": "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
}


def shape() -> dict[str, set[tuple]]:
    """What the tables of the database are, whatever they hold."""
    found = {}
    with connection.cursor() as cursor:
        for part, question in SHAPE.items():
            cursor.execute(question)
            found[part] = set(cursor.fetchall())
    return found


@pytest.mark.postgres
@pytest.mark.django_db
def test_haste_makes_the_same_tables(django_db_setup, django_db_blocker):
    """On PostgreSQL only: there it is asked on each landing, and nobody else waits for a second migration."""
    server, plain = django_db_setup.server, []

    def migrate_at_leisure() -> None:
        call_command(migrate.Command(), verbosity=0)
        plain.append(shape())

    server.build("leisurely", None, migrate_at_leisure)
    server.drop(f"{server.prefix}leisurely")
    assert {part: len(rows) > 20 for part, rows in plain[0].items()} == dict.fromkeys(SHAPE, True)
    assert plain == [shape()]
