"""The words of the facts: sources, partners, documents, published figures, statements, the pilot.

They have no consequence for anything else, so they are rows that are kept as the files say, without acts.
"""

from collections import Counter
from decimal import Decimal
from typing import Any

from django.db import models

from grants.models import Pilot, Programme, Source
from organizations.models import Organization, TerritorialUnit


def source(facts: dict[str, Any]) -> Source:
    """The source that `facts` describe; its reference is its key."""
    slug = facts.get("organization")
    organization = Organization.objects.get(slug=slug) if slug else None
    return _keep(Source.objects.all(), {"reference": facts["reference"]}, {**facts, "organization": organization})


def write(programme: Programme, facts: dict[str, Any], of: Source) -> None:
    """Everything said of `programme` in its file, as published in the source `of`."""
    for position, partner in enumerate(facts.get("partner", []), 1):
        _partner(programme, position, partner)
    for document in facts.get("document", []):
        _keep(programme.documents, {"kind": document["kind"]}, {**document, "is_public": True, "source": of})
    _figures(programme, None, facts.get("figure", []), of)
    _statements(programme, None, facts.get("statement", []), of)
    if "pilot" in facts:
        _pilot(programme, dict(facts["pilot"]))


def _partner(programme: Programme, position: int, facts: dict[str, Any]) -> None:
    slug = facts.get("organization")
    organization = Organization.objects.get(slug=slug) if slug else None
    _keep(programme.partners, {"position": position}, {**facts, "organization": organization})


def _figures(programme: Programme, pilot: Pilot | None, rows: list[dict[str, Any]], of: Source) -> None:
    for position, row in enumerate(rows, 1):
        facts = {**row, "position": position, "pilot": pilot, "source": of}
        if "amount" in row:
            facts["amount"] = Decimal(row["amount"])
        _keep(programme.published_figures, {"code": row["code"]}, facts)


def _statements(programme: Programme, pilot: Pilot | None, rows: list[dict[str, Any]], of: Source) -> None:
    position: Counter[str] = Counter()
    for row in rows:
        position[row["kind"]] += 1
        key = {"pilot": pilot, "kind": row["kind"], "position": position[row["kind"]]}
        _keep(programme.statements, key, {**row, "source": of})


def _pilot(programme: Programme, facts: dict[str, Any]) -> None:
    of = source(facts.pop("source"))
    codes, statements, figures = facts.pop("units"), facts.pop("statement"), facts.pop("figure")
    pilot = _keep(programme.pilots, {"slug": facts["slug"]}, {**facts, "source": of})
    pilot.units.set(TerritorialUnit.objects.filter(iso_code__in=codes))
    _figures(programme, pilot, figures, of)
    _statements(programme, pilot, statements, of)


def _keep(rows: models.Manager | models.QuerySet, key: dict[str, Any], facts: dict[str, Any]) -> Any:
    """The row with `key`, holding `facts`; written only where it differs."""
    row = rows.filter(**key).first()
    if row is None:
        return rows.create(**{**facts, **key})
    changed = [name for name, value in facts.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, facts[name])
    if changed:
        row.save()
    return row
