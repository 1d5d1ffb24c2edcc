"""`manage.py demo`: what a visitor finds: the real facts of five published sources."""

from typing import Any

from django.core.management.base import BaseCommand

from config.demo.facts import loader


class Command(BaseCommand):
    """Idempotent: a second run changes nothing."""

    help = "Load the published facts of four real projects and one pilot."

    def handle(self, *args: Any, **options: Any) -> None:
        programmes = loader.load()
        self.stdout.write(f"Published facts of {len(programmes)} projects are loaded.")
