"""Which rows of profiles name a person who has an account here: the tie that an erasure follows."""

from collections.abc import Iterator

from kernel.folding import fold
from organizations.models import Signatory, TeamMember, User


def is_named(person: str, written: str) -> bool:
    """Whether `written`, a name in a profile, names `person`: all words of their name stand in it, in any order.

    Case and diacritics do not count. A name of one word has to be the whole of what is written.
    """
    words, there = set(fold(person).split()), set(fold(written).split())
    return words <= there if len(words) > 1 else bool(words) and words == there


def rows_naming(user: User) -> Iterator[Signatory | TeamMember]:
    """Signatories and team by the person's name, in organisations in which they hold or held a role; two queries."""
    homes = user.memberships.values("organization")
    for model in (Signatory, TeamMember):
        rows = model.objects.filter(organization__in=homes).select_related("organization").order_by("pk")
        yield from (row for row in rows if is_named(user.name, row.name))
