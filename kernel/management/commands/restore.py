"""`manage.py restore FILE`: puts a backup back, and proves that the data keeps its promises."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from kernel.backups import BackupRefused, restore


class Command(BaseCommand):
    help = "Proves a backup against its manifest, puts database and files back, and ends with check_integrity."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--force", action="store_true", help="Overwrite what is here.")

    def handle(self, *args: Any, file: Path, force: bool, **options: Any) -> None:
        try:
            manifest = restore(file, force=force)
        except (BackupRefused, OSError) as problem:
            raise CommandError(str(problem)) from problem
        if options["verbosity"]:
            self.stdout.write(
                f"Restored as of {manifest['made_at']}: the database and {len(manifest['files']) - 1} files."
            )
        call_command("check_integrity", stdout=self.stdout, stderr=self.stderr, verbosity=options["verbosity"])
