"""`manage.py migrate`, which must look for changes in the same way as `makemigrations`."""

from django.core.management.commands import migrate

from config.migrating import FloorDetector


class Command(migrate.Command):
    autodetector = FloorDetector
