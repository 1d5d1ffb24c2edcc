"""`manage.py migrate`, which must look for changes in the same way as `makemigrations`."""

import gc
from typing import Any

from django.core.management.commands import migrate

from config.migrating import FloorDetector

RARELY = 100_000


class Command(migrate.Command):
    """Django's own; the search for garbage is made rare meanwhile, for each step makes thousands of classes anew."""

    autodetector = FloorDetector

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate."""
        before = gc.get_threshold()
        gc.set_threshold(RARELY, *before[1:])
        try:
            super().handle(*args, **options)
        finally:
            gc.set_threshold(*before)
