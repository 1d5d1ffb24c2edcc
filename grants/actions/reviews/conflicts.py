"""Acts about conflicts of interest: before the file opens, found later, and those of staff."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.actions.reviews.assignments import locked
from grants.actions.reviews.diverging import note_divergence
from grants.models import Application, Assignment, Conflict, ConflictNature, ConflictOfInterest
from grants.queries.people import free_of_conflict, staff_of
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import Role, User
from organizations.notifications import notify


def _check_nature(nature: str) -> None:
    if nature not in ConflictNature.values:
        sentence = _("Choose the nature of the conflict.")
        raise Refusal(sentence, fields={"nature": sentence})


def _tell_officers(application: Application, by: User) -> None:
    officers = free_of_conflict(staff_of(application.call.programme, Role.GRANTS_OFFICER), application)
    url = reverse("grants:assignments", args=[application.call.reference])
    notify([each for each in officers if each.pk != by.pk], "reviewer_conflict", url=url, application=application)


@transaction.atomic
def declare_conflict(assignment: Assignment, *, by: User, has_conflict: bool, nature: str = "") -> Assignment:
    """Say, before the file opens, whether there is a conflict of interest. It is said once.

    "No" opens the file. "Yes", with its nature, closes the application to this person for good, in every list, page
    and file, and the grants officers are told to find another reviewer.
    """
    row = locked(assignment)
    if not by.has_perm("grants.declare_conflict", row):
        raise NotAllowed(_("Only the reviewer declares this."))
    if row.conflict:
        raise NotNow(_("You have declared already; a grants officer can help if something has changed."))
    if has_conflict:
        _check_nature(nature)
    row.conflict = Conflict.DECLARED if has_conflict else Conflict.NONE
    row.nature = nature if has_conflict else ""
    row.declared_at = clock.now()
    row.save(update_fields=["conflict", "nature", "declared_at"])
    implementer = row.application.call.programme.implementer
    record("conflict_declared", row.application, by=by, organization=implementer, conflict=str(row.conflict))
    if has_conflict:
        note_divergence(row.application, by=by)
        _tell_officers(row.application, by)
    return row


@transaction.atomic
def find_conflict(assignment: Assignment, *, by: User, nature: str, note: str) -> Assignment:
    """A conflict that is found after the file was opened, said by the reviewer or by the staff who assign.

    The file closes to the reviewer. A review that was written is kept as it stands and no longer counts.
    """
    row = locked(assignment)
    if not (by.has_perm("grants.declare_conflict", row) or by.has_perm("grants.assign_reviewers", row.application)):
        raise NotAllowed(_("The reviewer says this, or whoever assigns reviewers."))
    if row.conflict == Conflict.DECLARED:
        raise NotNow(_("A conflict of interest is declared already."))
    _check_nature(nature)
    if not note.strip():
        sentence = _("Say in a sentence what was found: it is kept.")
        raise Refusal(sentence, fields={"note": sentence})
    now = clock.now()
    row.conflict, row.nature, row.note = Conflict.DECLARED, nature, note.strip()
    row.declared_at, row.found_at, row.found_by = row.declared_at or now, now, by
    row.save(update_fields=["conflict", "nature", "note", "declared_at", "found_at", "found_by"])
    implementer = row.application.call.programme.implementer
    note_divergence(row.application, by=by)
    record("conflict_found", row.application, by=by, organization=implementer, assignment=row.pk)
    _tell_officers(row.application, by)
    return row


@transaction.atomic
def declare_own_conflict(application: Application, *, by: User, nature: str, note: str = "") -> ConflictOfInterest:
    """Staff, or whoever decides, say that they have a conflict with an application that they can read.

    From then on it is closed to them everywhere, and they neither check, assign, rank, propose nor decide in its call.
    """
    rows = Application.objects.select_for_update(of=("self",)).select_related("call__programme", "organization")
    row = rows.get(pk=application.pk)
    if not by.has_perm("grants.declare_own_conflict", row):
        raise NotAllowed(_("Whoever reads the application for the implementer declares this."))
    _check_nature(nature)
    made = ConflictOfInterest.objects.create(
        application=row, user=by, nature=nature, note=note.strip(), declared_at=clock.now(), declared_by=by
    )
    record("own_conflict_declared", row, by=by, organization=row.call.programme.implementer)
    return made
