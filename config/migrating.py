"""How changes of models become migrations in a house of floors, how a new database is made of them in seconds, and how
one that they did not make is recognised.

Django goes through the apps by the alphabet and puts constraints and indexes into operations of their own. Each of
those renders every model anew: with 300 of them a new database took minutes. Here the floors come in their order, so
that a first migration need not be split, and constraints and indexes stand in the table that they belong to.
"""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, Migration
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.utils import field_is_referenced, resolve_relation
from django.db.models import BaseConstraint, Field, Index

RARELY = 100_000  # objects between two searches for garbage
# Changes of one table that the tables pointing to it need not know of, but for what `changes_alone` says.
ALONE = (
    *("add_field", "alter_field", "alter_model_options", "remove_model_options", "alter_model_managers"),
    *("_append_option", "_remove_option", "_alter_option"),
)
FLOORS = ("kernel", "organizations", "grants", "monitoring", "reports", "cms")


class FloorLabel(str):
    """An app's label, sorted by its floor; apps of others come before."""

    __slots__ = ()

    def __lt__(self, other: str) -> bool:
        mine, theirs = (FLOORS.index(each) if each in FLOORS else -1 for each in (self, other))
        return (mine, str(self)) < (theirs, str(other))


def targets(field: Field, app: str) -> set[str]:
    """The tables of `app` that a column points to, by their names in small letters."""
    relation = field.remote_field
    named = [relation.model, getattr(relation, "through", None)] if relation else []
    found = {(app, "") if each == "self" else resolve_relation(each, app) for each in named if each}
    return {name for label, name in found if label == app and name}


def put(migration: Migration, operations: list[Operation]) -> None:
    """Give the migration these operations."""
    migration.operations = operations  # type: ignore[misc]  # the stubs forget that each migration has its own list


def inline(migration: Migration) -> None:
    """Put columns that were left for later into their new tables, and the tables into an order that allows it.

    Of tables that point to each other in a circle, one keeps its column for later.
    """
    app = migration.app_label
    tables = {each.name_lower: each for each in migration.operations if isinstance(each, CreateModel)}
    late = [each for each in migration.operations if isinstance(each, AddField) and each.model_name_lower in tables]
    while True:
        columns = {name: [field for _name, field in table.fields] for name, table in tables.items()}
        for each in late:
            columns[each.model_name_lower].append(each.field)
        needs = {
            name: sorted(set().union(*(targets(field, app) for field in fields)) & set(tables) - {name})
            for name, fields in columns.items()
        }
        try:
            order = list(TopologicalSorter(needs).static_order())
            break
        except CycleError as circle:
            nodes = set(circle.args[1])
            in_circle = [each for each in late if each.model_name_lower in nodes and targets(each.field, app) & nodes]
            if not in_circle:
                return
            late.remove(in_circle[0])
    for each in late:
        tables[each.model_name_lower].fields.append((each.name, each.field))
    rest = [each for each in migration.operations if each not in late and not isinstance(each, CreateModel)]
    put(migration, [*(tables[name] for name in order), *rest])


def fold(migration: Migration) -> None:
    """Put the constraints and indexes of new tables into their CreateModel, unless they need a column added later."""
    tables = {each.name_lower: each for each in migration.operations if isinstance(each, CreateModel)}
    late = [each for each in migration.operations if isinstance(each, AddField)]
    kept: list[Operation] = []
    for operation in migration.operations:
        added: BaseConstraint | Index
        if isinstance(operation, AddConstraint):
            place, added, table = "constraints", operation.constraint, tables.get(operation.model_name.lower())
        elif isinstance(operation, AddIndex):
            place, added, table = "indexes", operation.index, tables.get(operation.model_name.lower())
        else:
            kept.append(operation)
            continue
        words = repr(added.deconstruct())
        if table is None or any(each.model_name_lower == table.name_lower and each.name in words for each in late):
            kept.append(operation)
        else:
            table.options.setdefault(place, []).append(added)
    put(migration, kept)


