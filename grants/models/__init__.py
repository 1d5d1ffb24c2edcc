"""Facts about money: programmes, calls, applications, awards, agreements, payments, ledger."""

from grants.models.agreement import (
    Agreement,
    AgreementStatus,
    Side,
    Signature,
    SignatureKind,
)
from grants.models.answer import Answer, SetAside
from grants.models.application import READER_ROLES, Application, ApplicationStatus, ApplicationVersion
from grants.models.application_budget import ApplicationBudgetLine, BudgetSource, ContributionForm
from grants.models.application_file import ApplicationFile
from grants.models.award import Award, AwardList, AwardListRow, AwardListStatus, AwardStatus, Decision
from grants.models.bank_account import (
    BankAccount,
)
from grants.models.budget_line import (
    BudgetLine,
)
from grants.models.call import PUBLIC_STATUSES, Call, CallKind, CallStatus, DeadlineExtension
from grants.models.confirmation import ConfirmationKind, ConfirmationStatus, PartnerConfirmation
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
from grants.models.eligibility import EligibilityAnswer, EligibilityCheck, EligibilityOutcome, Finding
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
    COLUMN_OF_KIND,
    NEGATIVE_KINDS,
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
    COLUMNS,
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
from grants.models.question import (
    CallSection,
    Choice,
    Criterion,
    EligibilityCriterion,
    Question,
    QuestionKind,
    RequiredDocument,
)
from grants.models.rate import (
    ExchangeRate,
    RatePolicy,
    RateSource,
)
from grants.models.rate_import import RateImport
from grants.models.refund import (
    Refund,
    RefundStatus,
)
from grants.models.reversal import (
    ReversalRequest,
    ReversalStatus,
)
from grants.models.review import Assignment, CallReviewer, Conflict, ConflictNature, Review, ReviewStatus, Score
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
    "COLUMNS",
    "COLUMN_OF_KIND",
    "LIVE",
    "NEGATIVE_KINDS",
    "PUBLIC_STATUSES",
    "READER_ROLES",
    "Agreement",
    "AgreementStatus",
    "Answer",
    "Application",
    "ApplicationBudgetLine",
    "ApplicationFile",
    "ApplicationStatus",
    "ApplicationVersion",
    "Assignment",
    "Award",
    "AwardList",
    "AwardListRow",
    "AwardListStatus",
    "AwardStatus",
    "BankAccount",
    "BudgetLine",
    "BudgetSource",
    "Call",
    "CallKind",
    "CallReviewer",
    "CallSection",
    "CallStatus",
    "Choice",
    "Condition",
    "ConditionKind",
    "ConfirmationKind",
    "ConfirmationStatus",
    "Conflict",
    "ConflictNature",
    "ContributionForm",
    "Conversion",
    "CostCategory",
    "Criterion",
    "DeadlineExtension",
    "Decision",
    "Disbursement",
    "DisbursementStatus",
    "EligibilityAnswer",
    "EligibilityCheck",
    "EligibilityCriterion",
    "EligibilityOutcome",
    "EntryKind",
    "ExchangeRate",
    "ExpenditureLine",
    "FinancialReport",
    "FinancialReportStatus",
    "Finding",
    "FundingLine",
    "Keeping",
    "LedgerEntry",
    "LineDecision",
    "PartnerConfirmation",
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
    "Question",
    "QuestionKind",
    "RateImport",
    "RatePolicy",
    "RateSource",
    "Refund",
    "RefundStatus",
    "RequiredDocument",
    "ReversalReason",
    "ReversalRequest",
    "ReversalStatus",
    "Review",
    "ReviewStatus",
    "Score",
    "SetAside",
    "Side",
    "Signature",
    "SignatureKind",
    "Source",
    "Spender",
    "StatementKind",
    "Tranche",
    "TrancheStatus",
]
