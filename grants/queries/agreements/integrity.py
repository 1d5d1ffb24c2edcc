"""What `manage.py check_integrity` proves of agreements: their documents and the ledger say the same, to the cent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Case, F, Q, Sum, When

from grants.models import (
    Agreement,
    AgreementStatus,
    Disbursement,
    DisbursementStatus,
    EntryKind,
    ExpenditureLine,
    FinancialReportStatus,
    LedgerEntry,
    Refund,
    RefundStatus,
)

BEFORE = (AgreementStatus.DRAFT, AgreementStatus.CANCELLED)


def _sums(agreements: dict[int, Agreement], relation: str) -> dict[int, Decimal]:
    rows = Agreement.objects.filter(pk__in=agreements).values("pk").annotate(sum=Sum(f"{relation}__amount"))
    return {row["pk"]: row["sum"] or Decimal(0) for row in rows.order_by("pk")}


def broken_terms() -> Iterator[str]:
    """Budget lines and tranches of every agreement that was offered sum to its amount."""
    agreements = Agreement.objects.exclude(status__in=BEFORE).in_bulk()
    lines, tranches = _sums(agreements, "budget_lines"), _sums(agreements, "tranches")
    for key, agreement in sorted(agreements.items()):
        for name, sums in (("budget lines", lines), ("tranches", tranches)):
            if sums[key] != agreement.amount:
                yield f"{agreement.reference}: {name} sum to {sums[key]}, the agreement is {agreement.amount}."


def broken_commitments() -> Iterator[str]:
    """An agreement in force has exactly one commitment in the ledger, of its amount; no other has one."""
    committed = {
        row["agreement"]: row["sum"]
        for row in LedgerEntry.objects.in_force()
        .filter(kind=EntryKind.COMMITMENT, agreement__isnull=False)
        .values("agreement")
        .annotate(sum=Sum(_own_amount()))
        .order_by("agreement")
    }
    for agreement in Agreement.objects.order_by("pk"):
        wanted = agreement.amount if agreement.activated_at else Decimal(0)
        found = committed.get(agreement.pk, Decimal(0))
        if found != wanted:
            yield f"{agreement.reference}: committed in the ledger {found}, by the agreement {wanted}."


def _own_amount() -> Case:
    """The amount of an entry in the currency of its agreement."""
    return Case(When(currency=F("agreement__currency"), then=F("amount")), default=F("programme_amount"))


def broken_payments() -> Iterator[str]:
    """No payment is more than its tranche; paid ones stand in the ledger as they are, reversed ones do not count."""
    over = Disbursement.objects.live().filter(amount__gt=F("tranche__amount"))
    for each in over.order_by("pk"):
        yield f"{each.reference}: more than its tranche."
    in_force = Q(entry__reversed_by__isnull=True, entry__reverses__isnull=True)
    paid = Q(status=DisbursementStatus.PAID)
    right = in_force & Q(entry__amount=F("amount")) | in_force & Q(entry__programme_amount=F("amount"))
    for each in Disbursement.objects.filter(paid).exclude(right).order_by("pk"):
        yield f"{each.reference}: the ledger says otherwise."
    for each in Disbursement.objects.filter(~paid, entry__isnull=False).filter(in_force).order_by("pk"):
        yield f"{each.reference}: not paid, but in force in the ledger."
    orphans = LedgerEntry.objects.in_force().filter(kind=EntryKind.DISBURSEMENT, agreement__isnull=False)
    for entry in orphans.filter(disbursement__isnull=True).order_by("sequence"):
        yield f"Ledger entry {entry.sequence}: a payment under an agreement without its document."


def broken_refunds() -> Iterator[str]:
    """Approved refunds stand in the ledger as they are, others do not."""
    in_force = Q(entry__reversed_by__isnull=True, entry__reverses__isnull=True)
    approved = Q(status=RefundStatus.APPROVED)
    right = in_force & (Q(entry__amount=F("amount")) | Q(entry__programme_amount=F("amount")))
    for each in Refund.objects.filter(approved).exclude(right).order_by("pk"):
        yield f"{each.reference}: the ledger says otherwise."
    for each in Refund.objects.filter(~approved, entry__isnull=False).filter(in_force).order_by("pk"):
        yield f"{each.reference}: not approved, but in force in the ledger."


def broken_expenditure() -> Iterator[str]:
    """Lines of accepted reports stand in the ledger with what was accepted of them; other lines do not."""
    accepted = Q(report__status=FinancialReportStatus.ACCEPTED)
    lines = ExpenditureLine.objects.select_related("entry", "report__agreement").order_by("pk")
    for line in lines.filter(accepted, accepted_amount__gt=0):
        entry = line.entry
        if entry is None or line.accepted_amount not in {entry.amount, entry.programme_amount}:
            yield f"{line.report}, line {line.pk}: the ledger says otherwise."
    for line in lines.filter(~accepted | Q(accepted_amount=0), entry__isnull=False):
        yield f"{line.report}, line {line.pk}: not accepted, but in the ledger."
