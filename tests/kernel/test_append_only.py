"""Append-only tables: the database refuses, also after Django has rebuilt the table."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection, models, transaction
from django.db.models.signals import post_migrate
from django.test.utils import isolate_apps

from kernel import append_only
from kernel.append_only import guarded_models, missing_triggers
from organizations.models import Activity, User
from tests.factories.organizations import UserFactory


@pytest.fixture
def line(db):
    """One line of the record."""
    return Activity.objects.create(
        verb="thing_done", content_type=ContentType.objects.get_for_model(User), object_id=UserFactory().pk
    )


def change(line):
    line.verb = "other"
    line.save()


def bulk_change(line):
    line.verb = "other"
    Activity.objects.bulk_update([line], ["verb"])


def raw(statement):
    def run(line):
        with connection.cursor() as cursor:
            cursor.execute(statement.format(pk=line.pk, table=Activity._meta.db_table))

    return run


CHANGES = {
    "save": change,
    "update": lambda line: Activity.objects.update(verb="other"),
    "bulk_update": bulk_change,
    "delete": lambda line: line.delete(),
    "delete_all": lambda line: Activity.objects.all().delete(),
    "raw_delete": lambda line: Activity.objects.all()._raw_delete("default"),
    "raw": raw("UPDATE {table} SET verb = 'other' WHERE id = {pk}"),
}


def refused(name: str, act, line, words: str = "append-only") -> None:
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        act(line)
    assert list(Activity.objects.values_list("pk", "verb")) == [(line.pk, "thing_done")], name


@pytest.mark.parametrize("name", CHANGES)
def test_row_is_not_changed(line, name: str) -> None:
    refused(name, CHANGES[name], line)


REPLACES = {
    "sqlite": ["REPLACE INTO {table} ({columns}) {rows}", "INSERT OR REPLACE INTO {table} ({columns}) {rows}"],
    "postgresql": ["INSERT INTO {table} ({columns}) {rows} ON CONFLICT (id) DO UPDATE SET verb = 'other'"],
}


@pytest.mark.parametrize("words", REPLACES[connection.vendor])
def test_row_is_not_replaced(line, words: str) -> None:
    columns, table = ", ".join(field.column for field in Activity._meta.fields), Activity._meta.db_table
    rows = f"SELECT {columns} FROM {table}"  # noqa: S608 - names of ours
    refused(words, raw(words.format(table=table, columns=columns, rows=rows)), line)


@pytest.mark.postgres
@pytest.mark.parametrize("words", ["TRUNCATE {table}", "TRUNCATE {table} CASCADE"])
def test_table_is_not_truncated(own_line, words: str) -> None:
    # Without CASCADE PostgreSQL itself refuses first, for the tables that point here.
    refused("truncate", raw(words), own_line, "append-only|referenced in a foreign key")


def test_upsert_does_not_change_a_row(line) -> None:
    copy = Activity(pk=line.pk, verb="other", content_type=line.content_type, object_id=1)
    refused(
        "upsert",
        lambda _line: Activity.objects.bulk_create(
            [copy], update_conflicts=True, unique_fields=["id"], update_fields=["verb"]
        ),
        line,
    )


def test_triggers_stand_on_every_guarded_table(db) -> None:
    assert Activity in guarded_models()
    assert missing_triggers() == []


@pytest.fixture
def own_line(transactional_db):
    """One line of the record in a database of its own, whose tables may be rebuilt."""
    return Activity.objects.create(
        verb="thing_done", content_type=ContentType.objects.get_for_model(User), object_id=UserFactory().pk
    )


def test_triggers_come_back_after_a_migration_rebuilt_the_table(own_line) -> None:
    old = Activity._meta.get_field("verb")
    with isolate_apps():

        class Changed(models.Model):
            verb = models.CharField(max_length=80, default="x")

            class Meta:
                app_label = "organizations"
                db_table = Activity._meta.db_table

        new = Changed._meta.get_field("verb")
    with connection.schema_editor() as editor:
        editor.alter_field(Activity, old, new, strict=False)
    if connection.vendor == "sqlite":
        assert len(missing_triggers()) == 2
    post_migrate.send(Activity._meta.app_config, using="default", app_config=Activity._meta.app_config)
    assert missing_triggers() == []
    for name in ("update", "raw_delete"):
        refused(name, CHANGES[name], own_line)


def test_missing_trigger_is_named(own_line) -> None:
    table = Activity._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {table}_no_update" + (f" ON {table}" if connection.vendor != "sqlite" else ""))
    assert missing_triggers() == [f"{table}_no_update"]
    append_only.install(connection, Activity)
    assert missing_triggers() == []


@pytest.mark.postgres
def test_trigger_that_was_switched_off_counts_as_missing(own_line) -> None:
    table = Activity._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_no_delete")
    assert missing_triggers() == [f"{table}_no_delete"]
