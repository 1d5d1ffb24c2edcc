"""What waits for a person in the ledger."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from grants.models import ReversalRequest, ReversalStatus
from kernel.registries import Task
from organizations.models import Role, User
from organizations.queries.memberships import organizations_where


def reversals_to_decide(user: User) -> Iterator[Task]:
    """Corrections that `user` may approve or decline, oldest first; one query."""
    houses = organizations_where(user, Role.FINANCE_APPROVER)
    if not houses:
        return
    waiting = ReversalRequest.objects.filter(
        status=ReversalStatus.REQUESTED, entry__programme__implementer__in=houses
    ).exclude(requested_by=user)
    for request in waiting.select_related("entry__programme").order_by("requested_at", "pk"):
        facts = {"number": request.entry.sequence, "project": request.entry.programme}
        yield Task(
            title=_("Correction of ledger entry %(number)s") % facts,
            detail=_("%(project)s: %(reason)s") % {**facts, "reason": request.get_reason_display()},
            url=request.get_absolute_url(),
            label=_("Decide"),
        )
