"""Promises of the decision that `check_integrity` proves."""

from collections.abc import Iterable
from decimal import Decimal

from grants.models import Appeal, Lot, OrderChange
from grants.queries.awards.ranking import taken_by_lot


def overdrawn_by_awards() -> Iterable[str]:
    """Lots whose standing awards pass their money."""
    for lot in Lot.objects.select_related("call").order_by("pk"):
        if taken_by_lot(lot.call).get(lot.pk, Decimal(0)) > lot.ceiling:
            yield f"{lot.call.reference}: awards pass the money of lot {lot.pk}"


def decided_in_conflict() -> Iterable[str]:
    """Appeals answered by a member of the committee, and changes of order proposed by who had stepped aside."""
    for appeal in Appeal.objects.filter(application__call__committee__user__pk__isnull=False).distinct().order_by("pk"):
        if appeal.application.call.committee.filter(user=appeal.decided_by_id).exists():
            yield f"{appeal.reference}: answered by a member of the committee"
    for change in OrderChange.objects.select_related("item__application", "proposed_by").order_by("pk"):
        aside = change.proposed_by.recusals.filter(application=change.item.application_id)
        if aside.filter(declared_at__lt=change.recorded_at).exists():
            yield f"{change.item.application.reference}: its place was changed by who had stepped aside"
