"""`make run`: prepare the database, tell the demo story once, then keep server and worker running as one."""

import os
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.demo.story import story_age_in_days
from config.demo.words import welcome
from config.migrating import missing_columns

STORY_IS_OLD_AFTER_DAYS = 14


class Command(BaseCommand):
    """Migrate, set up, tell the story if it was never told, serve. Ends both processes when either is told to end."""

    help = "Prepares everything and serves; what `make run` calls."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The port, on the loopback address only."""
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        """Prepare, say where to look, and supervise until told to stop."""
        settings.VAR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        demand_whole_database()
        call_command("setup", verbosity=0)
        call_command("demo")
        age = story_age_in_days()
        if age is not None and age > STORY_IS_OLD_AFTER_DAYS:
            self.stdout.write(f"The demo story is {age} days old; `make demo-fresh` tells it from today.")
        self.stdout.write(welcome(port))
        raise SystemExit(Supervisor(port).watch())


def demand_whole_database() -> None:
    """Raises CommandError for a database from the founding days, whose first migrations were still being changed."""
    lacking = missing_columns()
    if lacking:
        raise CommandError(
            f"The database in {settings.VAR} was made by an early version and lacks {len(lacking)} columns, first "
            f"{lacking[0]}. `make demo-fresh` puts it aside under another name and begins anew."
        )


class Supervisor:
    """The web server and the worker: a worker that dies is restarted and said; without the server all ends."""

    def __init__(self, port: int) -> None:
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        server = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
        server += ["--workers", "1", "--blocking-threads", "64", "--log-level", "error", "config.wsgi:application"]
        self.commands = {
            "server": [sys.executable, "-m", *server],
            "worker": [sys.executable, "manage.py", "worker"],
        }
        self.environment = environment
        self.processes = {name: self.start(name) for name in self.commands}
        self.is_stopping = False

    def start(self, name: str) -> subprocess.Popen[bytes]:
        """Start one of the two."""
        return subprocess.Popen(self.commands[name], env=self.environment, cwd=settings.ROOT)

    def stop(self, signum: int, frame: FrameType | None) -> None:
        """Ask both to end."""
        self.is_stopping = True
        for process in self.processes.values():
            process.terminate()

    def watch(self) -> int:
        """Return the server's exit code once it has ended."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        while (code := self.processes["server"].poll()) is None:
            if self.processes["worker"].poll() is not None and not self.is_stopping:
                sys.stderr.write("The worker ended and is started again.\n")
                self.processes["worker"] = self.start("worker")
            time.sleep(0.5)
        self.processes["worker"].terminate()
        self.processes["worker"].wait(timeout=10)
        return 0 if self.is_stopping else code
