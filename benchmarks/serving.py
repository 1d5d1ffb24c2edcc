"""A real server on the database of the measurements: two workers, as the sizing in docs/operations.md says."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from tests.browser.serving import free_port, wait_for

HOST = "127.0.0.1"
WORKERS, THREADS = 2, 128
# A server's settings are not those of the process that made the data: its threads share connections.
SERVED = {"DJANGO_SETTINGS_MODULE": "benchmarks.served"}


def address_of(database: str) -> str:
    """The address of `database` on the server that DATABASE_URL names; of a file where it names none."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{database}"
    return os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{database}"


@contextmanager
def serving(database: str) -> Iterator[int]:
    """The port of a server on `database`, on a free port of the loopback address; ended at the end."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    command += ["--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--log-level", "warning"]
    environment = {**os.environ, **SERVED, "DATABASE_URL": address_of(database)}
    server = subprocess.Popen([*command, "config.wsgi:application"], cwd=settings.ROOT, env=environment)
    try:
        wait_for(f"http://{HOST}:{port}/healthz")
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)
