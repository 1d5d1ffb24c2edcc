"""Append-only tables: the database itself refuses UPDATE, DELETE, REPLACE and (PostgreSQL) TRUNCATE.

A model is declared with `@append_only`. Triggers are installed again after every migration, because Django rebuilds
SQLite tables and drops them; `missing_triggers` proves that they stand.
"""

from typing import Any, TypeVar

from django.apps import AppConfig
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

M = TypeVar("M", bound=type[models.Model])
_models: list[type[models.Model]] = []

_SQLITE = (
    "CREATE TRIGGER IF NOT EXISTS {table}_no_{act} BEFORE {act} ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
)
_POSTGRES_FUNCTION = (
    "CREATE OR REPLACE FUNCTION raboj_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME "
    "USING ERRCODE = 'integrity_constraint_violation'; END $$"
)
_POSTGRES = (
    "CREATE OR REPLACE TRIGGER {table}_no_{act} BEFORE {act} ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION raboj_append_only()"
)
_ACTS = {"sqlite": ("update", "delete"), "postgresql": ("update", "delete", "truncate")}


def append_only(model: M) -> M:
    """Class decorator: rows of this model are written once and never changed."""
    _models.append(model)
    return model


def guarded_models() -> list[type[models.Model]]:
    """Every model that is append-only, in the order of declaration."""
    return list(_models)


def install(connection: BaseDatabaseWrapper, model: type[models.Model]) -> None:
    """Put the triggers on the table of `model`; those that stand already stay."""
    template = _SQLITE if connection.vendor == "sqlite" else _POSTGRES
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for act in _ACTS[connection.vendor]:
            cursor.execute(template.format(table=model._meta.db_table, act=act))


def install_after_migrate(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """`post_migrate` receiver: the triggers of the app's append-only models stand after every migration."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    for model in _models:
        if model._meta.app_label == sender.label and model._meta.db_table in tables:
            install(connection, model)


def missing_triggers(using: str = "default") -> list[str]:
    """The names of the triggers that should stand and do not; empty when all is well."""
    connection = connections[using]
    source = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(source)
        present = {name for (name,) in cursor.fetchall()}
    wanted = {f"{model._meta.db_table}_no_{act}" for model in _models for act in _ACTS[connection.vendor]}
    return sorted(wanted - present)
