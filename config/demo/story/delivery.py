"""Chapter 6: three agreements, their payments by two people, their reports line by line, and one refund."""

from datetime import date
from decimal import Decimal

from config.demo.story.papers import paper
from config.demo.story.stage import Stage
from grants.actions.agreements.drafting import accept_agreement, offer_agreement
from grants.actions.agreements.expenditure import Spent, add_lines
from grants.actions.agreements.expenditure_decisions import accept_pending_lines, reduce_line, return_line
from grants.actions.agreements.financial_reports import accept_report, begin_report, return_report, submit_report
from grants.actions.agreements.life import activate_agreement
from grants.actions.agreements.publishing import publish_agreement
from grants.actions.agreements.signatures import record_signature
from grants.actions.agreements.terms import PlannedCondition, PlannedTranche, set_tranches
from grants.actions.agreements.tranches import release_tranche
from grants.actions.money.bank_accounts import check_bank_account
from grants.actions.money.bank_proofs import BankProof
from grants.actions.money.disbursements import approve_payment, confirm_receipt, prepare_payment, record_paid
from grants.actions.money.refunds import approve_refund, record_refund
from grants.exchange import Rate
from grants.models import (
    Agreement,
    Award,
    BankAccount,
    BudgetLine,
    ConditionKind,
    Disbursement,
    FinancialReport,
    Tranche,
)
from grants.queries.money.rates import rate_on
from kernel.money import Money

PEOPLE = {"casa-mare": "elena", "pas-cu-pas": "olga", "roata": "petru"}
EUR, MDL = "EUR", "MDL"
SPENT = [
    (0, "Salarii asistent social", "STAT-04", "41.20"),
    (0, "Salarii îngrijitor", "STAT-05", "39.60"),
    (1, "Mese și dulapuri", "FACT-118", "84.00"),
    (1, "Covor anti-alunecare", "FACT-131", "12.50"),
    (2, "Alimente, luna întâi", "BON-0771", "18.35"),
    (2, "Materiale pentru lecții", "BON-0802", "9.80"),
]


def tell(stage: Stage, awards: list[Award]) -> dict[str, Agreement]:
    """Three grants at three points: a returned report, a payment to approve, a payment to prepare."""
    agreements = {}
    for number, award in enumerate(awards):
        key = award.application.organization.slug
        agreements[key] = bring_into_force(stage, award, key)
        account = checked_account(stage, key)
        pay(stage, agreements[key], 1, account, 250 - number)
    returned_report(stage, agreements["casa-mare"])
    accepted_report(stage, agreements["roata"], "roata", 58)
    reduced_report(stage, agreements["pas-cu-pas"])
    refund(stage, agreements["pas-cu-pas"])
    release(stage, agreements["roata"], 4)
    prepare_second(stage, agreements["pas-cu-pas"])
    return agreements


def bring_into_force(stage: Stage, award: Award, key: str) -> Agreement:
    """Offered, accepted, signed on paper by both sides, active and published."""
    ion, ana, signatory = stage.people["ion"], stage.people["ana"], stage.people[PEOPLE[key]]
    agreement = Agreement.objects.get(award=award)
    plan_tranches(stage, agreement)
    with stage.at(268):
        agreement = offer_agreement(agreement, by=ion)
    with stage.at(266):
        agreement = accept_agreement(agreement, by=signatory)
    with stage.at(262):
        sides = [("implementer", ana, stage.organizations["podul"]), ("grantee", signatory, stage.organizations[key])]
        for side, person, organization in sides:
            signed = paper(f"Contract {agreement.reference} {side}", of=organization, by=person)
            record_signature(agreement, side=side, kind="ink", signed_on=stage.day(262), document=signed, by=person)
    with stage.at(260):
        agreement = activate_agreement(Agreement.objects.get(pk=agreement.pk), by=ana)
        return publish_agreement(agreement, by=ana)


def plan_tranches(stage: Stage, agreement: Agreement) -> None:
    """Most of the money at the start; the rest about now, when the first financial report is accepted."""
    first, rest = agreement.tranches.order_by("number")
    texts = {
        "ro": "Raportul financiar 1 este acceptat",
        "ru": "Финансовый отчёт 1 принят",
        "en": "Financial report 1 is accepted",
    }
    report = PlannedCondition(ConditionKind.FINANCIAL_REPORT, texts, 1)
    planned = [PlannedTranche(first.amount, stage.day(255)), PlannedTranche(rest.amount, stage.day(-5), [report])]
    with stage.at(269):
        set_tranches(agreement, planned, by=stage.people["ion"])


def checked_account(stage: Stage, key: str) -> BankAccount:
    """The account of its profile, checked by the finance officer."""
    account = BankAccount.objects.get(organization=stage.organizations[key])
    with stage.at(257):
        return check_bank_account(account, by=stage.people["mihai"])


def release(stage: Stage, agreement: Agreement, days_ago: int, number: int = 2) -> Tranche:
    """The officer hands a tranche to those who pay."""
    with stage.at(days_ago, 9):
        return release_tranche(agreement.tranches.get(number=number), by=stage.people["ion"])


