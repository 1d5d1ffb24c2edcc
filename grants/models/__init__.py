"""Facts about money: programmes, calls, applications, awards, agreements, payments, ledger."""

from grants.models.agreement.agreement import (
    Agreement,
    AgreementStatus,
    Side,
    Signature,
    SignatureKind,
)
from grants.models.agreement.bank_account import (
    BankAccount,
)
from grants.models.agreement.budget_line import (
    BudgetLine,
)
from grants.models.agreement.cost_category import (
    CostCategory,
)
from grants.models.agreement.financial_report import (
    ExpenditureLine,
    FinancialReport,
    FinancialReportStatus,
    LineDecision,
)
from grants.models.agreement.tranche import (
    Condition,
    ConditionKind,
    Tranche,
    TrancheStatus,
)
from grants.models.application.answer import Answer, SetAside
from grants.models.application.application import (
    READER_ROLES,
    WRITTEN,
    Application,
    ApplicationStatus,
    CopyPurpose,
)
from grants.models.application.budget import ApplicationBudgetLine, BudgetSource, ContributionForm
from grants.models.application.clarification import Clarification, ClarificationStatus
from grants.models.application.confirmation import ConfirmationKind, ConfirmationStatus, PartnerConfirmation
from grants.models.application.draft_return import DraftReturn
from grants.models.application.eligibility import EligibilityAnswer, EligibilityCheck, EligibilityOutcome, Finding
from grants.models.application.file import ApplicationFile, ReplacedFile
from grants.models.application.note import ApplicationLabel, Label, Note, NoteVersion
from grants.models.application.presence import DraftPresence
from grants.models.application.selection import NoteChoice, NoteSelection, SelectionStatus
from grants.models.application.thread import MessageTemplate, ThreadMark, ThreadMessage, Voice
from grants.models.application.version import ApplicationVersion, VersionKind
from grants.models.award.appeal import Appeal, AppealStatus, Consequence
from grants.models.award.award import (
    Award,
    AwardList,
    AwardListKind,
    AwardListRow,
    AwardListStatus,
    AwardStatus,
)
from grants.models.award.committee import (
    CommitteeMember,
    Meeting,
    MeetingItem,
    MeetingStatus,
    OrderChange,
    Recusal,
    Seat,
)
from grants.models.award.decision import Decision, DecisionTerms
from grants.models.award.letter import ClearedComment, Letter, LetterKind, LetterTemplate
from grants.models.award.reserve import DonorAnswer, NoObjection, PartialOffer
from grants.models.call.call import PUBLIC_STATUSES, SECOND_STAGE, Call, CallKind, CallStatus
from grants.models.call.ceiling import RecipientCeiling
from grants.models.call.criteria import Anchor, Criterion, EligibilityCriterion, EligibilityKind
from grants.models.call.domain import Language, WorkDomain
from grants.models.call.enquiry import Enquiry, EnquiryStatus
from grants.models.call.extension import DeadlineExtension
from grants.models.call.limits import CategoryLimit
from grants.models.call.lot import Lot
from grants.models.call.question import CallSection, Choice, Question, QuestionKind, RequiredDocument
from grants.models.call.session import InformationSession, SessionLanguage
from grants.models.call.subscription import Pace, Subscription, Told, digest_of
from grants.models.call.version import CallAmendment, CallVersion
from grants.models.money.conversion import (
    Conversion,
)
from grants.models.money.disbursement import (
    LIVE,
    Disbursement,
    DisbursementStatus,
)
from grants.models.money.ledger import (
    COLUMN_OF_KIND,
    NEGATIVE_KINDS,
    EntryKind,
    LedgerEntry,
    ReversalReason,
    Spender,
)
from grants.models.money.rate import (
    ExchangeRate,
    RatePolicy,
    RateSource,
)
from grants.models.money.rate_import import RateImport
from grants.models.money.refund import (
    Refund,
    RefundStatus,
)
from grants.models.money.reversal import (
    ReversalRequest,
    ReversalStatus,
)
from grants.models.programme.document import (
    ProgrammeDocument,
    ProgrammeDocumentKind,
)
from grants.models.programme.funding import (
    FundingLine,
)
from grants.models.programme.partner import (
    PartnerRole,
    ProgrammePartner,
)
from grants.models.programme.pilot import (
    Pilot,
)
from grants.models.programme.programme import (
    COLUMNS,
    Keeping,
    Precision,
    Programme,
    ProgrammeStatus,
)
from grants.models.programme.published_figure import (
    PublishedFigure,
)
from grants.models.programme.sector import (
    ProgrammeSector,
)
from grants.models.programme.source import (
    Source,
)
from grants.models.programme.statement import (
    ProgrammeStatement,
    StatementKind,
)
from grants.models.review.conflict import Conflict, ConflictNature, ConflictOfInterest
from grants.models.review.keeping import ReviewReminder, ReviewVersion
from grants.models.review.profile import (
    KEEPER_ROLES,
    ReviewerLanguage,
    ReviewerProfile,
    ReviewerTie,
    TieKind,
)
from grants.models.review.question import ReviewerQuestion
from grants.models.review.review import Assignment, AssignmentQuerySet, CallReviewer, Review, ReviewStatus, Score

