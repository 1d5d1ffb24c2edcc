"""For which projects a person may prepare calls."""

from django.db.models import QuerySet

from grants.models import Programme, ProgrammeStatus
from grants.rules.calls import RUNS_CALLS
from organizations.models import User
from organizations.queries.memberships import organizations_where


def programmes_for(user: User) -> QuerySet[Programme]:
    """Projects in preparation or active of the implementers for which `user` prepares calls, by title."""
    rows = Programme.objects.filter(
        implementer__in=organizations_where(user, *RUNS_CALLS),
        status__in=[ProgrammeStatus.PREPARED, ProgrammeStatus.ACTIVE],
    )
    return rows.order_by("title_ro", "pk")
