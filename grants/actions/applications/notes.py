"""Acts on what staff keep of an application for themselves. Nothing of it reaches the applicant or a reviewer."""

from django.db import transaction
from django.utils.translation import gettext as _

from grants.models import Application, ApplicationLabel, Label, Note, NoteVersion
from kernel import clock
from kernel.refusals import NotAllowed, Refusal
from organizations.actions.activity import record
from organizations.models import User

LONGEST = 10_000


def _checked(text: str) -> str:
    if not text.strip() or len(text) > LONGEST:
        sentence = _("Write a note of at most %(most)s letters.") % {"most": LONGEST}
        raise Refusal(sentence, fields={"text": sentence})
    return text.strip()


@transaction.atomic
def write_note(application: Application, text: str, *, by: User) -> Note:
    """Keep a note on the application; refused for whoever reviews it, has a conflict, or belongs to the applicant."""
    if not by.has_perm("grants.keep_notes", application):
        raise NotAllowed(_("Only staff of the implementer who do not review this application keep notes on it."))
    words = _checked(text)
    note = Note.objects.create(application=application, written_at=clock.now(), written_by=by)
    NoteVersion.objects.create(note=note, text=words, written_at=note.written_at, written_by=by)
    record("note_written", note, by=by, organization=application.call.programme.implementer)
    return note


@transaction.atomic
def change_note(note: Note, text: str, *, by: User) -> Note:
    """Say it differently; the earlier version stays to be read. Only whoever wrote a note changes it."""
    row = Note.objects.select_for_update().get(pk=note.pk)
    if not by.has_perm("grants.change_note", row):
        raise NotAllowed(_("Only whoever wrote a note changes it; write one of your own beside it."))
    words = _checked(text)
    if row.versions.order_by("-written_at", "-pk").values_list("text", flat=True)[0] != words:
        NoteVersion.objects.create(note=row, text=words, written_at=clock.now(), written_by=by)
        record("note_changed", row, by=by, organization=row.application.call.programme.implementer)
    return row


@transaction.atomic
def add_label(application: Application, name: str, *, by: User) -> ApplicationLabel:
    """Put a label on the application; a word that the implementer does not use yet becomes one."""
    implementer = application.call.programme.implementer
    if implementer is None or not by.has_perm("grants.label_application", application):
        raise NotAllowed(_("Only staff who run the call without a conflict label its applications."))
    word = " ".join(name.split())
    if not word or len(word) > 60:
        sentence = _("A label has between 1 and 60 letters.")
        raise Refusal(sentence, fields={"name": sentence})
    same = Label.objects.filter(implementer=implementer, name__iexact=word).first()
    label = same or Label.objects.create(implementer=implementer, name=word)
    put, is_new = ApplicationLabel.objects.get_or_create(
        application=application, label=label, defaults={"added_at": clock.now(), "added_by": by}
    )
    if is_new:
        record("label_added", application, by=by, organization=implementer, label=label.pk)
    return put


@transaction.atomic
def remove_label(put: ApplicationLabel, *, by: User) -> None:
    """Take a label off the application; the word stays for others."""
    if not by.has_perm("grants.label_application", put.application):
        raise NotAllowed(_("Only staff who run the call without a conflict label its applications."))
    implementer = put.application.call.programme.implementer
    record("label_removed", put.application, by=by, organization=implementer, label=put.label_id)
    put.delete()
