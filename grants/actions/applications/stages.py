"""Acts between the two stages of a call: who is invited is proposed by one person and approved by another."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.actions.applications.copies import carry_content
from grants.actions.awards.readiness import demand_all_reviews
from grants.actions.calls.locks import locked_call
from grants.lifecycles import APPLICATION, NOTE_SELECTION
from grants.models import (
    Answer,
    Application,
    Call,
    CallStatus,
    NoteChoice,
    NoteSelection,
)
from grants.queries.applications.stages import CHOSEN_FROM, can_choose, carried_answers, notes_to_choose
from grants.queries.awards.ranking import open_reviews_of
from grants.queries.people import people_of, staff_of
from kernel import clock
from kernel.references import next_reference
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import Role, User
from organizations.notifications import notify


def _demand_time_to_write(call: Call) -> None:
    if call.full_deadline_at is None or call.full_deadline_at <= clock.now():
        raise NotNow(
            _("The deadline of the full application has passed: move it first on the page of the call, by two people.")
        )


def _demand_choosable(row: Call, notes: Collection[Application]) -> None:
    if row.stages != 2 or not notes or not can_choose(row, row.note_selections.first()):
        raise NotNow(
            _("Concept notes are chosen while the call is in review, some wait, and no other proposal waits already.")
        )
    _demand_time_to_write(row)
    still_open = open_reviews_of(row, stage=1)
    demand_all_reviews(sum(still_open[each.pk] for each in notes))


@transaction.atomic
def propose_selection(
    call: Call, *, by: User, rule: str, invited: Collection[int], reasons: Mapping[int, str]
) -> NoteSelection:
    """Propose whom to invite to the second stage: notes by id are either in `invited` or have one of the `reasons`.

    Every concept note in review is among them. `rule` says by what the choice was made; who is not invited reads the
    reason. Refused while a review is open, the deadline of the full application is past, or another proposal waits.
    """
    row = locked_call(call)
    if not by.has_perm("grants.propose_awards", row):
        raise NotAllowed(_("Only grants officers and programme managers without a conflict choose concept notes."))
    notes = notes_to_choose(row)
    _demand_choosable(row, notes)
    if {each.pk for each in notes} != {*invited, *reasons}:
        raise NotNow(_("Concept notes came or went since you opened this page: open it again."))
    faults = {
        f"reason_{key}": _("Say why: the applicant reads it.")
        for key, text in reasons.items()
        if key not in invited and not text.strip()
    }
    if not rule.strip():
        faults["rule"] = _("Write by what rule you chose.")
    if faults:
        raise Refusal(_("The choice was not proposed: a rule and the reasons belong to it."), fields=faults)
    selection = NoteSelection.objects.create(call=row, rule=rule.strip(), proposed_at=clock.now(), proposed_by=by)
    NoteChoice.objects.bulk_create(
        NoteChoice(
            selection=selection,
            application=note,
            is_invited=note.pk in invited,
            reason="" if note.pk in invited else reasons[note.pk].strip(),
        )
        for note in notes
    )
    record("note_selection_proposed", row, by=by, organization=row.programme.implementer, selection=selection.pk)
    managers = [each for each in staff_of(row.programme, Role.PROGRAMME_MANAGER) if each != by]
    notify(managers, "note_selection_proposed", url=selection.get_absolute_url(), call=row)
    return selection


def _locked_selection(selection: NoteSelection, move: str, by: User) -> NoteSelection:
    call = locked_call(selection.call)
    row = NoteSelection.objects.select_for_update(of=("self",)).select_related("proposed_by").get(pk=selection.pk)
    row.call = call
    NOTE_SELECTION.check(row, move, by=by)
    return row


def _decide(row: NoteSelection, move: str, by: User) -> None:
    row.decided_at, row.decided_by = clock.now(), by
    row.save(update_fields=["decided_at", "decided_by", "remark"])
    NOTE_SELECTION.make(row, move, by=by)


@transaction.atomic
def approve_selection(selection: NoteSelection, *, by: User) -> NoteSelection:
    """Approve the proposal of another person: the invited get their full application, the others the reason.

    A note that was withdrawn or decided meanwhile stays as it is.
    """
    row = _locked_selection(selection, "approve", by)
    if row.call.status != CallStatus.IN_REVIEW:
        raise NotNow(_("The call is no longer in review."))
    _demand_time_to_write(row.call)
    _decide(row, "approve", by)
    for choice in row.choices.order_by("application__reference"):
        note = Application.objects.select_for_update(of=("self",)).select_related("organization", "submitted_by")
        found = note.filter(pk=choice.application_id, status__in=CHOSEN_FROM).first()
        if found is None:
            continue
        found.call = row.call
        if choice.is_invited:
            invite_to_full_application(found, by=by)
        else:
            _reject(found, choice.reason, by=by)
    implementer = row.call.programme.implementer
    record("note_selection_approved", row.call, by=by, organization=implementer, selection=row.pk)
    return row


def _reject(note: Application, reason: str, *, by: User) -> None:
    APPLICATION.make(note, "reject", by=None)
    record("application_decided", note, by=by, organization=note.organization, decision="not_invited")
    _tell(note, "note_not_invited", note.get_absolute_url(), reason=reason)


def invite_to_full_application(note: Application, *, by: User) -> Application:
    """Begin the full application of a locked concept note; called by the approved decision.

    It is an application of its own to the second stage, with its own reference, deadline, versions and receipts. What
    was written in the note is carried over, and the answers where a question of the second stage asks the same.
    """
    APPLICATION.make(note, "invite", by=None)
    full = Application.objects.create(
        call=note.call,
        organization=note.organization,
        stage=2,
        continues=note,
        reference=next_reference("APP"),
        created_at=clock.now(),
        created_by=note.submitted_by or by,
        saved_by=note.submitted_by or by,
    )
    carry_content(note, full, leaving=("answers",))
    # A file that answered a question of the first stage is kept as a file of its own accord.
    full.files.update(question=None)
    Answer.objects.bulk_create(carried_answers(note, full))
    record("application_invited", note, by=by, organization=note.organization, full=full.reference)
    record("application_begun", full, by=by, organization=note.organization, call=note.call.reference)
    url = reverse("grants:application_step", args=[full.reference, "facts"])
    _tell(note, "note_invited", url, full=full)
    return full


def _tell(note: Application, name: str, url: str, **facts: Any) -> None:
    people = people_of([note.organization_id], Role.REPRESENTATIVE, Role.MEMBER)
    notify(people, name, url=url, application=note, **facts)


@transaction.atomic
def return_selection(selection: NoteSelection, *, by: User, remark: str) -> NoteSelection:
    """Send the proposal back with a remark; another may be proposed then."""
    row = _locked_selection(selection, "return", by)
    if not remark.strip():
        sentence = _("Write what is to be mended.")
        raise Refusal(sentence, fields={"remark": sentence})
    row.remark = remark.strip()
    _decide(row, "return", by)
    record("note_selection_returned", row.call, by=by, organization=row.call.programme.implementer, selection=row.pk)
    notify([row.proposed_by], "note_selection_returned", url=row.get_absolute_url(), call=row.call, selection=row)
    return row
