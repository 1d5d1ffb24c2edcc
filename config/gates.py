"""`make check`: every gate that CI asks of the code, one after the other; what a failing gate said is printed."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MANAGE = [sys.executable, "manage.py"]
LICENCES = "Apache;BSD;MIT;ISC;PSF;Python Software Foundation;Mozilla;LGPL;Lesser General"


def shipped() -> list[str]:
    """Names of the packages that an installation needs; the tools of development are not shipped."""
    lines = (ROOT / "requirements" / "production.txt").read_text("utf-8").splitlines()
    return [line.split("==")[0] for line in lines if "==" in line and not line.startswith((" ", "#"))]


PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "a-key-for-the-deploy-check-only-a-key-for-the-deploy-check-only-0123456789",
    "FIELD_KEYS": "XvSqO7kqCkD1dvYbZQWvEb4sQ0OtZbJ0b0hF1m1r4sE=",
    "ALLOWED_HOSTS": "example.org",
    "BASE_URL": "https://example.org",
    "EMAIL_HOST": "localhost",
    "DEMO": "",
}
TEST = {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
GATES: list[tuple[str, list[str], dict[str, str]]] = [
    ("format", ["ruff", "format", "--check", "--quiet", "."], {}),
    ("lint", ["ruff", "check", "--quiet", "."], {}),
    ("templates", ["djlint", "--lint", "--quiet", "templates"], {}),
    ("import contracts", ["lint-imports", "--no-cache"], {}),
    ("types", ["mypy", "kernel", "organizations", "grants", "monitoring", "reports", "cms", "config"], {}),
    (
        "migrations",
        [*MANAGE, "makemigrations", "--check", "--dry-run"],
        TEST,
    ),
    ("translations", [*MANAGE, "makemessages", "--check"], TEST),
    ("deploy check", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    (
        "licences of what is shipped",
        ["pip-licenses", "--partial-match", f"--allow-only={LICENCES}", "--packages", *shipped()],
        {},
    ),
]


def run_gate(name: str, command: list[str], environment: dict[str, str]) -> bool:
    """Run one gate; print its time, and what it said when it fails."""
    if name == "translations" and not shutil.which("xgettext") and os.environ.get("CI") != "true":
        sys.stdout.write("left translations (collecting strings needs gettext: apt-get install gettext)\n")
        return True
    started = time.monotonic()
    result = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    passed = result.returncode == 0
    sys.stdout.write(f"{'ok  ' if passed else 'FAIL'} {name} ({time.monotonic() - started:.1f} s)\n")
    if not passed:
        sys.stdout.write(f"{result.stdout}{result.stderr}\n")
    sys.stdout.flush()
    return passed


def main() -> int:
    """0 when every gate passes, 1 otherwise."""
    return 0 if all([run_gate(*gate) for gate in GATES]) else 1


if __name__ == "__main__":
    raise SystemExit(main())