class FloorDetector(MigrationAutodetector):
    """Finds what changed, floor by floor."""

    generated_operations: Mapping[str, list[Operation]]
    migrations: Mapping[str, list[Migration]]

    def _build_migration_list(self, graph: Any = None) -> None:
        self.generated_operations = {FloorLabel(app): each for app, each in self.generated_operations.items()}
        super()._build_migration_list(graph)  # type: ignore[misc]  # the stubs leave out what is private

    def _optimize_migrations(self) -> None:
        super()._optimize_migrations()  # type: ignore[misc]  # the stubs leave out what is private
        for migrations in self.migrations.values():
            for migration in migrations:
                if migration.initial:
                    inline(migration)
                fold(migration)


def add_table(state: ProjectState, table: ModelState) -> None:
    """What `ProjectState.add_model` does, but only the new table is rendered."""
    key = table.app_label, table.name_lower
    state.models[key] = table
    if state._relations is not None:  # type: ignore[attr-defined]  # the stubs leave out what is private
        state.resolve_model_relations(key)
    if "apps" in vars(state):  # asking for the attribute itself would render all
        state.apps.render_multiple([table])


def changes_alone(change: str, state: ProjectState, app: str, model: str, *rest: Any) -> bool:
    """Whether this change leaves the name of the table, and the columns that others point to, as they are."""
    if change == "alter_model_options":
        return "db_table" not in rest[0]
    if change != "alter_field":
        return True
    name, field, _preserve_default = rest
    old = state.models[app, model].fields[name]
    return not (
        old.is_relation
        or field.is_relation
        or old.primary_key
        or field.primary_key
        or field_is_referenced(state, (app, model), (name, field))
    )


def alone(change: str) -> Callable[..., None]:
    """What `ProjectState` does for the change, but of the classes only that of the changed table is rendered.

    The others keep the class of before, in which they find the name of the table and what they point to, which stayed.
    Steps that run Python are given classes that are all new, as after any change that Django calls delayed.
    """
    do = getattr(ProjectState, change)

    def changed(state: ProjectState, app: str, model: str, *rest: Any, **named: Any) -> None:
        quick = "apps" in vars(state) and changes_alone(change, state, app, model, *rest)
        if not quick:
            do(state, app, model, *rest, **named)
            return
        rendered = vars(state).pop("apps")
        do(state, app, model, *rest, **named)
        state.apps, state.is_delayed = rendered, True
        state._reload({(app, model)})  # type: ignore[attr-defined]  # the stubs leave out what is private

    return changed


@contextmanager
def quickly() -> Iterator[None]:
    """Within the block migrations make the same tables in a fifth of the time.

    For each new or changed table Django also renders every table that is related to it, and all that those are related
    to, so that each class knows each. Few steps look at more than the one table. And each step leaves thousands of
    classes behind, so that the search for garbage, in vain, is made rare.
    """
    kept, threshold = {name: getattr(ProjectState, name) for name in ("add_model", *ALONE)}, gc.get_threshold()
    for name in ALONE:
        setattr(ProjectState, name, alone(name))
    ProjectState.add_model = add_table  # type: ignore[assignment,method-assign]
    gc.set_threshold(RARELY, *threshold[1:])
    try:
        yield
    finally:
        gc.set_threshold(*threshold)
        for name, method in kept.items():
            setattr(ProjectState, name, method)


def missing_columns() -> list[str]:
    """Columns of our models that the database lacks ("grants_source.title"): migrations were changed after it."""
    lacking = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if model._meta.app_label not in FLOORS or model._meta.proxy:
                continue
            table = model._meta.db_table
            # Asked of the table itself: Django's own introspection cannot read every check that SQLite keeps as text.
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} LIMIT 0")  # noqa: S608 - our own name
            there = {column[0] for column in cursor.description}
            lacking += [
                f"{table}.{field.column}" for field in model._meta.local_concrete_fields if field.column not in there
            ]
    return lacking
