"""Financial reports with lines, made by the acts."""

from datetime import date
from decimal import Decimal
from itertools import count

from grants.actions.agreements.expenditure import Spent, add_lines
from grants.actions.agreements.expenditure_decisions import accept_pending_lines
from grants.actions.agreements.financial_reports import accept_report, begin_report, submit_report
from grants.exchange import Rate
from grants.models import Agreement, ExpenditureLine, FinancialReport
from kernel.money import Money
from tests.factories.grants.agreements import Team
from tests.factories.organizations import DocumentFactory

_numbers = count(1)


def begun(agreement: Agreement, team: Team, *, starts_on: date | None = None, ends_on: date | None = None, **facts):
    """A draft of the first quarter of 2026, unless told otherwise."""
    return begin_report(
        agreement,
        starts_on=starts_on or date(2026, 1, 1),
        ends_on=ends_on or date(2026, 3, 31),
        by=team.accountant,
        **facts,
    )


def spent(report: FinancialReport, amount: str, *, line: str = "1", currency: str = "", rate: Rate | None = None):
    """A cost of the first day of the period with a document, on the budget line with the code `line`."""
    agreement = report.agreement
    return Spent(
        budget_line=agreement.budget_lines.get(code=line),
        spent_on=report.starts_on,
        payee="Magazin",
        document_number=f"F-{next(_numbers)}",
        amount=Money(Decimal(amount), currency or agreement.currency),
        rate=rate,
        evidence=DocumentFactory(organization=agreement.organization),
    )


def line_of(report: FinancialReport, team: Team, amount: str, **facts) -> ExpenditureLine:
    """A line written into the report."""
    return add_lines(report, [spent(report, amount, **facts)], by=team.accountant)[0]


def submitted(agreement: Agreement, team: Team, *amounts: str, **period) -> FinancialReport:
    """A submitted report with one line on budget line 1 for each of `amounts`."""
    report = begun(agreement, team, **period)
    add_lines(report, [spent(report, amount) for amount in amounts], by=team.accountant)
    return submit_report(report, by=team.representative)


def accepted(agreement: Agreement, team: Team, *amounts: str, **period) -> FinancialReport:
    """A report accepted as it was submitted."""
    report = submitted(agreement, team, *amounts, **period)
    accept_pending_lines(report, by=team.finance)
    return accept_report(report, by=team.finance)
