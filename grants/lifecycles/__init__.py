"""In which order the acts on money may follow each other; one table a module."""

from grants.lifecycles.agreements import AGREEMENT, TRANCHE
from grants.lifecycles.application import APPLICATION
from grants.lifecycles.award import AWARD, AWARD_LIST
from grants.lifecycles.call import CALL
from grants.lifecycles.clarification import CLARIFICATION
from grants.lifecycles.confirmation import CONFIRMATION
from grants.lifecycles.enquiry import ENQUIRY
from grants.lifecycles.financial_reports import FINANCIAL_REPORT
from grants.lifecycles.meeting import APPEAL, MEETING
from grants.lifecycles.payments import DISBURSEMENT, REFUND
from grants.lifecycles.programme import PROGRAMME
from grants.lifecycles.reversal import REVERSAL
from grants.lifecycles.review import REVIEW
from grants.lifecycles.selection import NOTE_SELECTION

__all__ = [
    "AGREEMENT",
    "APPEAL",
    "APPLICATION",
    "AWARD",
    "AWARD_LIST",
    "CALL",
    "CLARIFICATION",
    "CONFIRMATION",
    "DISBURSEMENT",
    "ENQUIRY",
    "FINANCIAL_REPORT",
    "MEETING",
    "NOTE_SELECTION",
    "PROGRAMME",
    "REFUND",
    "REVERSAL",
    "REVIEW",
    "TRANCHE",
]
