"""Acts that move a deadline of a call: only later, for everyone, proposed by one person and approved by another."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from grants.actions.calls.locks import locked_call
from grants.actions.calls.versions import freeze_before, freeze_call, with_reason
from grants.models import Call, DeadlineExtension
from grants.queries.calls.intake import people_of_applicants
from grants.queries.people import staff_of
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import Role, User
from organizations.notifications import notify

FIELDS = {1: "deadline_at", 2: "full_deadline_at"}


@transaction.atomic
def propose_extension(
    call: Call, *, by: User, new_deadline_at: datetime, reason: str, stage: int = 1
) -> DeadlineExtension:
    """Propose a later deadline of `stage` for everyone; it is in force when another person approves it in time."""
    row = locked_call(call)
    if not by.has_perm("grants.extend_call", row):
        raise NotAllowed(_("Only programme managers and grants officers of the implementer extend its calls."))
    old_deadline_at = row.deadline_of(stage)
    if old_deadline_at is None or stage not in row.movable_stages():
        raise NotNow(_("Only a deadline that lies ahead is moved: after it the call stays closed for everyone."))
    _check(row, stage, new_deadline_at)
    why = with_reason(reason)
    if row.extensions.filter(stage=stage, approved_at__isnull=True, dropped_at__isnull=True).exists():
        raise NotNow(_("A later deadline already waits for a second person."))
    extension = DeadlineExtension.objects.create(
        call=row,
        stage=stage,
        old_deadline_at=old_deadline_at,
        new_deadline_at=new_deadline_at,
        reason=why,
        proposed_at=clock.now(),
        proposed_by=by,
    )
    record("call_extension_proposed", row, by=by, organization=row.programme.implementer, **_facts(extension))
    others = [each for each in staff_of(row.programme, Role.PROGRAMME_MANAGER) if each.pk != by.pk]
    notify(others, "call_extension_proposed", url=row.get_absolute_url(), call=row, extension=extension)
    return extension


def _check(row: Call, stage: int, new_deadline_at: datetime) -> None:
    """Refuse a deadline that is not later, or that would pass the one of the next stage."""
    sentence = ""
    if new_deadline_at <= getattr(row, FIELDS[stage]):
        sentence = _("A deadline is moved only later: choose a moment after the present one.")
    elif new_deadline_at <= clock.now():
        sentence = _("This moment has passed: choose one that lies ahead.")
    elif stage == 1 and row.full_deadline_at is not None and new_deadline_at >= row.full_deadline_at:
        sentence = _("The full application comes after the concept note: move the deadline of the full one first.")
    if sentence:
        raise Refusal(sentence, fields={"new_deadline_at": sentence})


def _facts(extension: DeadlineExtension) -> dict[str, object]:
    return {
        "stage": extension.stage,
        "from": extension.old_deadline_at.isoformat(),
        "to": extension.new_deadline_at.isoformat(),
    }


def _waiting(extension: DeadlineExtension) -> tuple[Call, DeadlineExtension]:
    row = locked_call(extension.call)
    waiting = DeadlineExtension.objects.select_for_update().get(pk=extension.pk)
    waiting.call = row
    return row, waiting


@transaction.atomic
def approve_extension(extension: DeadlineExtension, *, by: User) -> Call:
    """Move the deadline, for everyone and at once, in a public version, and tell all who have begun an application."""
    row, waiting = _waiting(extension)
    if not by.has_perm("grants.approve_extension", waiting):
        raise NotAllowed(_("Another programme manager than the one who proposed it approves an extension."))
    if not waiting.is_waiting:
        raise NotNow(_("This extension is decided already."))
    if waiting.stage not in row.movable_stages():
        raise NotNow(_("The deadline has passed: it cannot be moved any more."))
    _check(row, waiting.stage, waiting.new_deadline_at)
    waiting.approved_at, waiting.approved_by = clock.now(), by
    waiting.save(update_fields=["approved_at", "approved_by"])
    freeze_before(row, by=by)
    setattr(row, FIELDS[waiting.stage], waiting.new_deadline_at)
    row.save(update_fields=[FIELDS[waiting.stage]])
    freeze_call(row, by=waiting.proposed_by, reason=waiting.reason, approved_by=by)
    record("call_extended", row, by=by, organization=row.programme.implementer, **_facts(waiting))
    notify(people_of_applicants(row), "call_extended", url=row.get_absolute_url(), call=row, extension=waiting)
    return row


@transaction.atomic
def drop_extension(extension: DeadlineExtension, *, by: User) -> Call:
    """Drop a proposed deadline; the present one stays."""
    row, waiting = _waiting(extension)
    if not by.has_perm("grants.extend_call", row):
        raise NotAllowed(_("Only programme managers and grants officers of the implementer extend its calls."))
    if not waiting.is_waiting:
        raise NotNow(_("This extension is decided already."))
    waiting.dropped_at, waiting.dropped_by = clock.now(), by
    waiting.save(update_fields=["dropped_at", "dropped_by"])
    record("call_extension_dropped", row, by=by, organization=row.programme.implementer, **_facts(waiting))
    return row
