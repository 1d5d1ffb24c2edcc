"""The migrated test template: migrate once, then copy.

Append-only tables refuse a flush, so no test cleans up after itself. A plain test runs in a transaction of the
session's database (in memory on SQLite). A test that commits (threads, live server) gets a database of its own: a file
copied with SQLite's backup, or PostgreSQL's CREATE DATABASE … TEMPLATE.

Templates have three layers: `migrated` depends on the migrations, `ready` is that plus `manage.py setup`, `told` is
that plus the demo, made when the first test asks for it. Each is named by the digest of what it was made from, and
kept under var/test/ or on the PostgreSQL server.
"""

import fcntl
import hashlib
import itertools
import os
import shutil
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from config.demo.facts import loader
from config.demo.story import tell_story
from kernel import clock
from kernel.append_only import guarded_models

FLOORS = ("kernel", "organizations", "grants", "monitoring", "reports", "cms", "config")
_numbers = itertools.count(1)


def _default() -> dict[str, Any]:
    """The settings that new connections, of any thread, are made from."""
    return connections.settings["default"]


def is_postgres() -> bool:
    """Whether this run of the suite stands on PostgreSQL."""
    return _default()["ENGINE"].endswith("postgresql")


def _digest_of_migrations() -> str:
    digest = hashlib.sha256()
    loader = MigrationLoader(None)
    for key in sorted(loader.disk_migrations):
        path = Path(sys.modules[loader.disk_migrations[key].__module__].__file__)
        digest.update(f"{key}".encode() + path.read_bytes())
    for model in guarded_models():
        digest.update(model._meta.db_table.encode())
    digest.update((settings.ROOT / "kernel" / "append_only.py").read_bytes())
    return digest.hexdigest()[:12]


