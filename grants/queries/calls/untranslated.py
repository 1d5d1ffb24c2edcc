"""Which texts of a call are not there in Romanian, Russian or English."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst

from grants.models import Anchor, Call, Choice
from grants.queries.calls.design import url_of
from grants.queries.calls.versions import LANGUAGES, PARTS, columns_of, model_of

# On which page each kind of part is written; an anchor and a choice stand on the page of what they belong to.
KINDS = {
    "lot": "lots",
    "callsection": "sections",
    "question": "questions",
    "choice": "questions",
    "requireddocument": "documents",
    "eligibilitycriterion": "eligibility",
    "criterion": "criteria",
    "anchor": "criteria",
    "informationsession": "sessions",
}
# Once the call is published a choice and an anchor are amended on pages of their own.
AMENDED = {"choice": "choices", "anchor": "anchors"}


@dataclass(frozen=True)
class Untranslated:
    """One text that is written in some language and missing in others: what it is, where, in which languages."""

    what: str
    text: str
    url: str
    languages: tuple[str, ...]


def untranslated_of(call: Call) -> list[Untranslated]:
    """The texts of `call` that are written in at least one language and missing in another; ten queries."""
    found = _missing(call, ("title", "summary", "body"), url_of(call, "facts"))
    for name, path, names in PARTS.values():
        model = model_of(next(place for place, part in PARTS.items() if part[0] == name))
        texts = [each for each in names if len(columns_of(model, [each])) > 1]
        if not texts:
            continue
        rows = model._default_manager.filter(**{path: call}).filter(_some_missing(texts)).order_by("pk")
        for row in rows:
            found += _missing(row, texts, _url(call, name, row))
    return found


def _some_missing(texts: list[str]) -> Q:
    lacks = Q()
    for text in texts:
        for code in LANGUAGES:
            lacks |= Q(**{f"{text}_{code}": ""}) | Q(**{f"{text}_{code}__isnull": True})
    return lacks


def _url(call: Call, name: str, row: models.Model) -> str:
    if call.published_at is not None and name != "informationsession":
        return reverse("grants:call_amend", args=[call.reference, AMENDED.get(name, KINDS[name]), row.pk])
    key = row.pk
    if isinstance(row, Choice):
        key = row.question_id
    elif isinstance(row, Anchor):
        key = row.criterion_id
    return reverse("grants:call_part", args=[call.reference, KINDS[name], key])


def _missing(row: models.Model, texts: tuple[str, ...] | list[str], url: str) -> list[Untranslated]:
    found = []
    for text in texts:
        words = {code: getattr(row, f"{text}_{code}") or "" for code in LANGUAGES}
        lacks = tuple(code for code in LANGUAGES if not words[code])
        if lacks and len(lacks) < len(LANGUAGES):
            label = str(row._meta.get_field(text).verbose_name)  # type: ignore[union-attr]
            what = f"{capfirst(str(row._meta.verbose_name))}: {label}"
            found.append(Untranslated(what, next(each for each in words.values() if each), url, lacks))
    return found
