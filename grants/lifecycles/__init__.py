"""In which order the acts on money may follow each other; one table a module."""

from grants.lifecycles.agreements import AGREEMENT, TRANCHE
from grants.lifecycles.financial_reports import FINANCIAL_REPORT
from grants.lifecycles.payments import DISBURSEMENT, REFUND
from grants.lifecycles.programme import PROGRAMME
from grants.lifecycles.reversal import REVERSAL

__all__ = ["AGREEMENT", "DISBURSEMENT", "FINANCIAL_REPORT", "PROGRAMME", "REFUND", "REVERSAL", "TRANCHE"]
