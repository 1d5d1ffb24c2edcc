"""Acts on calls: prepared by one person, approved by another, published, closed by the clock."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from grants.actions.calls.locks import locked_call
from grants.actions.calls.versions import freeze_call, with_reason
from grants.lifecycles import CALL
from grants.models import Call, CallKind, CallSection, CallStatus
from grants.queries.calls.hurdles import gaps_of
from grants.queries.calls.intake import people_of_applicants
from grants.queries.calls.lots import lots_fault
from grants.queries.people import people_of
from kernel import clock
from kernel.references import next_reference
from kernel.refusals import NotAllowed, NotNow, Refusal
from kernel.registries import call_published
from organizations.actions.activity import record
from organizations.models import Role, TerritorialUnit, User
from organizations.notifications import notify

FACTS = [field.name for field in Call._meta.concrete_fields if field.editable and not field.primary_key]


@transaction.atomic
def prepare_call(call: Call, *, by: User, units: Iterable[TerritorialUnit] = ()) -> Call:
    """Store a new call, not saved before, as a draft with a reference and a first empty section of its form."""
    if not by.has_perm("grants.create_call", call.programme):
        raise NotAllowed(_("Only programme managers and grants officers of the implementer prepare its calls."))
    call.reference = next_reference("CALL")
    call.created_by = call.changed_by = by
    call.created_at = call.changed_at = clock.now()
    call.save()
    call.units.set(units)
    CallSection.objects.create(call=call, title_ro="Proiectul", title_ru="Проект", title_en="The project")
    record("call_prepared", call, by=by, organization=call.programme.implementer, reference=call.reference)
    return call


def check_draft(call: Call, *, by: User) -> Call:
    """The locked row of `call`, if `by` may change it and it is a draft; otherwise a refusal that says why."""
    row = locked_call(call)
    if not by.has_perm("grants.change_call", row):
        raise NotAllowed(_("Only programme managers and grants officers of the implementer change its calls."))
    if row.status != CallStatus.DRAFT:
        raise NotNow(_("An approved call is not changed: take it back to draft first."))
    return row


def _check_money(call: Call) -> None:
    too_much = lots_fault(call)
    if too_much:
        raise Refusal(too_much, fields={"envelope": too_much})


@transaction.atomic
def revise_call(call: Call, *, by: User, units: Iterable[TerritorialUnit] | None = None) -> Call:
    """Store the changed facts of a draft. Who changes it last does not approve it."""
    check_draft(call, by=by)
    _check_money(call)
    call.changed_at, call.changed_by = clock.now(), by
    call.save(update_fields=[*FACTS, "folded", "changed_at", "changed_by"])
    if units is not None:
        call.units.set(units)
    record("call_revised", call, by=by, organization=call.programme.implementer)
    return call


@transaction.atomic
def approve_call(call: Call, *, by: User) -> Call:
    """Approve a complete draft; never by a person who prepared it or changed it last."""
    row = locked_call(call)
    CALL.check(row, "approve", by=by)
    gaps = gaps_of(row)
    if gaps:
        raise Refusal(_("The call is not complete: %(gaps)s") % {"gaps": " ".join(gaps)})
    row.approved_at, row.approved_by = clock.now(), by
    row.save(update_fields=["approved_at", "approved_by"])
    CALL.make(row, "approve", by=by)
    record("call_approved", row, by=by, organization=row.programme.implementer)
    notify([row.created_by], "call_approved", url=row.get_absolute_url(), call=row)
    return row


@transaction.atomic
def reopen_call(call: Call, *, by: User) -> Call:
    """Take an approved, unpublished call back to draft; it must be approved again."""
    row = CALL.make(locked_call(call), "reopen", by=by)
    row.approved_at = row.approved_by = None
    row.changed_at, row.changed_by = clock.now(), by
    row.save(update_fields=["approved_at", "approved_by", "changed_at", "changed_by"])
    record("call_reopened", row, by=by, organization=row.programme.implementer)
    return row


@transaction.atomic
def publish_call(call: Call, *, by: User) -> Call:
    """Publish an approved call: from now until the deadline it takes applications; its public pages go live with it."""
    row = locked_call(call)
    CALL.check(row, "publish", by=by)
    if row.deadline_at <= clock.now():
        raise Refusal(
            _("The deadline has passed: take the call back to draft and set a later one."),
            fields={"deadline_at": _("The deadline has passed.")},
        )
    row.published_at, row.published_by = clock.now(), by
    row.save(update_fields=["published_at", "published_by"])
    CALL.make(row, "publish", by=by)
    freeze_call(row, by=by, approved_by=row.approved_by)
    call_published.send(sender=Call, call=row)
    record("call_published", row, by=by, organization=row.programme.implementer, deadline=row.deadline_at.isoformat())
    if row.kind == CallKind.DIRECT:
        invited = people_of(row.invited.values("pk"), Role.REPRESENTATIVE)
        notify(invited, "call_invitation", url=row.get_absolute_url(), call=row)
    return row


@transaction.atomic
def close_call(call: Call) -> Call:
    """Record that the deadline has passed. Applications were refused from that second on, recorded or not."""
    row = locked_call(call)
    if row.is_open:
        raise NotNow(_("The call is still open."))
    CALL.make(row, "close", by=None)
    record("call_closed", row, by=None, organization=row.programme.implementer, deadline=row.deadline_at.isoformat())
    return row


def close_due_calls() -> list[Call]:
    """Record the close of every call whose deadline has passed; those that somebody else just closed are left."""
    due = Call.objects.filter(status=CallStatus.PUBLISHED, deadline_at__lte=clock.now()).order_by("deadline_at", "pk")
    closed = []
    for call in due:
        try:
            closed.append(close_call(call))
        except NotNow:
            continue
    return closed


@transaction.atomic
def start_review(call: Call, *, by: User) -> Call:
    """Begin the review of a call whose deadline has passed; the close is recorded first where it was not."""
    row = locked_call(call)
    if row.status == CallStatus.PUBLISHED and row.is_over:
        row = close_call(row)
    CALL.make(row, "start_review", by=by)
    record("call_review_started", row, by=by, organization=row.programme.implementer)
    return row


@transaction.atomic
def archive_call(call: Call, *, by: User) -> Call:
    """Put a decided call away; it stays readable."""
    row = CALL.make(locked_call(call), "archive", by=by)
    record("call_archived", row, by=by, organization=row.programme.implementer)
    return row


@transaction.atomic
def cancel_call(call: Call, *, by: User, reason: str) -> Call:
    """Cancel a call that is not decided, with the reason, which everyone who has begun or submitted is told."""
    row = locked_call(call)
    CALL.check(row, "cancel", by=by)
    row.cancelled_at, row.cancelled_by, row.cancelled_reason = clock.now(), by, with_reason(reason)
    row.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_reason"])
    CALL.make(row, "cancel", by=by)
    record("call_cancelled", row, by=by, organization=row.programme.implementer)
    notify(people_of_applicants(row), "call_cancelled", url=row.get_absolute_url(), call=row)
    return row
