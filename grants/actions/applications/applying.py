"""Acts of applying: begin, submit with a receipt as often as the deadline allows, withdraw."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.actions.applications.clarifications import end_open_round
from grants.actions.applications.copies import locked, locked_copy, take_over
from grants.actions.applications.submitting import demand_complete, demand_declaration, freeze
from grants.actions.calls.locks import locked_call
from grants.lifecycles import APPLICATION
from grants.models import (
    SECOND_STAGE,
    Application,
    ApplicationStatus,
    ApplicationVersion,
    Call,
    CallStatus,
    CopyPurpose,
    Lot,
    VersionKind,
)
from grants.queries.applications.budgets import say
from grants.queries.calls.intake import may_apply
from grants.queries.people import free_of_conflict, people_of, staff_of
from grants.rules.applications import WRITERS
from kernel import clock
from kernel.references import next_reference
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import Organization, Role, User
from organizations.notifications import notify
from organizations.queries.memberships import holds


@transaction.atomic
def begin_application(call: Call, organization: Organization, *, by: User, lot: Lot | None = None) -> Application:
    """Begin the draft of `organization` in answer to an open call, or to a lot; one live application for each call."""
    # The lock lets the second of two who begin at once see the first.
    call = locked_call(call)
    if not holds(by, organization, *WRITERS):
        raise NotAllowed(_("Only people of the organisation begin its applications."))
    if not call.is_open:
        raise NotNow(_("The call does not take applications now."))
    if not may_apply(call, organization):
        raise Refusal(_("The call is not open to this organisation: see who may apply."))
    if call.applications.filter(organization=organization).exclude(status=ApplicationStatus.WITHDRAWN).exists():
        raise Refusal(_("The organisation already has an application to this call: continue that one."))
    if lot is not None and lot.call_id != call.pk:
        raise Refusal(_("This lot belongs to another call."), fields={"lot": _("This lot belongs to another call.")})
    application = Application.objects.create(
        call=call,
        lot=lot,
        organization=organization,
        reference=next_reference("APP"),
        created_at=clock.now(),
        created_by=by,
        saved_at=clock.now(),
        saved_by=by,
    )
    record("application_begun", application, by=by, organization=organization, call=call.reference)
    return application


def submit_application(
    application: Application, *, by: User, is_declared: bool, note: str = "", arrived_at: datetime | None = None
) -> ApplicationVersion:
    """Submit a complete draft, or working copy, before the deadline and return its frozen version with the receipt.

    The moment that decides is `arrived_at`, when the request reached the server, or the one at which this act starts,
    before it waits for any lock; it is kept as `submitted_at`. A working copy takes the place of what was submitted
    before and counts from now on. Late, incomplete or undeclared: refused, the draft stays as it is, and so does what
    was submitted. `note` says what changed.
    """
    moment = arrived_at or clock.now()
    with transaction.atomic():
        row = locked(application)
        draft = locked_copy(application, row) if application.revises_id else row
        APPLICATION.check(row, "submit_again" if application.revises_id else "submit", by=by)
        if draft.purpose == CopyPurpose.CLARIFICATION:
            raise NotNow(_("An answer to a clarification is sent on its own page."))
        _check_in_time(row, moment)
        demand_declaration(is_declared)
        demand_complete(draft)
        return _submit(row, draft, by=by, moment=moment, note=note)


def _submit(row: Application, draft: Application, *, by: User, moment: datetime, note: str) -> ApplicationVersion:
    is_again = draft.revises_id is not None
    if is_again:
        take_over(row, draft)
    row.submitted_at, row.submitted_by = moment, by
    row.save(update_fields=["submitted_at", "submitted_by"])
    APPLICATION.make(row, "submit_again" if is_again else "submit", by=by)
    kind = VersionKind.RESUBMISSION if is_again else VersionKind.SUBMISSION
    version = freeze(row, kind, by=by, moment=moment, note=note)
    facts: dict[str, Any] = {"digest": version.digest, "requested": f"{row.requested:.2f}", "currency": row.currency}
    record("application_submitted", row, by=by, organization=row.organization, version=version.number, **facts)
    people = people_of([row.organization_id], Role.REPRESENTATIVE, Role.MEMBER)
    receipt = reverse("grants:receipt", args=[row.reference])
    notify(
        people,
        "application_submitted",
        url=receipt,
        application=row,
        version=version,
        requested=say(row.requested),
    )
    return version


def _check_in_time(row: Application, moment: datetime) -> None:
    """Published, and `moment` before the deadline; that the close was recorded meanwhile does not matter."""
    taking = {CallStatus.PUBLISHED, CallStatus.CLOSED} if row.stage == 1 else SECOND_STAGE
    deadline = row.deadline_at
    if row.call.status not in taking or deadline is None or moment >= deadline:
        raise NotNow(_("The deadline has passed: the application was not submitted. Your draft is kept as it is."))


@transaction.atomic
def withdraw_application(application: Application, *, by: User, reason: str = "") -> Application:
    """Take an application back, as a draft or after submission, until it is decided. It stays in the record.

    A reason may be given and is read by the staff. Changes that were not submitted stay readable and end with it.
    """
    row = locked(application)
    APPLICATION.check(row, "withdraw", by=by)
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = clock.now(), by, reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    APPLICATION.make(row, "withdraw", by=by)
    record("application_withdrawn", row, by=by, organization=row.organization)
    end_open_round(row, by=by)
    if row.submitted_at:
        staff = free_of_conflict(staff_of(row.call.programme, Role.GRANTS_OFFICER), row)
        notify(staff, "application_withdrawn", url=row.get_absolute_url(), application=row)
    return row
