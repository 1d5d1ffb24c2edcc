"""Files that are made in the background: asked for on a page, made by a worker, fetched within a week.

    export_kinds.add(ExportKind("dossier", may=reads_it, write=write_dossier, filename=name_of))

What is written goes to a file on disk piece by piece, so memory does not grow with it. Whoever fetches it is asked
again whether they may.
"""

import hashlib
import logging
import secrets
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import IO, Any

from django.core.files.base import File
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from kernel import clock
from kernel.models import Export
from kernel.refusals import Refusal
from kernel.registries import Registry
from kernel.shelves import person_of, work_finished
from kernel.tasking import job

KEPT_FOR = timedelta(days=7)
TRIES = 3
STUCK_AFTER = timedelta(hours=6)
PIECE = 1 << 16
logger = logging.getLogger(__name__)


class Progress:
    """How far a file is; its page shows it."""

    def __init__(self, export: Export) -> None:
        self.export = export

    def of(self, total: int) -> None:
        """Say how many steps there are."""
        self._keep(done=0, total=total)

    def step(self) -> None:
        """One step more is done."""
        self._keep(done=min(self.export.done + 1, self.export.total), total=self.export.total)

    def _keep(self, *, done: int, total: int) -> None:
        self.export.done, self.export.total = done, total
        self.export.save(update_fields=["done", "total"])


@dataclass(frozen=True)
class ExportKind:
    """A kind of file. `may(facts, user)`: asked when it is asked for, made and fetched.

    `write(facts, user, file, progress)` writes it into `file`, in the language of the person.
    `filename(facts)` is what it is called.
    """

    name: str
    may: Callable[[Mapping[str, Any], Any], bool] = field(repr=False)
    write: Callable[[Mapping[str, Any], Any, IO[bytes], Progress], None] = field(repr=False)
    filename: Callable[[Mapping[str, Any]], str] = field(repr=False)
    content_type: str = "application/zip"
    order: int = 100


export_kinds: Registry[ExportKind] = Registry()


class ExportRefused(Refusal):
    """The file is not made."""


@transaction.atomic
def ask_export(kind: str, facts: Mapping[str, Any], *, by: Any, title: str, is_demo: bool = False) -> Export:
    """Have a file made. One that is on its way for the same person with the same facts is returned instead.

    Raises ExportRefused when the person may not have it.
    """
    if not export_kinds[kind].may(facts, by):
        raise ExportRefused(_("You may not have this file made."))
    mine = Export.objects.filter(person=by.pk, kind=kind, ready_at__isnull=True, failed_at__isnull=True)
    under_way = next((each for each in mine.order_by("-pk") if each.facts == dict(facts)), None)
    if under_way is not None:
        return under_way
    export = Export.objects.create(
        person=by.pk,
        kind=kind,
        facts=dict(facts),
        title=title[:300],
        language=translation.get_language() or "ro",
        is_demo=is_demo,
        key=secrets.token_hex(16),
        asked_at=clock.now(),
    )
    make_export.enqueue(export.pk)
    return export


@job(attempts=TRIES)
def make_export(key: int) -> None:
    """Make the file; begun again after a worker died, it is made from the start and replaces what lay there."""
    export = Export.objects.get(pk=key)
    if export.is_over or export.removed_at is not None:
        return
    person, kind = person_of(export.person), export_kinds[export.kind]
    export.begun_at, export.tries, export.done = clock.now(), export.tries + 1, 0
    export.save(update_fields=["begun_at", "tries", "done"])
    with translation.override(export.language):
        if person is None or not kind.may(export.facts, person):
            _give_up(export, _("You may not have this file any more."), person)
            return
        try:
            with tempfile.TemporaryFile() as file:
                kind.write(export.facts, person, file, Progress(export))
                _keep(export, kind, file)
        except Refusal as refusal:
            _give_up(export, str(refusal), person)
            return
        except Exception:
            if export.tries >= TRIES:
                _give_up(export, _("It could not be made: a fault of ours, which is noted."), person)
            raise
    work_finished.send(Export, work=export, person=person)


def _keep(export: Export, kind: ExportKind, file: IO[bytes]) -> None:
    digest = hashlib.sha256()
    file.seek(0)
    while piece := file.read(PIECE):
        digest.update(piece)
    size = file.tell()
    file.seek(0)
    storage, path = export.file.storage, f"exports/{export.pk}/{export.key}"
    storage.delete(path)
    export.file.name = storage.save(path, File(file))
    export.filename, export.content_type = kind.filename(export.facts)[:200], kind.content_type
    export.size, export.sha256 = size, digest.hexdigest()
    export.ready_at = clock.now()
    export.expires_at = export.ready_at + KEPT_FOR
    export.done = export.total
    export.save()


def _give_up(export: Export, reason: str, person: Any) -> None:
    export.failed_at, export.failure = clock.now(), reason
    export.save(update_fields=["failed_at", "failure"])
    if person is not None:
        work_finished.send(Export, work=export, person=person)


def may_fetch(export: Export, user: Any) -> bool:
    """Whether the file is there and `user`, who asked for it, may still read what is in it."""
    return export.person == user.pk and export.is_there and export_kinds[export.kind].may(export.facts, user)


def sweep_exports() -> int:
    """Remove files whose time is over and give up those that no worker finished; returns how many."""
    now, swept = clock.now(), 0
    for export in Export.objects.filter(expires_at__lt=now, removed_at__isnull=True).order_by("pk"):
        with suppress(FileNotFoundError):
            export.file.storage.delete(str(export.file.name))
        export.removed_at = now
        export.save(update_fields=["removed_at"])
        swept += 1
    stuck = Export.objects.filter(ready_at__isnull=True, failed_at__isnull=True, asked_at__lt=now - STUCK_AFTER)
    for export in stuck.order_by("pk"):
        with translation.override(export.language):
            _give_up(export, _("It was not finished in time. Ask for it again."), person_of(export.person))
        swept += 1
    return swept
