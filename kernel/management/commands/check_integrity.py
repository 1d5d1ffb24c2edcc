"""`manage.py check_integrity`: proves the promises of the data, and says each breach in a sentence."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.db import IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor

from kernel.append_only import missing_triggers
from kernel.registries import integrity_checks


def faults() -> Iterator[tuple[str, str]]:
    """Every breach as (name of the promise, sentence); nothing when all is well."""
    waiting = MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes())
    if waiting:
        yield "migrations", f"{len(waiting)} migrations are not applied; run manage.py migrate."
    for name in missing_triggers():
        yield "append_only", f"The trigger {name} is missing; run manage.py migrate."
    try:
        connection.check_constraints()
    except IntegrityError as problem:
        yield "references", f"A row points to one that is not there: {problem}"
    for check in integrity_checks:
        for sentence in check.faults():
            yield check.name, str(sentence)


class Command(BaseCommand):
    help = "Proves the promises of the data; prints a sentence for each breach and ends with code 1."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(faults())
        for name, sentence in found:
            self.stderr.write(f"{name}: {sentence}")
        if found:
            raise SystemExit(1)
        if options["verbosity"]:
            self.stdout.write(f"All promises hold ({len(list(integrity_checks)) + 3} checks).")
