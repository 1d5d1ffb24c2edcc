"""What the acts on agreements write into the ledger; the only place of this part that posts."""

from datetime import date
from decimal import Decimal

from grants.actions.money.ledger import post_entry
from grants.models import Agreement, Disbursement, EntryKind, ExpenditureLine, LedgerEntry, Refund, Spender
from kernel import clock
from kernel.money import Money
from organizations.models import User


def book_commitment(agreement: Agreement, *, by: User) -> LedgerEntry:
    """The whole amount, on the day on which the agreement becomes active."""
    return post_entry(
        kind=EntryKind.COMMITMENT,
        programme=agreement.programme,
        agreement=agreement,
        provider=agreement.programme.implementer,
        receiver=agreement.organization,
        amount=Money(agreement.amount, agreement.currency),
        value_on=clock.today(),
        by=by,
    )


def book_decommitment(agreement: Agreement, amount: Decimal, *, by: User) -> LedgerEntry:
    """What will never be paid, on the day on which the agreement ends."""
    return post_entry(
        kind=EntryKind.DECOMMITMENT,
        programme=agreement.programme,
        agreement=agreement,
        provider=agreement.programme.implementer,
        receiver=agreement.organization,
        amount=Money(amount, agreement.currency),
        value_on=clock.today(),
        by=by,
    )


def book_disbursement(disbursement: Disbursement, *, paid_on: date, by: User) -> LedgerEntry:
    """The payment in the agreement's currency, on its value date `paid_on`; what the bank moved stands there."""
    agreement = disbursement.tranche.agreement
    return post_entry(
        kind=EntryKind.DISBURSEMENT,
        programme=agreement.programme,
        agreement=agreement,
        tranche=disbursement.tranche,
        provider=agreement.programme.implementer,
        receiver=agreement.organization,
        amount=Money(disbursement.amount, agreement.currency),
        value_on=paid_on,
        by=by,
        approved_by=disbursement.approved_by,
    )


def book_expenditure(line: ExpenditureLine, amount: Decimal, *, by: User) -> LedgerEntry:
    """The accepted part of one line, on the day on which it was spent; `amount` is greater than zero."""
    agreement = line.report.agreement
    return post_entry(
        kind=EntryKind.EXPENDITURE,
        spender=Spender.GRANTEE,
        programme=agreement.programme,
        agreement=agreement,
        budget_line=line.budget_line,
        provider=agreement.organization,
        amount=Money(amount, agreement.currency),
        value_on=line.spent_on,
        evidence=line.evidence,
        by=by,
    )


def book_refund(refund: Refund, *, approved_by: User) -> LedgerEntry:
    """The money that came back, in the agreement's currency, on its value date."""
    agreement = refund.agreement
    return post_entry(
        kind=EntryKind.REFUND,
        programme=agreement.programme,
        agreement=agreement,
        provider=agreement.organization,
        receiver=agreement.programme.implementer,
        amount=Money(refund.amount, agreement.currency),
        value_on=refund.received_on,
        evidence=refund.evidence,
        by=refund.recorded_by,
        approved_by=approved_by,
    )
