"""`manage.py makemessages`: Django's own, with the choices of this house, and `--check`, which writes nothing."""

import re
from io import StringIO
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import makemessages

NOT_ON_SCREEN = [".venv", "var", "tests/*", "benchmarks/*", "docs/*"]
CHANGING = re.compile(
    r'^"(?:POT-Creation-Date|PO-Revision-Date|Report-Msgid-Bugs-To|Last-Translator|Language-Team|Generated-By):.*\n',
    re.M,
)
SHOWN = 5


class Command(makemessages.Command):
    """Every language of the house, no places in the code, no guesses, no dates: a catalogue changes with its words."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def add_arguments(self, parser: CommandParser) -> None:
        """`--check` compares the code with the catalogues."""
        super().add_arguments(parser)
        parser.add_argument("--check", action="store_true", help="write nothing; fail when a catalogue lacks a string")

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        """Collect for every language of the house but the source's."""
        self.only_checks = check
        own = [code for code, _name in settings.LANGUAGES if code != "en"]
        ignored = [*options["ignore_patterns"], *NOT_ON_SCREEN]
        chosen = {"locale": own, "ignore_patterns": ignored, "no_obsolete": True, "no_location": True}
        super().handle(*args, **{**options, **chosen})

    def write_po_file(self, potfile: str, locale: str) -> None:
        """Merge what was found into the catalogue of `locale`, or only compare; CommandError names what differs."""
        catalogue = Path(potfile).parent / locale / "LC_MESSAGES" / f"{self.domain}.po"
        if self.only_checks:
            found, kept = (self.keys(Path(path)) for path in (potfile, catalogue))
            self.refuse(f"{locale} lacks, run `make messages` and translate", found - kept)
            self.refuse(f"{locale} has, but no page says it, run `make messages`", kept - found)
            return
        super().write_po_file(potfile, locale)
        catalogue.write_text(CHANGING.sub("", catalogue.read_text("utf-8")), "utf-8")

    @staticmethod
    def keys(path: Path) -> set[str]:
        """Context and source text of every message of a catalogue or template."""
        text = path.read_text("utf-8").replace("nplurals=INTEGER; plural=EXPRESSION;", "")
        return {f"{each.context or ''}|{each.id}" for each in read_po(StringIO(text)) if each.id}

    @staticmethod
    def refuse(what: str, keys: set[str]) -> None:
        """CommandError with the first few, when there are any."""
        if keys:
            raise CommandError(f"The catalogue {what}: {len(keys)} strings, such as {sorted(keys)[:SHOWN]}")
