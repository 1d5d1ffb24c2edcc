"""Facts about money: programmes, calls, applications, awards, agreements, payments, ledger."""

from grants.models.agreement import Agreement, AgreementStatus, Side, Signature, SignatureKind
from grants.models.bank_account import BankAccount
from grants.models.budget_line import BudgetLine
from grants.models.conversion import Conversion
from grants.models.cost_category import CostCategory
from grants.models.disbursement import LIVE, Disbursement, DisbursementStatus
from grants.models.financial_report import ExpenditureLine, FinancialReport, FinancialReportStatus, LineDecision
from grants.models.programme import FundingLine, Keeping, Programme, ProgrammeStatus, Source
from grants.models.refund import Refund, RefundStatus
from grants.models.tranche import Condition, ConditionKind, Tranche, TrancheStatus

__all__ = [
    "LIVE",
    "Agreement",
    "AgreementStatus",
    "BankAccount",
    "BudgetLine",
    "Condition",
    "ConditionKind",
    "Conversion",
    "CostCategory",
    "Disbursement",
    "DisbursementStatus",
    "ExpenditureLine",
    "FinancialReport",
    "FinancialReportStatus",
    "FundingLine",
    "Keeping",
    "LineDecision",
    "Programme",
    "ProgrammeStatus",
    "Refund",
    "RefundStatus",
    "Side",
    "Signature",
    "SignatureKind",
    "Source",
    "Tranche",
    "TrancheStatus",
]
