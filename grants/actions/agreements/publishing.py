"""Acts by which the public gets to read about an agreement, or less of it."""

from django.db import transaction
from django.utils.translation import gettext as _

from grants.actions.agreements.drafting import MissingReason
from grants.actions.agreements.locks import lock_agreement
from grants.models import Agreement
from kernel import clock
from kernel.refusals import NotAllowed, NotNow
from organizations.actions.activity import record
from organizations.models import PublicationLevel, User


def _locked(agreement: Agreement, *, by: User) -> Agreement:
    agreement = lock_agreement(agreement)
    if not by.has_perm("grants.publish_agreement", agreement):
        raise NotAllowed(_("Agreements are published by a programme manager of the implementer."))
    return agreement


@transaction.atomic
def set_publication_level(agreement: Agreement, *, level: str, reason: str, by: User) -> Agreement:
    """Say how much of the agreement the public may see. A published one is withdrawn until it is published anew.

    Less than everything needs a reason; publication is then for another person. Raises NotAllowed, MissingReason.
    """
    agreement = _locked(agreement, by=by)
    is_full = PublicationLevel(level) == PublicationLevel.FULL
    if not is_full and not reason.strip():
        raise MissingReason
    agreement.publication_level = level
    agreement.publication_reason, agreement.level_set_by = ("", None) if is_full else (reason.strip(), by)
    agreement.published_at = agreement.published_by = None
    agreement.save(
        update_fields=["publication_level", "publication_reason", "level_set_by", "published_at", "published_by"]
    )
    record("agreement_publication_level_set", agreement, by=by, organization=agreement.organization, level=str(level))
    return agreement


@transaction.atomic
def publish_agreement(agreement: Agreement, *, by: User) -> Agreement:
    """Let the public read about it; again changes nothing. Raises NotNow before it was active.

    Raises NotAllowed too for the person who chose that the public sees less: another one publishes.
    """
    agreement = _locked(agreement, by=by)
    if agreement.activated_at is None:
        raise NotNow(_("An agreement is published once it is active."))
    if agreement.publication_level != PublicationLevel.FULL and agreement.level_set_by_id == by.pk:
        raise NotAllowed(_("You chose that the public sees less of it. Another person has to publish."))
    if agreement.published_at is None:
        agreement.published_at, agreement.published_by = clock.now(), by
        agreement.save(update_fields=["published_at", "published_by"])
        record("agreement_published", agreement, by=by, organization=agreement.organization)
    return agreement


@transaction.atomic
def withdraw_publication(agreement: Agreement, *, by: User) -> Agreement:
    """Take it back from the public; again changes nothing."""
    agreement = _locked(agreement, by=by)
    if agreement.published_at is not None:
        agreement.published_at = agreement.published_by = None
        agreement.save(update_fields=["published_at", "published_by"])
        record("agreement_publication_withdrawn", agreement, by=by, organization=agreement.organization)
    return agreement
