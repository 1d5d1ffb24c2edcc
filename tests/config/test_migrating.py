"""Migrations in haste make what Django's own pace makes, and a database that they did not make is recognised."""

import pytest
from django.core.management import CommandError, call_command
from django.core.management.commands import migrate
from django.db import connection

from config.management.commands.run import demand_whole_database

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


@pytest.mark.django_db(transaction=True)
def test_a_database_of_the_founding_days_is_put_aside_before_pages_fail():
    demand_whole_database()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kernel_counter ADD COLUMN lost integer")
    demand_whole_database()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kernel_counter RENAME COLUMN prefix TO lost_too")
    with pytest.raises(CommandError, match=r"kernel_counter\.prefix.*make demo-fresh"):
        demand_whole_database()
