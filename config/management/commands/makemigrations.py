"""`manage.py makemigrations`, with the floors in their order (`config.migrating`)."""

from django.core.management.commands import makemigrations

from config.migrating import FloorDetector


class Command(makemigrations.Command):
    autodetector = FloorDetector
