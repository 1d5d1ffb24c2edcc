"""Draw docs/lifecycles.md anew."""

from typing import Any

from django.core.management.base import BaseCommand

from config.lifecycle_docs import PATH, as_markdown


class Command(BaseCommand):
    """Writes the page from the tables."""

    help = "Draws docs/lifecycles.md from the lifecycle tables."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it."""
        PATH.write_text(as_markdown(), encoding="utf-8")
        self.stdout.write(f"Drawn: {PATH.relative_to(PATH.parents[1])}")
