"""Agreements with their tranches, the ledger behind them, and the record; all of it published."""

from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from random import Random

from django.contrib.contenttypes.models import ContentType

from cms.receivers import make_call_pages
from grants.models import (
    Agreement,
    AgreementStatus,
    Call,
    CallStatus,
    EntryKind,
    LedgerEntry,
    Programme,
    Spender,
    Tranche,
    TrancheStatus,
)
from kernel import clock
from organizations.models import Activity, Authority, Organization, TerritorialUnit, User

BATCH = 2000
KINDS = [EntryKind.COMMITMENT, EntryKind.DISBURSEMENT, EntryKind.EXPENDITURE, EntryKind.DISBURSEMENT]


def make_agreements(
    programme: Programme, grantees: list[Organization], authorities: list[Authority], number: int, people: list[User]
) -> list[Agreement]:
    """`number` active agreements of 10,000, each with two tranches, a place and, one in three, an authority."""
    now, units = clock.now(), list(TerritorialUnit.objects.order_by("pk")[:100])
    agreements = Agreement.objects.bulk_create(
        [
            Agreement(
                programme=programme,
                organization=grantees[place % len(grantees)],
                reference=f"AGR-2026-{place:05d}",
                title_ro=f"Grantul {place}",
                title_en=f"Grant {place}",
                authority=authorities[place % len(authorities)] if place % 3 == 0 else None,
                currency=programme.currency,
                amount=Decimal(10_000),
                starts_on=clock.today() - timedelta(days=place % 700),
                ends_on=clock.today() + timedelta(days=200),
                status=AgreementStatus.ACTIVE,
                drafted_by=people[0],
                activated_at=now,
                activated_by=people[1],
                published_at=now,
                published_by=people[1],
            )
            for place in range(number)
        ],
        batch_size=BATCH,
    )
    Tranche.objects.bulk_create(
        [
            Tranche(
                agreement=agreement,
                number=place,
                amount=Decimal(5_000),
                due_on=clock.today() + timedelta(days=30 * place),
                status=TrancheStatus.PAID if place == 1 else TrancheStatus.PLANNED,
            )
            for agreement in agreements
            for place in (1, 2)
        ],
        batch_size=BATCH,
    )
    link = Agreement.units.through
    link.objects.bulk_create(
        [link(agreement=each, territorialunit=units[place % len(units)]) for place, each in enumerate(agreements)],
        batch_size=BATCH,
    )
    return agreements


def make_ledger(agreements: list[Agreement], number: int, people: list[User], random: Random) -> None:
    """`number` entries in turn over the agreements. Their digests are made up: nothing here proves the chain."""
    before, rows = "0" * 64, []
    for place in range(number):
        agreement, kind = agreements[place % len(agreements)], KINDS[place % len(KINDS)]
        implementer, grantee = agreement.programme.implementer, agreement.organization
        is_spent = kind == EntryKind.EXPENDITURE
        amount, digest = Decimal(random.randrange(100, 500_000)) / 100, sha256(str(place).encode()).hexdigest()
        rows.append(
            LedgerEntry(
                sequence=place + 1,
                kind=kind,
                spender=Spender.GRANTEE if is_spent else "",
                programme=agreement.programme,
                agreement=agreement,
                provider=grantee if is_spent else implementer,
                receiver=None if is_spent else grantee,
                amount=amount,
                currency=agreement.currency,
                programme_amount=amount,
                programme_currency=agreement.currency,
                value_on=clock.today() - timedelta(days=random.randrange(700)),
                booked_by=people[0],
                approved_by=people[1],
                previous_digest=before,
                digest=digest,
            )
        )
        before = digest
    LedgerEntry.objects.bulk_create(rows, batch_size=BATCH)


def make_record(agreements: list[Agreement], number: int, person: User) -> None:
    """`number` lines of the record."""
    kind = ContentType.objects.get_for_model(Agreement)
    rows = [
        Activity(
            verb="agreement_activated",
            actor=person,
            content_type=kind,
            object_id=agreements[place % len(agreements)].pk,
            organization_id=agreements[place % len(agreements)].organization_id,
        )
        for place in range(number)
    ]
    Activity.objects.bulk_create(rows, batch_size=BATCH)


def open_calls(calls: list[Call]) -> None:
    """The first calls take applications until next month; each call has its pages."""
    Call.objects.filter(pk__in=[call.pk for call in calls[:4]]).update(
        status=CallStatus.PUBLISHED, deadline_at=clock.now() + timedelta(days=30)
    )
    for call in calls:
        make_call_pages(None, call)
