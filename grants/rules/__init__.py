"""Who may; one module a thing. django-rules discovers this package."""

from grants.rules import (  # noqa: F401 - importing registers
    agreements,
    applications,
    calls,
    committee,
    correspondence,
    financial_reports,
    ledger,
    payments,
    programmes,
    reviews,
)
