"""What the workspace's side menu says of the person: for whom they act."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from organizations.models import Organization
from organizations.queries.memberships import memberships_of


def acting_for(request: HttpRequest) -> dict[str, Callable[[], list[Organization]]]:
    """Context processor: the organisations whose member this person is, by name; read only where it is printed."""
    user: Any = getattr(request, "user", None)

    def mine() -> list[Organization]:
        rows = memberships_of(user) if user is not None else []
        return list({each.organization_id: each.organization for each in rows}.values())

    return {"acting_for": mine}