def prepare(stage: Stage, tranche: Tranche, account: BankAccount, days_ago: int) -> Disbursement:
    """The finance officer prepares the payment of a whole tranche."""
    with stage.at(days_ago, 10):
        amount = Money(tranche.amount, EUR)
        return prepare_payment(tranche, amount=amount, account=account, by=stage.people["mihai"])


def pay(stage: Stage, agreement: Agreement, number: int, account: BankAccount, days_ago: int) -> None:
    """Prepared by one, approved by another, paid in lei, confirmed by the organisation."""
    tranche = release(stage, agreement, days_ago + 3, number)
    disbursement = prepare(stage, tranche, account, days_ago + 2)
    with stage.at(days_ago + 1):
        disbursement = approve_payment(disbursement, by=stage.people["galina"])
    with stage.at(days_ago):
        proof = bank_proof(stage, tranche.amount, days_ago, f"OP-{agreement.reference[-4:]}-{number}")
        disbursement = record_paid(disbursement, proof=proof, by=stage.people["mihai"])
    with stage.at(days_ago - 2):
        confirm_receipt(disbursement, by=stage.people[PEOPLE[agreement.organization.slug]])


def bank_proof(stage: Stage, amount: Decimal, days_ago: int, reference: str) -> BankProof:
    """What the bank says: the amount in lei at the demo rate of the day."""
    paid, rate = in_lei(amount, stage.day(days_ago))
    return BankProof(reference, stage.day(days_ago), paid, rate)


def write_report(stage: Stage, agreement: Agreement, days_ago: int) -> FinancialReport:
    """The first report: six invoices in lei, each with its paper."""
    key = agreement.organization.slug
    person = stage.people[PEOPLE[key]]
    lines = list(BudgetLine.objects.filter(agreement=agreement).order_by("order"))
    with stage.at(days_ago, 9):
        report = begin_report(agreement, starts_on=agreement.starts_on, ends_on=stage.day(days_ago + 10), by=person)
        rows = []
        for place, (line, what, document, share) in enumerate(SPENT):
            spent_on = stage.day(days_ago + 100 - 12 * place)
            evidence = paper(f"{document} {agreement.reference}", of=agreement.organization, by=person)
            own = (agreement.amount * Decimal(share) / 500).quantize(Decimal("0.01"))
            paid, rate = in_lei(own, spent_on)
            payee = f"Furnizor {place + 1} (demo)"
            rows.append(Spent(lines[line], spent_on, payee, document, paid, rate, what, evidence))
        add_lines(report, rows, by=person)
    with stage.at(days_ago, 17):
        return submit_report(FinancialReport.objects.get(pk=report.pk), by=person)


def in_lei(amount: Decimal, on: date) -> tuple[Money, Rate]:
    """Euro in lei at the demo rate of the day, and the rate."""
    rate = rate_on(EUR, MDL, on, source="demo")
    if rate is None:
        raise LookupError(f"The story has no rate on {on}.")
    return rate.convert(Money(amount, EUR)), rate


def returned_report(stage: Stage, agreement: Agreement) -> None:
    """Casa Mare's first report came back: one line lacks a readable paper."""
    report = write_report(stage, agreement, 22)
    mihai = stage.people["mihai"]
    with stage.at(10):
        line = report.lines.order_by("-pk")[0]
        return_line(line, reason="Bonul nu se poate citi: atașați o fotografie mai clară.", by=mihai)
        return_report(FinancialReport.objects.get(pk=report.pk), note="O linie de corectat; restul este bun.", by=mihai)


def accepted_report(stage: Stage, agreement: Agreement, key: str, days_ago: int) -> None:
    """A report accepted whole."""
    report = write_report(stage, agreement, days_ago)
    with stage.at(days_ago - 12):
        accept_pending_lines(report, by=stage.people["mihai"])
        accept_report(FinancialReport.objects.get(pk=report.pk), by=stage.people["mihai"])


def reduced_report(stage: Stage, agreement: Agreement) -> None:
    """One line is accepted for less, with the reason; the report is accepted."""
    report = write_report(stage, agreement, 70)
    mihai = stage.people["mihai"]
    with stage.at(55):
        line = report.lines.order_by("pk")[2]
        accepted = (line.reported_amount * Decimal("0.80")).quantize(Decimal("0.01"))
        reason = "Un dulap din cinci nu ține de proiect; se acceptă patru."
        reduce_line(line, accepted_amount=accepted, reason=reason, by=mihai)
        accept_pending_lines(report, by=mihai)
        accept_report(FinancialReport.objects.get(pk=report.pk), by=mihai)


def refund(stage: Stage, agreement: Agreement) -> None:
    """What was not accepted comes back to the implementer."""
    amount = Decimal("120.00")
    with stage.at(40):
        row = record_refund(
            Agreement.objects.get(pk=agreement.pk),
            amount=Money(amount, EUR),
            proof=bank_proof(stage, amount, 40, "REST-0001"),
            purpose="Partea neacceptată a facturii FACT-118",
            by=stage.people["mihai"],
        )
    with stage.at(39):
        approve_refund(row, by=stage.people["galina"])


def prepare_second(stage: Stage, agreement: Agreement) -> None:
    """The second tranche is prepared and waits for the approver."""
    tranche = release(stage, agreement, 6)
    prepare(stage, tranche, BankAccount.objects.get(organization=agreement.organization), 1)
