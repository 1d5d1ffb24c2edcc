"""Which fields of a published call may be changed now, and which way a value may go."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from grants.amending import RULES, Rule
from grants.models import Call, CallStatus, Review, ReviewStatus
from grants.queries.calls.versions import columns_of

DECIDED = frozenset({CallStatus.DECIDED, CallStatus.ARCHIVED, CallStatus.CANCELLED})


def call_of(part: models.Model) -> Call:
    """The call to which a part belongs."""
    return part if isinstance(part, Call) else part.call  # type: ignore[attr-defined]


def moments_of(call: Call) -> set[str]:
    """Until which moments of the rule the call still stands: "open", "review", "decision"."""
    if call.published_at is None or call.status in DECIDED:
        return set()
    still = {"decision"}
    judged = Review.objects.filter(assignment__application__call=call, status=ReviewStatus.SUBMITTED)
    if call.status != CallStatus.IN_REVIEW and not judged.exists():
        still.add("review")
    if call.is_open:
        still.add("open")
    return still


def amendable_fields(part: models.Model, call: Call) -> dict[str, Rule]:
    """The fields of `part` that may be changed now, each with its rule; a text stands once for each language."""
    still = moments_of(call)
    rules = RULES.get(str(part._meta.model_name), {})
    return {
        column: rule
        for name, rule in rules.items()
        if rule.until in still and not (rule.way != "any" and getattr(part, name) is None)
        for column in columns_of(type(part), [name])
    }


def wrong_way(rule: Rule, old: Any, new: Any) -> str:
    """Why a value may not go from `old` to `new` by the rule; "" when it may."""
    if rule.way == "later" and (not isinstance(new, date) or new < old):
        return _("A promised day is moved only later.")
    if rule.way == "up" and (new is None or new < old):
        return _("It is only raised: applicants counted on it.")
    if rule.way == "looser" and new:
        return _("What may be left empty stays so: applicants counted on it.")
    return ""
