"""`manage.py rotate_keys`: after a new key was put in front of FIELD_KEYS, what is stored is written anew with it."""

from typing import Any

from django.core.management.base import BaseCommand

from kernel.crypto import rotate_fields


class Command(BaseCommand):
    help = "Writes every encrypted field anew with the first of FIELD_KEYS; afterwards the old keys may go."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Written anew: {rotate_fields()} rows.")
