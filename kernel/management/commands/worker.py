"""`manage.py worker`: runs the jobs of the queue, shows that it lives, and sweeps after workers that died."""

import os
import socket
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from kernel import tasking
from kernel.heart import Heart


class Command(BaseCommand):
    help = "Runs background jobs until it is told to end (SIGTERM lets the present job finish)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="End when no job is left.")
        parser.add_argument("--interval", type=float, default=1.0, help="Seconds between two looks at the queue.")

    def handle(self, *args: Any, batch: bool, interval: float, **options: Any) -> None:
        name = f"{socket.gethostname()[:30]}-{os.getpid()}-{get_random_string(8)}"
        worker = Worker(
            queue_names=["*"],
            interval=interval,
            batch=batch,
            backend_name=tasking.BACKEND,
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
            excluded_queue_names=[],
        )
        heart = Heart(name)
        tasking.beat(name)
        tasking.sweep()
        if not batch:
            worker.configure_signals()
        heart.start()
        try:
            worker.run()
        finally:
            heart.stop()
            tasking.end(name)
