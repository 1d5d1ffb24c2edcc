"""Facts about money: programmes, calls, applications, awards, agreements, payments, ledger."""

from grants.models.agreement import (
    Agreement,
    AgreementStatus,
    Side,
    Signature,
    SignatureKind,
)
from grants.models.bank_account import (
    BankAccount,
)
from grants.models.budget_line import (
    BudgetLine,
)
from grants.models.conversion import (
    Conversion,
)
from grants.models.cost_category import (
    CostCategory,
)
from grants.models.disbursement import (
    LIVE,
    Disbursement,
    DisbursementStatus,
)
from grants.models.financial_report import (
    ExpenditureLine,
    FinancialReport,
    FinancialReportStatus,
    LineDecision,
)
from grants.models.funding import (
    FundingLine,
)
from grants.models.ledger import (
    EntryKind,
    LedgerEntry,
    ReversalReason,
    Spender,
)
from grants.models.partner import (
    PartnerRole,
    ProgrammePartner,
)
from grants.models.pilot import (
    Pilot,
)
from grants.models.programme import (
    Keeping,
    Precision,
    Programme,
    ProgrammeStatus,
)
from grants.models.programme_document import (
    ProgrammeDocument,
    ProgrammeDocumentKind,
)
from grants.models.published_figure import (
    PublishedFigure,
)
from grants.models.rate import (
    ExchangeRate,
    RatePolicy,
    RateSource,
)
from grants.models.refund import (
    Refund,
    RefundStatus,
)
from grants.models.reversal import (
    ReversalRequest,
    ReversalStatus,
)
from grants.models.sector import (
    ProgrammeSector,
)
from grants.models.source import (
    Source,
)
from grants.models.statement import (
    ProgrammeStatement,
    StatementKind,
)
from grants.models.tranche import (
    Condition,
    ConditionKind,
    Tranche,
    TrancheStatus,
)

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
    "EntryKind",
    "ExchangeRate",
    "ExpenditureLine",
    "FinancialReport",
    "FinancialReportStatus",
    "FundingLine",
    "Keeping",
    "LedgerEntry",
    "LineDecision",
    "PartnerRole",
    "Pilot",
    "Precision",
    "Programme",
    "ProgrammeDocument",
    "ProgrammeDocumentKind",
    "ProgrammePartner",
    "ProgrammeSector",
    "ProgrammeStatement",
    "ProgrammeStatus",
    "PublishedFigure",
    "RatePolicy",
    "RateSource",
    "Refund",
    "RefundStatus",
    "ReversalReason",
    "ReversalRequest",
    "ReversalStatus",
    "Side",
    "Signature",
    "SignatureKind",
    "Source",
    "Spender",
    "StatementKind",
    "Tranche",
    "TrancheStatus",
]
