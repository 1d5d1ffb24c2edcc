"""How calls are called, for those who choose among them."""

from typing import Any

from django.db.models import QuerySet

from grants.models import Call
from kernel.compiled import compiled
from kernel.neighbours import column_at
from organizations.models import CSO_ROLES, STAFF_ROLES, User
from organizations.queries.memberships import organizations_where


def call_names(user: User) -> list[tuple[int, str]]:
    """Keys and titles, in the language of now, of the calls that `user` sees, the latest deadline first; one query."""
    return _names(offices=organizations_where(user, *STAFF_ROLES), applicants=organizations_where(user, *CSO_ROLES))


@compiled
def _names(*, offices: Any, applicants: Any) -> QuerySet[Call, tuple[int, str]]:
    rows = Call.objects.visible_in(offices, applicants).annotate(called=column_at(Call, "title"))
    return rows.order_by("-deadline_at", "-pk").values_list("pk", "called")
