"""What `make run` serves: our own pages of errors, static files where they lie, errors in the log."""

import os
import subprocess
import sys

import pytest

ASK = """
import django
django.setup()
from django.conf import settings
from django.test import Client
from django.urls import resolve
client = Client(raise_request_exception=False, SERVER_NAME="localhost")
print(settings.DEBUG, resolve("/components/").view_name)
for address in ["/static/css/tokens.css", "/ro/"]:
    answer = client.get(address)
    print(answer.status_code, b"--ink" in answer.getvalue(), "Greșeala este a noastră" in answer.getvalue().decode())
"""


def run(tmp_path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A process with the settings of `make run` and a database that has no tables."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DEBUG", "DATABASE_URL"}}
    ours = {"DJANGO_SETTINGS_MODULE": "config.settings.development", "DEMO": "1", "RABOJ_VAR": str(tmp_path)}
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ASK],
        env={**kept, **ours, **environment},
        capture_output=True,
        text=True,
        check=True,
    )


def test_people_meet_our_pages_of_errors_and_the_log_says_the_cause(tmp_path):
    result = run(tmp_path)
    assert result.stdout.splitlines() == ["False gallery_home", "200 True False", "500 False True"]
    assert "no such table" in result.stderr


@pytest.mark.parametrize("asked", ["1"])
def test_developer_asks_for_the_pages_of_django(tmp_path, asked):
    assert run(tmp_path, DEBUG=asked).stdout.splitlines()[0] == "True gallery_home"
