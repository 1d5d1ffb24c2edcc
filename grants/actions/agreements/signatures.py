"""Signatures: each side's signed document, recorded; the second one makes the agreement signed."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from grants.actions.agreements.locks import lock_agreement
from grants.lifecycles import AGREEMENT
from grants.models import Agreement, AgreementStatus, Side, Signature
from grants.queries.agreements.signatures import PERMISSIONS
from grants.queries.people import staff_of
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.actions.documents import attach
from organizations.models import Document, Role, User
from organizations.notifications import notify


@transaction.atomic
def record_signature(
    agreement: Agreement, *, side: str, kind: str, signed_on: date, document: Document, by: User
) -> Signature:
    """Record one side's signature with the document that shows it; after both, the agreement is signed.

    Each side records its own; the implementer may record the organisation's too, from a paper it holds.
    Raises NotAllowed, NotNow before acceptance or for a second signature of a side, Refusal for a date to come.
    """
    agreement = lock_agreement(agreement)
    if not any(by.has_perm(PERMISSIONS[each], agreement) for each in {Side(side), Side.IMPLEMENTER}):
        raise NotAllowed(_("You may not record this signature."))
    if agreement.status != AgreementStatus.ACCEPTED:
        raise NotNow(
            _("Signatures are recorded after the organisation has accepted the terms; the status is “%(status)s”.")
            % {"status": agreement.get_status_display()}
        )
    if signed_on > clock.today():
        reason = _("A signature cannot be dated in the future.")
        raise Refusal(reason, fields={"signed_on": reason})
    if agreement.signatures.filter(side=side).exists():
        raise NotNow(_("The signature of this side is recorded already."))
    signature = Signature.objects.create(
        agreement=agreement, side=side, kind=kind, signed_on=signed_on, document=attach(document, by=by), recorded_by=by
    )
    record("agreement_signature_recorded", agreement, by=by, organization=agreement.organization, side=side)
    if agreement.signatures.count() == len(Side):
        AGREEMENT.make(agreement, "sign", by=None)
        record("agreement_signed", agreement, by=None, organization=agreement.organization)
        managers = staff_of(agreement.programme, Role.PROGRAMME_MANAGER)
        notify(managers, "agreement_signed", url=agreement.get_absolute_url(), agreement=agreement)
    return signature
