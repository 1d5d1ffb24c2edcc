"""Organisations that may be one and the same: compared by name, short name and contacts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.models import Organization, PossibleDuplicate
from organizations.queries.memberships import acts_for_demo
from organizations.rules import is_operator
from organizations.similarity import LIKELY, POSSIBLE, Described, Likeness, compare

SHOWN = 5
FIELDS = ("pk", "name_ro", "name_ru", "name_en", "short_name", "email", "phone", "website")
REASONS = {
    "name": gettext_lazy("similar name"),
    "short_name": gettext_lazy("same short name"),
    "email": gettext_lazy("same e-mail"),
    "phone": gettext_lazy("same phone"),
    "website": gettext_lazy("same website"),
}


@dataclass(frozen=True)
class Likely:
    """An organisation of the public register that may be the one that somebody registers, with its score."""

    organization: Organization
    score: int


def described(row: Mapping[str, Any]) -> Described:
    """A row of FIELDS as it is compared."""
    names = tuple(name for name in (row["name_ro"], row["name_ru"], row["name_en"]) if name)
    return Described(names, row["short_name"], row["email"], row["phone"], row["website"])


def alike(one: Described, rows: Iterable[Mapping[str, Any]], least: int) -> list[tuple[int, Likeness]]:
    """The ids of `rows` that score `least` or more beside `one`, the likest first, then by id."""
    found = [(row["pk"], compare(one, described(row))) for row in rows]
    return sorted(((pk, like) for pk, like in found if like.score >= least), key=lambda each: (-each[1].score, each[0]))


def likely_matches(names: Mapping[str, str], *, user: Any) -> list[Likely]:
    """Published organisations whose names are like `names`, five at most, the likest first: two queries.

    Those that are not public are never named to a newcomer; staff find them on their own list.
    """
    given = Described(tuple(name for name in names.values() if name))
    if not given.names:
        return []
    rows = Organization.objects.published().filter(is_demo=user.is_demo)
    found = alike(given, rows.values(*FIELDS).iterator(chunk_size=2000), LIKELY)[:SHOWN]
    things = rows.in_bulk([pk for pk, _like in found])
    return [Likely(things[pk], like.score) for pk, like in found]


def twins_of(organization: Organization) -> list[tuple[int, Likeness]]:
    """The ids of other organisations of the register that may be this one; invented ones only beside invented ones."""
    rows = Organization.objects.filter(is_demo=organization.is_demo).exclude(pk=organization.pk)
    own = Organization.objects.filter(pk=organization.pk).values(*FIELDS)[0]
    return alike(described(own), rows.values(*FIELDS).iterator(chunk_size=2000), POSSIBLE)


def pairs_for(user: Any) -> QuerySet[PossibleDuplicate]:
    """The pairs that this person judges: all for the operator, those of their own world (invented or not) for staff."""
    rows = PossibleDuplicate.objects.all()
    return rows if is_operator(user) else rows.filter(first__is_demo=acts_for_demo(user))


def reasons_of(pair: PossibleDuplicate) -> str:
    """Why the two are thought to be alike, in words."""
    return ", ".join(str(REASONS[code]) for code in pair.reasons if code in REASONS) or _("similar name")
