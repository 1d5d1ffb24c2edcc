"""Acts on the documents of a programme: added, replaced by another version, withdrawn; nothing is lost."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from grants.models import Programme, ProgrammeDocument
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.actions.documents import attach
from organizations.models import User


@transaction.atomic
def add_document(new: ProgrammeDocument, *, by: User) -> ProgrammeDocument:
    """Save the `new` document of a programme with its file; public ones show on the public page of the programme.

    Refuses: NotAllowed; Refusal without a file, or for a file of another organisation than the implementer.
    """
    programme = Programme.objects.select_for_update().get(pk=new.programme_id)
    _check_may(programme, by)
    _keep(new, programme, by=by)
    _record("programme_document_added", new, by=by)
    return new


@transaction.atomic
def replace_document(old: ProgrammeDocument, new: ProgrammeDocument, *, by: User) -> ProgrammeDocument:
    """Put the `new` version in the place of `old`, which stays in the history. Refuses as `add_document`; NotNow."""
    programme, old = _lock(old, by=by)
    new.programme, new.replaces = programme, old
    _withdraw(old, by=by)
    _keep(new, programme, by=by)
    _record("programme_document_replaced", new, by=by)
    return new


@transaction.atomic
def withdraw_document(row: ProgrammeDocument, *, by: User) -> ProgrammeDocument:
    """Show the document no more; it stays in the history with its file. Refuses: NotAllowed, NotNow."""
    _programme, row = _lock(row, by=by)
    _withdraw(row, by=by)
    _record("programme_document_withdrawn", row, by=by)
    return row


def _lock(row: ProgrammeDocument, *, by: User) -> tuple[Programme, ProgrammeDocument]:
    programme = Programme.objects.select_for_update().get(pk=row.programme_id)
    _check_may(programme, by)
    row = ProgrammeDocument.objects.select_for_update().get(pk=row.pk)
    if row.withdrawn_at is not None:
        raise NotNow(_("This document was replaced or withdrawn already. Open the page of the project again."))
    return programme, row


def _check_may(programme: Programme, by: User) -> None:
    if not by.has_perm("grants.manage_programme", programme):
        raise NotAllowed(_("Only a programme manager of the implementing organisation may do this."))


def _keep(new: ProgrammeDocument, programme: Programme, *, by: User) -> None:
    if new.document is None:
        reason = _("Choose the document.")
        raise Refusal(reason, fields={"file": reason})
    if new.document.organization_id != programme.implementer_id:
        reason = _("This file belongs to another organisation. Upload it again here.")
        raise Refusal(reason, fields={"file": reason})
    attach(new.document, by=by)
    new.added_at, new.added_by = clock.now(), by
    new.save(force_insert=True)


def _withdraw(row: ProgrammeDocument, *, by: User) -> None:
    row.withdrawn_at, row.withdrawn_by = clock.now(), by
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])


def _record(verb: str, row: ProgrammeDocument, *, by: User) -> None:
    """A line of the programme's record: which document, of which kind, whether the public reads it."""
    facts = {"document": row.pk, "kind": str(row.kind), "public": row.is_public}
    record(verb, row.programme, by=by, organization=row.programme.implementer, **facts)
