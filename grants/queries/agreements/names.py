"""How the projects of agreements are called, for those who choose among them."""

from typing import Any

from django.db.models import QuerySet

from grants.models import Agreement, Programme
from grants.models.agreement.agreement import GRANTEE_READERS, STAFF_READERS
from kernel.compiled import compiled
from kernel.neighbours import column_at
from organizations.models import Role, User
from organizations.queries.memberships import organizations_where


def project_names(user: User) -> list[tuple[int, str]]:
    """Keys and titles, in the language of now, of the projects under which `user` sees agreements; one query."""
    return _names(
        runs=organizations_where(user, *STAFF_READERS),
        receives=organizations_where(user, *GRANTEE_READERS),
        funds=organizations_where(user, Role.VIEWER),
    )


@compiled
def _names(*, runs: Any, receives: Any, funds: Any) -> QuerySet[Programme, tuple[int, str]]:
    seen = Agreement.objects.visible_in(runs, receives, funds).values("programme")
    rows = Programme.objects.filter(pk__in=seen).annotate(called=column_at(Programme, "title"))
    return rows.order_by("title_ro", "pk").values_list("pk", "called")