__all__ = [
    "COLUMNS",
    "COLUMN_OF_KIND",
    "KEEPER_ROLES",
    "LIVE",
    "NEGATIVE_KINDS",
    "PUBLIC_STATUSES",
    "READER_ROLES",
    "SECOND_STAGE",
    "WRITTEN",
    "Agreement",
    "AgreementStatus",
    "Anchor",
    "Answer",
    "Appeal",
    "AppealStatus",
    "Application",
    "ApplicationBudgetLine",
    "ApplicationFile",
    "ApplicationLabel",
    "ApplicationStatus",
    "ApplicationVersion",
    "Assignment",
    "AssignmentQuerySet",
    "Award",
    "AwardList",
    "AwardListKind",
    "AwardListRow",
    "AwardListStatus",
    "AwardStatus",
    "BankAccount",
    "BudgetLine",
    "BudgetSource",
    "Call",
    "CallAmendment",
    "CallKind",
    "CallReviewer",
    "CallSection",
    "CallStatus",
    "CallVersion",
    "CategoryLimit",
    "Choice",
    "Clarification",
    "ClarificationStatus",
    "ClearedComment",
    "CommitteeMember",
    "Condition",
    "ConditionKind",
    "ConfirmationKind",
    "ConfirmationStatus",
    "Conflict",
    "ConflictNature",
    "ConflictOfInterest",
    "Consequence",
    "ContributionForm",
    "Conversion",
    "CopyPurpose",
    "CostCategory",
    "Criterion",
    "DeadlineExtension",
    "Decision",
    "DecisionTerms",
    "Disbursement",
    "DisbursementStatus",
    "DonorAnswer",
    "DraftPresence",
    "DraftReturn",
    "EligibilityAnswer",
    "EligibilityCheck",
    "EligibilityCriterion",
    "EligibilityKind",
    "EligibilityOutcome",
    "Enquiry",
    "EnquiryStatus",
    "EntryKind",
    "ExchangeRate",
    "ExpenditureLine",
    "FinancialReport",
    "FinancialReportStatus",
    "Finding",
    "FundingLine",
    "InformationSession",
    "Keeping",
    "Label",
    "Language",
    "LedgerEntry",
    "Letter",
    "LetterKind",
    "LetterTemplate",
    "LineDecision",
    "Lot",
    "Meeting",
    "MeetingItem",
    "MeetingStatus",
    "MessageTemplate",
    "NoObjection",
    "Note",
    "NoteChoice",
    "NoteSelection",
    "NoteVersion",
    "OrderChange",
    "Pace",
    "PartialOffer",
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
    "RecipientCeiling",
    "Recusal",
    "Refund",
    "RefundStatus",
    "ReplacedFile",
    "RequiredDocument",
    "ReversalReason",
    "ReversalRequest",
    "ReversalStatus",
    "Review",
    "ReviewReminder",
    "ReviewStatus",
    "ReviewVersion",
    "ReviewerLanguage",
    "ReviewerProfile",
    "ReviewerQuestion",
    "ReviewerTie",
    "Score",
    "Seat",
    "SelectionStatus",
    "SessionLanguage",
    "SetAside",
    "Side",
    "Signature",
    "SignatureKind",
    "Source",
    "Spender",
    "StatementKind",
    "Subscription",
    "ThreadMark",
    "ThreadMessage",
    "TieKind",
    "Told",
    "Tranche",
    "TrancheStatus",
    "VersionKind",
    "Voice",
    "WorkDomain",
    "digest_of",
]
