"""Programmes, ledger and rates in the registries: menu, tasks, integrity checks, setup."""

from grants.queries import integrity
from kernel.registries import IntegrityCheck, integrity_checks


def register() -> None:
    """What `manage.py check_integrity` proves of the ledger."""
    for order, (name, faults) in enumerate(
        (
            ("ledger_chain", integrity.broken_links),
            ("ledger_reversals", integrity.broken_reversals),
            ("ledger_conversions", integrity.broken_conversions),
            ("ledger_parts", integrity.broken_parts),
            ("ledger_columns", integrity.misplaced_entries),
            ("ledger_sums", integrity.impossible_sums),
        )
    ):
        integrity_checks.add(IntegrityCheck(name, faults, order=20 + order))
