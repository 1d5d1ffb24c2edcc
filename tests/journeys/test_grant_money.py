"""The money of one grant over HTTP: draft, offer, signatures, payment by two people, report, reduction, refund."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from grants.models import Agreement, Disbursement, ExpenditureLine, FinancialReport, Refund
from grants.queries.agreements.standing import standing_of
from grants.queries.money.balances import agreement_balance, programme_balance
from kernel import clock
from kernel.money import Money
from kernel.registries import integrity_checks
from tests.factories.grants.agreements import drafted
from tests.factories.grants.payments import IBANS, RATE
from tests.factories.organizations import PASSWORD
from tests.html import StrictClient

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def seat(user) -> StrictClient:
    """A person at their own desk, who has just shown that it is them."""
    client = StrictClient()
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def url(name: str, *args) -> str:
    return reverse(f"grants:{name}", args=args)


def do(client: StrictClient, address: str, **data) -> None:
    """Open the page, send its form, and land where the act is done."""
    if "/moves/" not in address:
        assert client.get(address).status_code == 200
    response = client.post(address, data)
    assert response.status_code == 302, response.content.decode()
    assert client.get(response["Location"]).status_code == 200


def pdf(name: str = "paper.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def sign(agreement: Agreement, desks: dict) -> None:
    do(desks["officer"], url("agreement_move", agreement.pk, "offer"))
    do(desks["representative"], url("agreement_move", agreement.pk, "accept"))
    day = clock.today().isoformat()
    for name, side in (("representative", "grantee"), ("officer", "implementer")):
        facts = {"side": side, "kind": "ink", "signed_on": day, "file": pdf()}
        do(desks[name], url("agreement_signature", agreement.pk), **facts)
    do(desks["manager"], url("agreement_move", agreement.pk, "activate"))


def pay(agreement: Agreement, desks: dict) -> Disbursement:
    do(desks["officer"], url("tranche_move", agreement.tranches.get(number=1).pk, "release"))
    organization = agreement.organization
    do(
        desks["accountant"],
        url("bank_account_new", organization.slug),
        iban=IBANS[0],
        holder="Asociația",
        bank_name="Banca",
        currency="MDL",
    )
    account = organization.bank_accounts.get()
    do(desks["finance"], url("bank_account_check", account.pk))
    tranche = agreement.tranches.get(number=1)
    do(desks["finance"], url("disbursement_new", tranche.pk), amount="7000.00", account=account.pk)
    payment = Disbursement.objects.get()
    assert desks["finance"].post(url("disbursement_move", payment.pk, "approve")).status_code == 403
    do(desks["approver"], url("disbursement_move", payment.pk, "approve"))
    day = clock.today().isoformat()
    do(
        desks["finance"],
        url("disbursement_pay", payment.pk),
        bank_reference="OP-17",
        paid_on=day,
        paid_amount="136413.20",
        paid_currency="MDL",
        rate="19.4876",
        rate_on=day,
        rate_source="demo",
    )
    do(desks["accountant"], url("disbursement_receipt", payment.pk))
    return payment


def report(agreement: Agreement, desks: dict) -> FinancialReport:
    address = url("financialreport_new", agreement.pk)
    do(desks["accountant"], address, starts_on="2026-01-01", ends_on="2026-03-31")
    made = FinancialReport.objects.get()
    block = (
        "Linia\tData\tCui\tDocument\tPentru ce\tSuma\tValuta\n"
        "1\t05.01.2026\tSRL Birou\tF-1\tChirie\t1.948,76\tMDL\n"
        "2\t06.01.2026\tSRL Tehno\tF-2\tLaptop\t9743,80\t\n"
    )
    do(desks["accountant"], url("financialreport_paste", made.pk), block=block)
    for line in made.lines.all():
        do(desks["accountant"], url("expenditureline_file", line.pk), file=pdf(f"{line.pk}.pdf"))
    assert desks["accountant"].post(url("financialreport_move", made.pk, "submit")).status_code == 403
    do(desks["representative"], url("financialreport_move", made.pk, "submit"))
    return made


def test_money_of_one_grant_to_the_cent():
    agreement, team = drafted()
    people = ("manager", "officer", "finance", "approver", "representative", "accountant")
    desks = {name: seat(getattr(team, name)) for name in people}
    sign(agreement, desks)
    assert agreement_balance(agreement).committed == eur("10000.00")
    payment = pay(agreement, desks)
    payment.refresh_from_db()
    assert (payment.status, payment.rate) == ("paid", RATE)

    made = report(agreement, desks)
    first, second = made.lines.all()
    assert (first.reported_amount, second.reported_amount) == (Decimal("100.00"), Decimal("500.00"))
    do(desks["finance"], url("expenditureline_decide", first.pk), decision="accepted")
    facts = {"decision": "reduced", "accepted_amount": "450.25", "reason": "Without VAT"}
    do(desks["finance"], url("expenditureline_decide", second.pk), **facts)
    do(desks["finance"], url("financialreport_move", made.pk, "accept"))
    assert ExpenditureLine.objects.get(pk=second.pk).accepted_amount == Decimal("450.25")
    assert agreement.tranches.get(number=2).conditions.get().is_satisfied

    day = clock.today().isoformat()
    facts = {"paid_on": day, "paid_amount": "49.75", "paid_currency": "EUR", "bank_reference": "RB-1"}
    do(desks["finance"], url("refund_new", agreement.pk), amount="49.75", purpose="VAT", **facts)
    refund = Refund.objects.get()
    assert desks["finance"].post(url("refund_move", refund.pk, "approve")).status_code == 403
    do(desks["approver"], url("refund_move", refund.pk, "approve"))

    balance = agreement_balance(agreement)
    assert (balance.committed, balance.paid, balance.refunded) == (eur("10000.00"), eur("7000.00"), eur("49.75"))
    assert (balance.spent_grantee, balance.open_advance) == (eur("550.25"), eur("6400.00"))
    assert programme_balance(agreement.programme).disbursed == eur("6950.25")
    standing = standing_of(agreement)
    assert [(row.line.code, row.approved, row.paid, row.spent, row.accepted, row.left) for row in standing.lines] == [
        ("1", eur("6000.00"), eur("4170.15"), eur("100.00"), eur("100.00"), eur("5900.00")),
        ("2", eur("4000.00"), eur("2780.10"), eur("500.00"), eur("450.25"), eur("3549.75")),
    ]
    assert [fault for check in integrity_checks for fault in check.faults()] == []


def test_what_was_typed_survives_a_mistake_in_the_payment_of_a_tranche():
    agreement, team = drafted()
    people = ("manager", "officer", "finance", "approver", "representative", "accountant")
    desks = {name: seat(getattr(team, name)) for name in people}
    sign(agreement, desks)
    pay(agreement, desks)
    response = desks["finance"].get(url("disbursement_new", agreement.tranches.get(number=1).pk))
    assert response.status_code == 200
    account = team.grantee.bank_accounts.get()
    response = desks["finance"].post(
        url("disbursement_new", agreement.tranches.get(number=1).pk), {"amount": "7000.00", "account": account.pk}
    )
    text = response.content.decode()
    assert "A tranche is paid once." in text
    assert "7,000.00" in text or "7000.00" in text
    assert Disbursement.objects.count() == 1
