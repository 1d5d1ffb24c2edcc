"""`manage.py demo`: what a visitor finds: the published facts of real projects, and one invented story."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from config.demo.facts import loader
from config.demo.story import tell_story
from kernel import clock


class Command(BaseCommand):
    """Idempotent: a second run changes nothing. Only where DEMO=1 or in tests, never in production."""

    help = "Loads the published facts of four real projects and one pilot, and tells the invented story once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--fresh` puts the database aside and begins anew."""
        parser.add_argument("--fresh", action="store_true", help="a new database, with the story told from today")

    def handle(self, *args: Any, fresh: bool = False, **options: Any) -> None:
        """Facts, then story."""
        if not settings.DEMO:
            raise CommandError("The demo is told only with DEMO=1, which `make run` sets. Production never has it.")
        if fresh:
            self.put_aside()
        programmes = loader.load()
        self.stdout.write(f"Published facts of {len(programmes)} real projects are there.")
        told = tell_story(clock.today())
        self.stdout.write("The demo story is told from today." if told else "The demo story was told before.")

    def put_aside(self) -> None:
        """Keep the old SQLite file under another name, and make a new one with all that an installation needs."""
        if connection.vendor != "sqlite":
            raise CommandError("demo --fresh makes a new SQLite file; on another database, make a new one by hand.")
        connection.close()
        path = settings.VAR / "raboj.sqlite3"
        if path.exists():
            kept = path.with_name(f"raboj-{clock.now():%Y%m%d-%H%M%S}.sqlite3")
            path.rename(kept)
            self.stdout.write(f"The old database is kept as {kept.name}.")
        for name in ("raboj.sqlite3-wal", "raboj.sqlite3-shm"):
            path.with_name(name).unlink(missing_ok=True)
        call_command("migrate", verbosity=0)
        call_command("setup", verbosity=0)
