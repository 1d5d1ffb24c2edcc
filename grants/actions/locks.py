"""One lock for each agreement: every act on it or on a part of it takes this row first, so that they run in turn."""

from grants.models import Agreement


def lock_agreement(agreement: Agreement | int) -> Agreement:
    """The agreement as the database has it now, locked until the end of the transaction."""
    key = agreement.pk if isinstance(agreement, Agreement) else agreement
    return Agreement.objects.select_for_update().get(pk=key)
