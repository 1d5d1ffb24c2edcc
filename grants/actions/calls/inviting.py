"""Acts on who is invited to a call by invitation, while it is a draft."""

from django.db import transaction
from django.utils.translation import gettext as _

from grants.actions.calls.life import check_draft
from grants.models import Call, CallKind
from grants.queries.calls.inviting import may_be_invited
from kernel import clock
from kernel.refusals import NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import Organization, User


def _changed(call: Call, *, by: User) -> None:
    call.changed_at, call.changed_by = clock.now(), by
    call.save(update_fields=["changed_at", "changed_by"])


@transaction.atomic
def invite_organization(call: Call, organization: Organization, *, by: User) -> Call:
    """Name one that may apply; it is told when the call is published. Done twice it stands there once."""
    row = check_draft(call, by=by)
    if row.kind != CallKind.DIRECT:
        raise NotNow(_("The call is open to everyone eligible: make it one by invitation first, in its facts."))
    if not may_be_invited(row).filter(pk=organization.pk).exists():
        reason = _("%(organization)s cannot apply to this call: look at who may apply, in its facts.")
        raise Refusal(reason % {"organization": organization})
    row.invited.add(organization)
    _changed(row, by=by)
    record("call_invited", row, by=by, organization=row.programme.implementer, invited=organization.pk)
    return row


@transaction.atomic
def take_back_invitation(call: Call, organization: Organization, *, by: User) -> Call:
    """The organisation may not apply after all; nobody had been told yet."""
    row = check_draft(call, by=by)
    row.invited.remove(organization)
    _changed(row, by=by)
    record("call_invitation_taken_back", row, by=by, organization=row.programme.implementer, invited=organization.pk)
    return row
