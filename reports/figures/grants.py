"""The public list of grants: what is published of each, and its money out of the ledger."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, Prefetch, QuerySet, Subquery
from django.utils.translation import gettext as _

from grants.models import Agreement, AgreementStatus, Keeping, LedgerEntry
from grants.queries.money.balances import with_money
from kernel import clock
from kernel.compiled import compiled
from kernel.listing import in_languages
from kernel.money import Money
from kernel.prepared import prepared
from organizations.models import Authority, Organization, PublicationLevel, TerritorialUnit

# What has no public life: not yet begun, or given up before it began.
BEFORE_ACTIVE = [
    AgreementStatus.DRAFT,
    AgreementStatus.OFFERED,
    AgreementStatus.ACCEPTED,
    AgreementStatus.SIGNED,
    AgreementStatus.CANCELLED,
]


@prepared
def public_grants() -> QuerySet[Agreement]:
    """Published agreements of published projects that have begun, newest first, as they are."""
    agreements = Agreement.objects.published().filter(programme__published_at__isnull=False)
    return agreements.exclude(status__in=BEFORE_ACTIVE).order_by(F("starts_on").desc(), "-pk")


def has_public_page(agreement: Agreement) -> bool:
    """Whether the grant is among the public ones, when its project is published; no query."""
    return agreement.is_published and agreement.status not in BEFORE_ACTIVE


@prepared
def grant_lines() -> QuerySet[Agreement]:
    """The public grants with no more than a line on another page prints: what for, how much, when, its status."""
    return public_grants().only(
        "reference", "amount", "currency", "starts_on", "ends_on", "status", *in_languages("title")
    )


@prepared
def published_grants() -> QuerySet[Agreement]:
    """The public grants with what is printed of each: parties, places, its money from the ledger, its last entry.

    The moment at which that entry was booked is `last_booked_at`; None where there is none.
    """
    booked = LedgerEntry.objects.filter(agreement=OuterRef("pk")).order_by("-booked_at").values("booked_at")
    grants = with_parties(public_grants().select_related("programme__implementer"))
    return grants.annotate(last_booked_at=Subquery(booked[:1]))


def with_parties(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Agreements with project, organisation, authority, places (`told_units`), and their money (see `with_money`)."""
    places = Prefetch("units", _units(), to_attr="told_units")
    parties = agreements.select_related("programme", "organization", "authority__organization")
    return with_money(parties.prefetch_related(places))


def _units() -> QuerySet[TerritorialUnit]:
    return TerritorialUnit.objects.order_by("name_ro", "pk").only("slug", *in_languages("name"))


@compiled
def units_of(*, agreement: Any) -> QuerySet[TerritorialUnit]:
    """The places of one agreement, as `with_parties` reads them of many."""
    return _units().filter(agreements=agreement)


def paid(agreement: Agreement) -> Money | None:
    """Disbursed less refunds, in the agreement's currency; of an agreement out of `published_grants`.

    None, never 0, where the project does not publish what it disbursed, or has copied nothing of this grant.
    """
    return _money(agreement, "disbursed", agreement.disbursed_cents)  # type: ignore[attr-defined]  # annotated


def spent(agreement: Agreement) -> Money | None:
    """Accepted expenditure of the grantee, in the agreement's currency; of an agreement out of `published_grants`.

    None, never 0, where the project does not publish what was spent, or has copied nothing of this grant.
    """
    return _money(agreement, "spent", agreement.accepted_cents)  # type: ignore[attr-defined]  # annotated


def places(agreement: Agreement) -> str:
    """Names of the places where the work is done, in the reader's language; empty where hidden or not stated.

    Of an agreement out of `with_parties`.
    """
    if agreement.publication_level == PublicationLevel.PLACE_HIDDEN:
        return ""
    return ", ".join(str(unit) for unit in agreement.told_units)  # type: ignore[attr-defined]  # prefetched


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


def leads_to_grantee(agreement: Agreement) -> bool:
    """Whether the grant's page leads to the page of its organisation.

    Who receives public money is told. But a small organisation often works where it has its seat, so that a grant
    whose place is hidden does not lead to a page that prints the seat, and that page does not list the grant. The
    organisation decides by its own level of publication whether its page prints the seat; where it does not, both lead
    to each other.
    """
    organization = grantee(agreement)
    if organization is None:
        return False
    return agreement.publication_level != PublicationLevel.PLACE_HIDDEN or not prints_place(organization)


def prints_place(organization: Organization) -> bool:
    """Whether the public page of the organisation tells its place: it has one, and did not hide it."""
    return organization.unit_id is not None and organization.publication_level != PublicationLevel.PLACE_HIDDEN


def grants_beside(organization: Organization, most: int) -> list[Agreement]:
    """The public grants that the page of the organisation lists; see `leads_to_grantee` for what stays out."""
    return _grants_beside(prints_place(organization), most, organization=organization.pk)


@compiled
def _grants_beside(prints_place: bool, most: int, *, organization: Any) -> QuerySet[Agreement]:
    grants = grant_lines().filter(organization=organization)
    return (grants.exclude(publication_level=PublicationLevel.PLACE_HIDDEN) if prints_place else grants)[:most]


def updated_on(agreement: Agreement) -> date:
    """The day of the last entry in the ledger of this grant, or of its publication when that is later.

    Of an agreement out of `published_grants`.
    """
    booked: datetime | None = agreement.last_booked_at  # type: ignore[attr-defined]  # annotated
    return clock.day_of(max(moment for moment in (agreement.published_at, booked) if moment is not None))


def _money(agreement: Agreement, column: str, cents: int | None) -> Money | None:
    keeping = agreement.programme.keeping_of(column)
    if keeping == Keeping.NOT_PUBLISHED or (keeping == Keeping.PUBLISHED and not cents):
        return None
    return Money(Decimal(cents or 0).scaleb(-2), agreement.currency)
