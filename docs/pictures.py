"""`make pictures`: tells the demo story in a folder of its own, serves it, and takes the pictures in docs/images."""

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
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
SETTINGS = "config.settings.development"
WIDE, NARROW = (1280, 900), (320, 700)
SERVER_STARTS_WITHIN_SECONDS = 180


@dataclass(frozen=True)
class Picture:
    """One picture: whose eyes, which address, how wide; `full` takes the whole page."""

    name: str
    seat: str
    path: str
    size: tuple[int, int] = WIDE
    full: bool = False


PICTURES = [
    Picture("home", "visitor", "/en/"),
    Picture("programme", "visitor", "/en/programmes/milab/", full=True),
    Picture("programme-narrow", "visitor", "/ro/programmes/milab/", NARROW),
    Picture("calls", "visitor", "/ru/calls/"),
    Picture("grants", "visitor", "/en/grants/"),
    Picture("workspace", "elena", "/workspace/"),
    Picture("payments", "galina", "/workspace/payments/"),
    Picture("authority", "visitor", "/en/authorities/valea/", full=True),
]


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served() -> Iterator[str]:
    """The demo on a free port, from an empty folder; yields its address."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "RABOJ_VAR": folder, "DEMO": "1", "DJANGO_SETTINGS_MODULE": SETTINGS}
        server = subprocess.Popen([sys.executable, "manage.py", "run", "--port", str(port)], cwd=ROOT, env=environment)
        try:
            wait_for(f"http://localhost:{port}/healthz")
            yield f"http://localhost:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait_for(url: str) -> None:
    """Return once `url` answers; raises TimeoutError when it does not in time."""
    until = time.monotonic() + SERVER_STARTS_WITHIN_SECONDS
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(url)


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Take one picture, from the seat it asks for."""
    width, height = picture.size
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=address)
    page = context.new_page()
    if picture.seat != "visitor":
        page.goto("/tour/")
        page.locator(f'.demo-bar button[value="{picture.seat}"]').click()
    page.goto(picture.path)
    page.screenshot(path=IMAGES / f"{picture.name}.png", full_page=picture.full)
    context.close()


def main() -> None:
    """All pictures, or those named on the command line."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[1:]
    with served() as address, sync_playwright() as playwright:
        executable = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        for picture in PICTURES:
            if not wanted or picture.name in wanted:
                take(browser, address, picture)
        browser.close()


if __name__ == "__main__":
    main()
