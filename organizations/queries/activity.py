"""The record of a thing or an organisation, as lines that people read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet

from kernel import clock
from kernel.compiled import compiled
from organizations.models import Activity, Organization
from organizations.registries import sentence_of


@dataclass(frozen=True)
class Line:
    """One line of the record: when, what was done, who did it ("" is the system), its facts, and how many times.

    Printed by `components/activity.html`.
    """

    at: datetime
    verb: str
    text: str
    actor: str
    facts: dict[str, Any]
    times: int = 1


@compiled
def _acts(limit: int | None, *_names: str, **told: Any) -> QuerySet[Activity]:
    rows = Activity.objects.filter(**told).select_related("actor").order_by("-at", "-pk")
    return rows[:limit] if limit else rows


def _lines(limit: int | None, **told: int) -> list[Line]:
    return [
        Line(row.at, row.verb, sentence_of(row.verb), str(row.actor) if row.actor else "", row.facts)
        for row in _acts(limit, *told, **told)  # which names are told shapes the question, as the limit does
    ]


def of(thing: models.Model, *, limit: int | None = None, within: Organization | None = None) -> list[Line]:
    """What was done to `thing`, newest first; one query. Whoever may see the thing may read it.

    With `within`, only the acts on behalf or on the file of that organisation: what others did behind their own
    doors, such as who judged an application, is left out.
    """
    told = {"content_type": ContentType.objects.get_for_model(thing).pk, "object_id": thing.pk}
    return _lines(limit, **told, **({"organization": within.pk} if within else {}))


def of_organization(organization: Organization, *, limit: int = 50) -> list[Line]:
    """The last `limit` acts on behalf or on the file of `organization`, newest first; for its members only."""
    return _lines(limit, organization=organization.pk)


def folded(lines: Iterable[Line]) -> list[Line]:
    """The same lines, where one person did the same several times in a row on one day told once, with the last hour.

    What was done for different reasons stays apart.
    """
    found = []
    for _key, run in groupby(lines, key=_sameness):
        first, *rest = run
        found.append(replace(first, times=1 + len(rest)))
    return found


def _sameness(line: Line) -> tuple[object, ...]:
    return line.verb, line.actor, clock.day_of(line.at), line.facts.get("reason")
