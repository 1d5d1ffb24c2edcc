"""Bank accounts, payments and refunds, made by the acts."""

from datetime import date
from decimal import Decimal

from grants.actions.agreements.tranches import release_tranche
from grants.actions.money.bank_accounts import add_bank_account, check_bank_account
from grants.actions.money.bank_proofs import BankProof
from grants.actions.money.disbursements import approve_payment, prepare_payment, record_paid
from grants.actions.money.refunds import record_refund
from grants.exchange import Rate
from grants.models import Agreement, BankAccount, Disbursement, RateSource, Refund, Tranche
from kernel import clock
from kernel.money import Money
from tests.factories.grants.agreements import Team

# Valid check digits; no bank knows these accounts.
IBANS = ("MD24AG000225100013104168", "MD47EX0000000123456789AB", "RO49AAAA1B31007593840000")
RATE = Decimal("19.4876")


def rate_of(day: date, rate: Decimal = RATE) -> Rate:
    """One euro in lei, for the demo."""
    return Rate("EUR", "MDL", rate, day, RateSource.DEMO)


def checked_account(team: Team, currency: str = "MDL", iban: str = IBANS[0]) -> BankAccount:
    """An account of the grantee that the finance officer has checked."""
    account = add_bank_account(
        team.grantee, iban=iban, holder="Asociația", bank_name="Banca", currency=currency, by=team.accountant
    )
    return check_bank_account(account, by=team.finance)


def released(agreement: Agreement, team: Team, number: int = 1) -> Tranche:
    """A tranche handed to those who pay."""
    return release_tranche(agreement.tranches.get(number=number), by=team.officer)


def prepared(agreement: Agreement, team: Team, number: int = 1, amount: str = "") -> Disbursement:
    """A payment that waits for approval; the tranche is released first where it is not."""
    tranche = agreement.tranches.get(number=number)
    if tranche.status == "planned":
        tranche = released(agreement, team, number)
    account = team.grantee.bank_accounts.first() or checked_account(team)
    money = Money(Decimal(amount or tranche.amount), agreement.currency)
    return prepare_payment(tranche, amount=money, account=account, by=team.finance)


def bank_proof(disbursement: Disbursement, reference: str = "OP-1") -> BankProof:
    """What the bank says of a payment of today, in lei."""
    rate = rate_of(clock.today())
    own = Money(disbursement.amount, disbursement.tranche.agreement.currency)
    return BankProof(reference, clock.today(), rate.convert(own), rate)


def paid(agreement: Agreement, team: Team, number: int = 1, amount: str = "") -> Disbursement:
    """A payment approved and made today."""
    disbursement = approve_payment(prepared(agreement, team, number, amount), by=team.approver)
    return record_paid(disbursement, proof=bank_proof(disbursement), by=team.finance)


def recorded_refund(agreement: Agreement, team: Team, amount: str) -> Refund:
    """Money that came back in euro today and waits for approval."""
    money = Money(Decimal(amount), agreement.currency)
    proof = BankProof("RB-1", clock.today(), money)
    return record_refund(agreement, amount=money, proof=proof, purpose="Rest", by=team.finance)
