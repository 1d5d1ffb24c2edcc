"""Who may; one module a thing. django-rules discovers this package."""

from grants.rules import agreements, financial_reports, ledger, payments, programmes  # noqa: F401 - importing registers
