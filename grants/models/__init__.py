"""Facts about money: programmes, calls, applications, awards, agreements, payments, ledger."""

from grants.models.programme import FundingLine, Keeping, Programme, ProgrammeStatus, Source

__all__ = ["FundingLine", "Keeping", "Programme", "ProgrammeStatus", "Source"]
