"""The public list of grants: what is published of each, and its money out of the ledger."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import F, Prefetch, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from grants.models import Agreement, AgreementStatus, LedgerEntry
from grants.queries.balances import with_money
from kernel import clock
from kernel.money import Money
from organizations.models import Authority, Organization, PublicationLevel, TerritorialUnit

# What has no public life: not yet begun, or given up before it began.
BEFORE_ACTIVE = [
    AgreementStatus.DRAFT,
    AgreementStatus.OFFERED,
    AgreementStatus.ACCEPTED,
    AgreementStatus.SIGNED,
    AgreementStatus.CANCELLED,
]


def public_grants() -> QuerySet[Agreement]:
    """Published agreements of published projects that have begun, newest first, as they are."""
    agreements = Agreement.objects.published().filter(programme__published_at__isnull=False)
    return agreements.exclude(status__in=BEFORE_ACTIVE).order_by(F("starts_on").desc(), "-pk")


def published_grants() -> QuerySet[Agreement]:
    """The public grants with what the list prints of each.

    `year` is the year in which the grant begins; `disbursed_cents` and `accepted_cents` are its money from the ledger.
    """
    agreements = (
        public_grants()
        .select_related("programme__implementer", "organization", "authority__organization")
        .prefetch_related(Prefetch("units", TerritorialUnit.objects.order_by("name_ro", "pk")))
        .annotate(year=ExtractYear("starts_on"))
    )
    return with_money(agreements)


def paid(agreement: Agreement) -> Money:
    """Disbursed less refunds, in the agreement's currency; of an agreement out of `published_grants`."""
    return _money(agreement, "disbursed_cents")


def spent(agreement: Agreement) -> Money:
    """Accepted expenditure of the grantee, in the agreement's currency; of an agreement out of `published_grants`."""
    return _money(agreement, "accepted_cents")


def places(agreement: Agreement) -> str:
    """Names of the places where the work is done, in the reader's language; empty where hidden or not stated."""
    if agreement.publication_level == PublicationLevel.PLACE_HIDDEN:
        return ""
    return ", ".join(str(unit) for unit in agreement.units.all())


def authority(agreement: Agreement) -> Authority | None:
    """The partner authority, if the public may read about it; it tells the place, and is hidden with it."""
    partner = agreement.authority
    if partner is None or agreement.publication_level == PublicationLevel.PLACE_HIDDEN:
        return None
    return partner if partner.organization.is_published else None


def authority_words(agreement: Agreement) -> str:
    """The partner authority in words; empty where there is none, "not published" where there is one to be hidden."""
    partner = authority(agreement)
    if partner is not None:
        return str(partner.organization)
    return _("not published") if agreement.authority_id is not None else ""


def grantee(agreement: Agreement) -> Organization | None:
    """The organisation, if the public may read about it."""
    return agreement.organization if agreement.organization.is_published else None


def updated_on(agreement: Agreement) -> date:
    """The day of the last entry in the ledger of this grant, or of its publication when that is later."""
    booked = LedgerEntry.objects.filter(agreement=agreement).order_by("-booked_at").values_list("booked_at", flat=True)
    moments = [moment for moment in (agreement.published_at, booked.first()) if moment is not None]
    return clock.day_of(max(moments))


def _money(agreement: Agreement, cents: str) -> Money:
    return Money(Decimal(getattr(agreement, cents) or 0).scaleb(-2), agreement.currency)
