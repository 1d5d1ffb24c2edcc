"""Production refuses to start without its secrets, with the demo switched on, or with people of the demo."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.checks import refuse_demo_people
from config.gates import PRODUCTION
from tests.factories.organizations import UserFactory

SECRETS = ["SECRET_KEY", "FIELD_KEYS", "ALLOWED_HOSTS", "BASE_URL", "EMAIL_HOST"]


def start(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A process that loads the production settings."""
    kept = {name: value for name, value in os.environ.items() if name not in {*SECRETS, "DEMO", "DATABASE_URL"}}
    return subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_with_its_secrets():
    assert start(PRODUCTION).returncode == 0


@pytest.mark.parametrize("missing", SECRETS)
def test_production_names_the_missing_secret(missing):
    result = start({**PRODUCTION, missing: ""})

    assert result.returncode != 0
    assert f"Set the environment variable {missing}" in result.stderr


def test_production_refuses_the_demo():
    result = start({**PRODUCTION, "DEMO": "1"})

    assert result.returncode != 0
    assert "unset DEMO" in result.stderr


@pytest.mark.django_db
def test_production_refuses_demo_people():
    refuse_demo_people()
    UserFactory(is_demo=True)

    with pytest.raises(ImproperlyConfigured, match="demo story"):
        refuse_demo_people()
