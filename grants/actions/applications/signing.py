"""Acts between those who write an application and the representative who submits it: ready for signature, sent back."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.actions.applications.drafts import locked_draft
from grants.models import Application, DraftReturn
from grants.queries.applications.completeness import completeness_of
from grants.queries.people import people_of
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import Role, User
from organizations.notifications import notify


@transaction.atomic
def mark_ready(application: Application, *, by: User) -> Application:
    """Say that a complete draft is ready for signature: the representatives are told, and have it among their tasks.

    It stays a draft that can be written. Incomplete, or said already: refused.
    """
    row = locked_draft(application, by=by, parts=["check"])
    if row.ready_at is not None:
        raise NotNow(_("The representative has been asked already."))
    gaps = completeness_of(row).gaps
    if gaps:
        raise Refusal(_("The application is not complete: %(gaps)s") % {"gaps": " ".join(gap.text for gap in gaps)})
    row.ready_at, row.ready_by = clock.now(), by
    row.save(update_fields=["ready_at", "ready_by"])
    record("application_ready", row.counted, by=by, organization=row.organization)
    signatories = people_of([row.organization_id], Role.REPRESENTATIVE)
    url = reverse("grants:step_check", args=[row.reference])
    notify([each for each in signatories if each != by], "application_ready", url=url, application=row, person=by)
    return row


@transaction.atomic
def send_back(application: Application, *, by: User, note: str) -> DraftReturn:
    """Send a draft that was ready for signature back to those who write it, with a note that is kept.

    Only a representative does so; the note stands on top of the form until the draft is ready again.
    """
    row = locked_draft(application, by=by, parts=["check"])
    if not by.has_perm("grants.send_back_application", row):
        raise NotAllowed(_("Only a representative of the organisation sends a draft back."))
    if row.ready_at is None or row.ready_by is None:
        raise NotNow(_("Nobody has said that this draft is ready for signature."))
    if not note.strip():
        sentence = _("Write what is to be mended.")
        raise Refusal(sentence, fields={"note": sentence})
    asked_by = row.ready_by
    returned = DraftReturn.objects.create(
        application=row, note=note.strip(), asked_by=asked_by, returned_at=clock.now(), returned_by=by
    )
    row.ready_at = row.ready_by = None
    row.save(update_fields=["ready_at", "ready_by"])
    record("application_sent_back", row.counted, by=by, organization=row.organization)
    url = reverse("grants:application_step", args=[row.reference, "facts"])
    notify([asked_by], "application_sent_back", url=url, application=row, returned=returned)
    return returned