def _digest_of_code() -> str:
    """What `manage.py setup` may depend on: every line of the floors, and the files that stand beside it."""
    digest = hashlib.sha256()
    for floor in FLOORS:
        for path in sorted((settings.ROOT / floor).rglob("*")):
            if path.is_file() and path.suffix in {".py", ".csv", ".json", ".toml", ".html"}:
                digest.update(str(path.relative_to(settings.ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """Within the block, the default connection of this thread and of every new one is to the database `name`."""
    kept, old = connections["default"], _default()["NAME"]
    _default()["NAME"] = name
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = kept
        _default()["NAME"] = old


def tell() -> None:
    """What `manage.py demo` does."""
    loader.load()
    tell_story(clock.today())


class Sqlite:
    """Templates as files under var/test/, copied with SQLite's own backup."""

    def __init__(self) -> None:
        self.cache = Path(settings.VAR) / "test"
        self.cache.mkdir(parents=True, exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(prefix="raboj-db-"))

    @contextmanager
    def lock(self) -> Iterator[None]:
        with (self.cache / "lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def exists(self, name: str) -> bool:
        return (self.cache / f"{name}.sqlite3").exists()

    def build(self, name: str, base: str | None, fill: Callable[[], None]) -> None:
        part = self.cache / f"{name}.part"
        part.unlink(missing_ok=True)
        if base:
            shutil.copyfile(self.cache / f"{base}.sqlite3", part)
        with pointed_at(str(part)):
            fill()
            with connections["default"].cursor() as cursor:
                cursor.execute("PRAGMA journal_mode=DELETE")
        part.rename(self.cache / f"{name}.sqlite3")

    def prune(self, *keep: str) -> None:
        for old in self.cache.glob("*.sqlite3"):
            if old.stem not in keep:
                old.unlink(missing_ok=True)

    def copy(self, template: str) -> str:
        """A file of its own."""
        target = self.folder / f"{next(_numbers)}.sqlite3"
        with (
            closing(sqlite3.connect(self.cache / f"{template}.sqlite3")) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
        return str(target)

    def drop(self, name: str) -> None:
        for path in self.folder.glob(f"{Path(name).name}*"):
            path.unlink()

    @contextmanager
    def session(self, template: str) -> Iterator[None]:
        """The database of the plain tests: the template in memory."""
        with pointed_at(":memory:"):
            connection = connections["default"]
            connection.connect()
            with closing(sqlite3.connect(self.cache / f"{template}.sqlite3")) as source:
                source.backup(connection.connection)
            yield
            connection.connection.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Postgres:
    """Templates as databases of the server, copied with CREATE DATABASE … TEMPLATE."""

    def __init__(self) -> None:
        # The names belong to this working copy: two of them on one server do not drop each other's templates.
        self.prefix = f"raboj_{hashlib.sha256(str(settings.ROOT).encode()).hexdigest()[:6]}_"

    def run(self, statement: str, *values: Any) -> list[tuple]:
        with connections["default"]._nodb_cursor() as cursor:
            cursor.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def lock(self) -> Iterator[None]:
        with connections["default"]._nodb_cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(20260842)")
            yield

    def exists(self, name: str) -> bool:
        return bool(self.run("SELECT 1 FROM pg_database WHERE datname = %s", self.prefix + name))

    def build(self, name: str, base: str | None, fill: Callable[[], None]) -> None:
        part = f"{self.prefix}part"
        self.drop(part)
        self.run(f'CREATE DATABASE "{part}" TEMPLATE "{self.prefix + base if base else "template0"}"')
        with pointed_at(part):
            fill()
        self.run(f'ALTER DATABASE "{part}" RENAME TO "{self.prefix + name}"')

    def prune(self, *keep: str) -> None:
        wanted = {self.prefix + name for name in keep}
        for (name,) in self.run("SELECT datname FROM pg_database"):
            if (
                name.startswith(tuple(f"{self.prefix}{layer}" for layer in ("migrated", "ready", "told")))
                and name not in wanted
            ):
                self.drop(name)

    def copy(self, template: str) -> str:
        name = f"{self.prefix}{os.getpid()}_{next(_numbers)}"
        self.drop(name)
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{self.prefix + template}"')
        return name

    def drop(self, name: str) -> None:
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    @contextmanager
    def session(self, template: str) -> Iterator[None]:
        """The database of the plain tests: a copy of the template."""
        name = self.copy(template)
        try:
            with pointed_at(name):
                yield
        finally:
            self.drop(name)


class Templates:
    """Makes the template when it is missing, and databases out of it."""

    def __init__(self) -> None:
        self.server = Postgres() if is_postgres() else Sqlite()
        migrated = f"migrated-{_digest_of_migrations()}"
        self.name = f"ready-{migrated[9:]}-{_digest_of_code()}"
        with self.server.lock():
            if not self.server.exists(self.name):
                if not self.server.exists(migrated):
                    self.server.build(migrated, None, lambda: call_command("migrate", verbosity=0))
                self.server.build(self.name, migrated, lambda: call_command("setup", verbosity=0))
                self.server.prune(migrated, self.name)  # what was told from older code goes with it

    @contextmanager
    def session(self) -> Iterator[None]:
        """The database in which plain tests run and roll back."""
        with self.server.session(self.name):
            yield

    @contextmanager
    def told(self) -> Iterator[None]:
        """A database of one module of tests, with the published facts and the demo story told from today."""
        told = f"told-{self.name[6:]}-{clock.today():%m%d}"
        with self.server.lock():
            if not self.server.exists(told):
                self.server.build(told, self.name, tell)
        with self.own(told):
            yield

    @contextmanager
    def own(self, template: str = "") -> Iterator[None]:
        """A database of one test, which may commit and be reached from other threads."""
        name = self.server.copy(template or self.name)
        try:
            with pointed_at(name):
                # The first connection turns a copied file to its journal; two at once would find it locked.
                connections["default"].ensure_connection()
                yield
        finally:
            self.server.drop(name)


def run_together(*calls: Callable[[], Any]) -> list[Any]:
    """What each call returned or raised, all of them run at once in threads; for tests with `transactional_db`."""
    gate = threading.Barrier(len(calls))
    answers: list[Any] = [None] * len(calls)

    def run(place: int, call: Callable[[], Any]) -> None:
        try:
            gate.wait()
            answers[place] = call()
        except Exception as problem:  # noqa: BLE001 - the test judges what was raised
            answers[place] = problem
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
