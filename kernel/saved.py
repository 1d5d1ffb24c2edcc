"""Filters that people keep under a name: which stand above a list, and whether a list still knows what they ask."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from kernel import clock
from kernel.models import SavedFilter
from kernel.refusals import NotAllowed, Refusal
from kernel.shelves import circles_of

DROPPED = {"page", "format", "saved", "all"}
RANGES = ("_min", "_max", "_after", "_before")
MOST_LETTERS = 2000


@dataclass(frozen=True)
class Offer:
    """A saved filter above its list; `has_changed`: the list does not know all that it asks any more."""

    row: SavedFilter
    is_own: bool
    is_current: bool
    has_changed: bool


def bare(query: str) -> str:
    """`query` in one spelling: without the page and empty values, in the order of its names."""
    return urlencode(sorted((key, value) for key, value in parse_qsl(query) if key not in DROPPED and value))


def filters_for(path: str, user: Any) -> list[SavedFilter]:
    """The filters of the list at `path` that `user` kept or a colleague shares, own ones first; one query."""
    circles = circles_of(user)
    rows = SavedFilter.objects.filter(Q(person=user.pk) | Q(circle__in=circles), path=path)
    return sorted(rows, key=lambda each: (each.person != user.pk, each.name, each.pk))


def offers(rows: list[SavedFilter], user: Any, query: str, known: Collection[str]) -> list[Offer]:
    """`rows` as they are offered on a list that is filtered by `query` and whose filters are `known`."""
    return [
        Offer(
            row,
            is_own=row.person == user.pk,
            is_current=bare(row.query) == bare(query),
            has_changed=not _asks_known(row.query, known),
        )
        for row in rows
    ]


def _asks_known(query: str, known: Collection[str]) -> bool:
    names = {key for key, _value in parse_qsl(query)} - {"sort"}
    return all(name in known or any(name.removesuffix(end) in known for end in RANGES) for name in names)


@transaction.atomic
def keep_filter(
    *,
    by: Any,
    path: str,
    query: str,
    name: str,
    circle: int | None = None,
    is_default: bool = False,
    existing: SavedFilter | None = None,
) -> SavedFilter:
    """Keep the filter `query` of the list at `path`; a name that the person used there already is taken over.

    At most one is the default of a list. Raises Refusal for an empty or overlong filter, and for a circle that is not
    the person's.
    """
    wanted = bare(query)
    if not wanted:
        raise Refusal(_("Nothing is filtered or sorted here: set a filter first, then save it."))
    if len(wanted) > MOST_LETTERS:
        raise Refusal(_("The filter is too long to be kept. Choose fewer things."))
    if circle is not None and circle not in circles_of(by):
        raise NotAllowed(_("You can share a filter only with your own organisation."))
    title = name.strip()
    others = SavedFilter.objects.select_for_update().filter(person=by.pk, path=path)
    row = existing or others.filter(name=title).first() or SavedFilter(person=by.pk, path=path)
    if existing is not None and others.filter(name=title).exclude(pk=existing.pk).exists():
        sentence = _("You have a filter of this name here already.")
        raise Refusal(sentence, fields={"name": sentence})
    if is_default:
        others.exclude(pk=row.pk).update(is_default=False)
    row.name, row.query, row.circle, row.is_default, row.saved_at = title, wanted, circle, is_default, clock.now()
    row.save()
    return row


@transaction.atomic
def remove_filter(row: SavedFilter, *, by: Any) -> None:
    """Take away a filter of one's own; raises NotAllowed for another's."""
    if row.person != by.pk:
        raise NotAllowed(_("Only whoever saved a filter removes it."))
    row.delete()
