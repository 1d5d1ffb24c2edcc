"""`manage.py setup`: the reference data that an installation cannot do without. Running it again changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from kernel.registries import setup_steps


class Command(BaseCommand):
    help = "Lays down the reference data that every installation needs; may be run again at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        for step in setup_steps:
            if options["verbosity"]:
                self.stdout.write(f"setup: {step.name}")
            with transaction.atomic():
                step.run()
