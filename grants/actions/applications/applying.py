"""Acts of applying: begin, submit with a receipt, withdraw."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.lifecycles import APPLICATION
from grants.models import Application, ApplicationStatus, ApplicationVersion, Call, CallStatus, Lot
from grants.queries.applications.budgets import say
from grants.queries.applications.completeness import completeness_of
from grants.queries.applications.versions import content_of
from grants.queries.calls.intake import may_apply
from grants.queries.people import people_of, staff_of
from grants.receipts import digest, new_code
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
    call = Call.objects.select_for_update(of=("self",)).select_related("programme").get(pk=call.pk)
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


def submit_application(application: Application, *, by: User, is_declared: bool) -> ApplicationVersion:
    """Submit a complete application before the deadline and return its frozen version with the receipt.

    The moment that decides is the one at which this act starts, before it waits for any lock; it is kept as
    `submitted_at`. Late, incomplete or undeclared: refused, and the draft stays as it is.
    """
    moment = clock.now()
    with transaction.atomic():
        return _submit(application, by=by, is_declared=is_declared, moment=moment)


def _submit(application: Application, *, by: User, is_declared: bool, moment: datetime) -> ApplicationVersion:
    rows = Application.objects.select_for_update(of=("self",)).select_related("call__programme", "organization")
    row = rows.get(pk=application.pk)
    APPLICATION.check(row, "submit", by=by)
    _check_in_time(row.call, moment)
    if not is_declared:
        sentence = _("Confirm the declaration: without it the application cannot be submitted.")
        raise Refusal(sentence, fields={"is_declared": sentence})
    gaps = completeness_of(row).gaps
    if gaps:
        raise Refusal(_("The application is not complete: %(gaps)s") % {"gaps": " ".join(gap.text for gap in gaps)})
    row.submitted_at, row.submitted_by = moment, by
    row.save(update_fields=["submitted_at", "submitted_by"])
    APPLICATION.make(row, "submit", by=by)
    content = content_of(row)
    version = ApplicationVersion.objects.create(
        application=row,
        number=row.versions.count() + 1,
        content=content,
        digest=digest(content),
        receipt_code=new_code(),
        submitted_at=moment,
        submitted_by=by,
    )
    facts: dict[str, Any] = {"digest": version.digest, "requested": f"{row.requested:.2f}", "currency": row.currency}
    record("application_submitted", row, by=by, organization=row.organization, **facts)
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


def _check_in_time(call: Call, moment: datetime) -> None:
    """Published, and `moment` before the deadline; that the close was recorded meanwhile does not matter."""
    if call.status not in {CallStatus.PUBLISHED, CallStatus.CLOSED} or moment >= call.deadline_at:
        raise NotNow(_("The deadline has passed: the application was not submitted. Your draft is kept as it is."))


@transaction.atomic
def withdraw_application(application: Application, *, by: User) -> Application:
    """Take an application back, as a draft or after submission, until it is decided. It stays in the record."""
    rows = Application.objects.select_for_update(of=("self",)).select_related("call__programme", "organization")
    row = rows.get(pk=application.pk)
    APPLICATION.check(row, "withdraw", by=by)
    row.withdrawn_at, row.withdrawn_by = clock.now(), by
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    APPLICATION.make(row, "withdraw", by=by)
    record("application_withdrawn", row, by=by, organization=row.organization)
    if row.submitted_at:
        staff = staff_of(row.call.programme, Role.GRANTS_OFFICER)
        notify(staff, "application_withdrawn", url=row.get_absolute_url(), application=row)
    return row
