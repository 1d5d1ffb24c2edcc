"""Whom a call by invitation may invite, and those who are found by a few letters."""

from django.db.models import QuerySet

from grants.models import Call
from kernel.folding import fold
from organizations.models import Organization

MOST = 20


def may_be_invited(call: Call) -> QuerySet[Organization]:
    """Organisations of the kinds that may apply, invented ones for an invented project, without who runs the call."""
    kinds = Organization.objects.filter(nature__in=call.natures, is_demo=call.programme.is_demo)
    return kinds.exclude(implemented_programmes=call.programme)


def found_by(call: Call, words: str) -> list[Organization]:
    """At most `MOST` + 1 by name whose names or IDNO hold every one of `words` and that are not invited yet."""
    wanted = fold(words).split()
    found = may_be_invited(call).exclude(pk__in=call.invited.values("pk"))
    for word in wanted:
        found = found.filter(folded__contains=word)
    return list(found.order_by("name_ro", "pk")[: MOST + 1]) if wanted else []
