"""One lock for each agreement and one for the ledger, so that acts on the same run in turn.

Every act on an agreement or on a part of it takes the agreement's row first; who takes both takes the ledger last.
"""

from grants.models import Agreement
from kernel.models import Counter


def lock_agreement(agreement: Agreement | int) -> Agreement:
    """The agreement as the database has it now, locked until the end of the transaction."""
    key = agreement.pk if isinstance(agreement, Agreement) else agreement
    return Agreement.objects.select_for_update().get(pk=key)


def lock_ledger() -> None:
    """Hold the ledger until the transaction ends: one writer at a time, so that the chain never forks."""
    Counter.objects.get_or_create(prefix="LEDGER")
    Counter.objects.select_for_update().get(prefix="LEDGER")
