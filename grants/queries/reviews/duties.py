"""Which reviews are not in yet, and which are late."""

from collections.abc import Collection

from django.db.models import QuerySet

from grants.models import Assignment, Call
from kernel import clock


def outstanding(assignments: Collection[int] | None = None) -> QuerySet[Assignment]:
    """Live assignments of calls in review whose review is not in; of `assignments` (ids) alone when given."""
    rows = Assignment.objects.outstanding().filter(reviewer__is_active=True)
    return rows if assignments is None else rows.filter(pk__in=assignments)


def overdue_of(call: Call) -> QuerySet[Assignment]:
    """The reviews of a call that were due before today and are not in, the longest due first."""
    late = outstanding().filter(application__call=call, due_on__lt=clock.today())
    return late.select_related("reviewer", "application").order_by("due_on", "pk")
