"""Who may; one module a thing. django-rules discovers this package."""

from grants.rules import ledger, programmes  # noqa: F401 - importing registers
