"""`manage.py migrate`, which must look for changes in the same way as `makemigrations`, and makes haste."""

from typing import Any

from django.core.management.commands import migrate

from config.migrating import FloorDetector, quickly


class Command(migrate.Command):
    """Django's own."""

    autodetector = FloorDetector

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate."""
        with quickly():
            super().handle(*args, **options)
