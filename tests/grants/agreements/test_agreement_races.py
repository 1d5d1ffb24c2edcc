"""Two people at the same moment: two approvers, two payers, two acceptances. Real threads, PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from grants.actions.agreements.expenditure_decisions import accept_pending_lines
from grants.actions.agreements.financial_reports import accept_report
from grants.actions.agreements.tranches import release_tranche
from grants.actions.money.bank_accounts import add_bank_account
from grants.actions.money.disbursements import approve_payment, prepare_payment, record_paid
from grants.actions.money.refunds import OverPaid, approve_refund
from grants.models import Disbursement, LedgerEntry
from grants.queries.agreements.integrity import broken_expenditure, broken_payments
from kernel.money import Money
from kernel.refusals import NotNow, Refusal
from tests.factories.grants.agreements import active, member_of
from tests.factories.grants.financial_reports import submitted
from tests.factories.grants.payments import IBANS, bank_proof, checked_account, paid, prepared, recorded_refund

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def together(*acts: Callable[[], object]) -> list[str]:
    """Start the acts at one moment in threads of their own; "done" or the name of the refusal for each, sorted."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            barrier.wait(timeout=20)
            act()
        except Refusal as refusal:
            return type(refusal).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def test_two_approvers_of_one_payment():
    agreement, team = active()
    payment = prepared(agreement, team)
    second = member_of(team.implementer, "finance_approver")
    said = together(lambda: approve_payment(payment, by=team.approver), lambda: approve_payment(payment, by=second))
    assert said == [NotNow.__name__, "done"]


def test_two_payers_prepare_one_tranche():
    agreement, team = active()
    tranche = release_tranche(agreement.tranches.get(number=1), by=team.officer)
    account = checked_account(team)
    second = member_of(team.implementer, "finance_officer")
    money = Money(tranche.amount, "EUR")
    said = together(
        lambda: prepare_payment(tranche, amount=money, account=account, by=team.finance),
        lambda: prepare_payment(tranche, amount=money, account=account, by=second),
    )
    assert said == ["AlreadyPaying", "done"]
    assert Disbursement.objects.live().count() == 1


def test_two_payers_record_one_payment():
    agreement, team = active()
    payment = approve_payment(prepared(agreement, team), by=team.approver)
    second = member_of(team.implementer, "finance_officer")
    proof = bank_proof(payment)
    said = together(
        lambda: record_paid(payment, proof=proof, by=team.finance), lambda: record_paid(payment, proof=proof, by=second)
    )
    assert said == [NotNow.__name__, "done"]
    assert LedgerEntry.objects.filter(kind="disbursement").count() == 1
    assert list(broken_payments()) == []


def test_two_people_add_one_bank_account():
    _agreement, team = active()
    facts = {"iban": IBANS[0], "holder": "Podul", "bank_name": "Banca", "currency": "MDL"}
    said = together(
        lambda: add_bank_account(team.grantee, by=team.accountant, **facts),
        lambda: add_bank_account(team.grantee, by=team.representative, **facts),
    )
    assert said == [NotNow.__name__, "done"]
    assert team.grantee.bank_accounts.count() == 1


def test_two_officers_accept_one_report():
    agreement, team = active()
    report = submitted(agreement, team, "100.00", "200.00")
    accept_pending_lines(report, by=team.finance)
    said = together(lambda: accept_report(report, by=team.finance), lambda: accept_report(report, by=team.officer))
    assert said == [NotNow.__name__, "done"]
    assert LedgerEntry.objects.filter(kind="expenditure").count() == 2
    assert list(broken_expenditure()) == []


def test_two_refunds_that_fit_only_one_at_a_time():
    agreement, team = active()
    paid(agreement, team)
    first, second = recorded_refund(agreement, team, "4000.00"), recorded_refund(agreement, team, "4000.00")
    other = member_of(team.implementer, "finance_approver")
    said = together(lambda: approve_refund(first, by=team.approver), lambda: approve_refund(second, by=other))
    assert said == [OverPaid.__name__, "done"]
