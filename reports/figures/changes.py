"""When that which the public reads of a project last changed."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from django.db.models import Max, OuterRef, QuerySet, Subquery

from grants.models import LedgerEntry, Programme
from kernel import clock
from monitoring.models import Framework
from reports.figures.grants import public_grants


def with_last_changes(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    """Each programme with the moments at which money, results and grants of it last changed; null where none did."""
    return programmes.annotate(**_moments())


@cache
def _moments() -> dict[str, Subquery]:
    """Put together once, which costs more than the answer."""

    def newest(rows: QuerySet[Any], moment: str) -> Subquery:
        mine = rows.filter(programme=OuterRef("pk")).order_by().values("programme")
        return Subquery(mine.annotate(newest=Max(moment)).values("newest"))

    entries = LedgerEntry.objects.filter(programme=OuterRef("pk")).order_by("-booked_at")
    return {
        "money_changed_at": Subquery(entries.values("booked_at")[:1]),
        "results_changed_at": newest(Framework.objects.of_programmes(), "changed_at"),
        "grants_changed_at": newest(public_grants(), "published_at"),
    }


def changed_on(programme: Any) -> date:
    """The day on which the page of a programme out of `with_last_changes` last changed.

    The latest of: its own facts, the last entry in its ledger, the last verified figure or change of its indicators,
    and the last publication of a grant that is public.
    """
    moments = (
        programme.changed_at,
        programme.money_changed_at,
        programme.results_changed_at,
        programme.grants_changed_at,
    )
    return clock.day_of(max(moment for moment in moments if moment is not None))
