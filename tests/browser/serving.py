"""The product as a newcomer starts it: `manage.py run` in an empty folder, on a free port, with the demo."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN_SECONDS = 300
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def chromium() -> str | None:
    """The browser of the system, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def launch(playwright: Any) -> Any:
    """The browser, headless."""
    return playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


# The surroundings of each server that was started here, by its address.
SURROUNDINGS: dict[str, dict[str, str]] = {}


def inside(address: str, statement: str) -> str:
    """Run a statement of Python on the database of the server at `address`: what no seat of the demo can do.

    Returns what the statement printed.
    """
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", statement]
    done = subprocess.run(
        command, cwd=ROOT, env=SURROUNDINGS[address], check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    return done.stdout.strip()


def play(address: str, scene: str, *facts: str) -> list[str]:
    """Play a scene of `tests.browser.scenes` on the served demo; the words that it gives back."""
    said = ", ".join(map(repr, facts))
    return inside(address, f"from tests.browser import scenes; print(*scenes.{scene}({said}))").split()


@contextmanager
def served() -> Iterator[str]:
    """The demo on a free port, from an empty folder; yields its address, ends the server at the end."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        url = f"http://localhost:{port}"
        own = {
            "RABOJ_VAR": folder,
            "DEMO": "1",
            "BASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "config.settings.development",
        }
        command = [sys.executable, "manage.py", "run", "--port", str(port)]
        SURROUNDINGS[url] = {**kept, **own}
        server = subprocess.Popen(command, cwd=ROOT, env=SURROUNDINGS[url], stdout=subprocess.DEVNULL)
        try:
            wait_for(f"{url}/healthz")
            yield url
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait_for(url: str) -> None:
    """Return once `url` answers; raises TimeoutError when it does not in time."""
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(url)
