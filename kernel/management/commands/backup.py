"""`manage.py backup FILE`: database and files in one archive with a manifest of digests."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kernel.backups import BackupRefused, make


class Command(BaseCommand):
    help = "Writes the database and all files into one .tar.gz with a manifest of digests, while the house is open."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            manifest = make(file)
        except (BackupRefused, OSError) as problem:
            raise CommandError(str(problem)) from problem
        if options["verbosity"]:
            self.stdout.write(f"{file}: the database and {len(manifest['files']) - 1} files.")
