"""Acts on files of exchange rates: one is sent, tried in the background, and taken in the background once confirmed."""

from django.core.files.base import File
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from grants.models import RateImport
from grants.rate_rows import Outcome, take_rows
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from kernel.tasking import job
from kernel.uploads import TABLES
from organizations.actions.activity import record
from organizations.actions.documents import attach, store_upload
from organizations.models import User
from organizations.notifications import notify


class _TakenBack(Exception):
    """A row could not be entered, so none is; carries what was found."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


@transaction.atomic
def send_rates(file: File, *, by: User) -> RateImport:
    """Keep `file` and have it tried in the background; a message follows. Raises UploadRefused for what is no table."""
    _permit(by)
    document = attach(store_upload(file, by=by, organization=None, allowed=TABLES), by=by)
    rate_import = RateImport.objects.create(document=document, asked_by=by)
    record("rates_sent", rate_import, by=by)
    try_rates.enqueue(rate_import.pk)
    return rate_import


@transaction.atomic
def confirm_rates(rate_import: RateImport, *, by: User) -> RateImport:
    """Have a file that was tried and found sound taken in the background; a message follows."""
    _permit(by)
    row = RateImport.objects.select_for_update().get(pk=rate_import.pk)
    if row.errors:
        raise Refusal(_("There are mistakes in this file. Correct them and send it again."))
    if not row.waits_for_confirmation:
        raise NotNow(_("This file is being tried still, or was taken already."))
    row.confirmed_at, row.confirmed_by = clock.now(), by
    row.save(update_fields=["confirmed_at", "confirmed_by"])
    record("rates_confirmed", row, by=by, new=row.new, changed=row.changed)
    enter_rates.enqueue(row.pk)
    return row


@job()
def try_rates(key: int) -> None:
    """Dry run: what the file would change, or every fault in it, by row and column. A second run does nothing."""
    rate_import = _find(key)
    if rate_import.checked_at is not None:
        return

    def say(done: int, rows: int) -> None:
        RateImport.objects.filter(pk=key).update(rows_done=done, rows=rows)

    with translation.override(rate_import.asked_by.language), rate_import.document.file.open("rb") as file:
        outcome = take_rows(file, dry_run=True, say=say)
    with transaction.atomic():
        _write(RateImport.objects.select_for_update().get(pk=key), outcome, checked_at=clock.now())
        _tell(_find(key), "rates_tried")


@job()
def enter_rates(key: int) -> None:
    """Enter all rows of a confirmed file, or none: in one transaction. A second run does nothing."""
    rate_import = _find(key)
    try:
        with transaction.atomic(), translation.override(rate_import.asked_by.language):
            row = RateImport.objects.select_for_update().get(pk=key)
            if not row.is_running or row.confirmed_at is None:
                return
            with rate_import.document.file.open("rb") as file:
                outcome = take_rows(file, dry_run=False)
            if outcome.errors:
                raise _TakenBack(outcome)
            _write(row, outcome, imported_at=clock.now())
            record("rates_imported", row, by=row.confirmed_by, new=outcome.new, changed=outcome.changed)
            _tell(_find(key), "rates_imported")
    except _TakenBack as back:
        with transaction.atomic():
            _write(RateImport.objects.select_for_update().get(pk=key), back.outcome)
            _tell(_find(key), "rates_tried")


def _permit(by: User) -> None:
    if not by.has_perm("grants.import_rates"):
        raise NotAllowed(_("Only the operator of the installation brings in exchange rates."))


def _find(key: int) -> RateImport:
    return RateImport.objects.select_related("document", "asked_by").get(pk=key)


def _write(row: RateImport, outcome: Outcome, **moments: object) -> None:
    facts = {"new": outcome.new, "changed": outcome.changed, "unchanged": outcome.unchanged, "errors": outcome.errors}
    for name, value in (facts | moments).items():
        setattr(row, name, value)
    row.save(update_fields=[*facts, *moments])


def _tell(row: RateImport, name: str) -> None:
    url = reverse("admin:grants_exchangerate_rates", args=[row.pk])
    notify([row.asked_by], name, url=url, rate_import=row, mistakes=len(row.errors))
