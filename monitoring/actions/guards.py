"""What every act on a scorecard asks first: the row locked, the person allowed, the time right."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kernel.refusals import NotAllowed, NotNow
from monitoring.models import Commitment, ScorecardCycle
from monitoring.refusals import Incomplete, SecondPersonNeeded
from organizations.models import User


def locked(cycle: ScorecardCycle) -> ScorecardCycle:
    """The row of `cycle` as it is now, locked until the transaction ends."""
    return ScorecardCycle.objects.with_parties().select_for_update(of=("self",)).get(pk=cycle.pk)


def locked_commitment(commitment: Commitment) -> Commitment:
    """The row of `commitment` as it is now, locked until the transaction ends."""
    rows = Commitment.objects.select_related("owner", "cycle__facilitator", "cycle__programme")
    return rows.select_for_update(of=("self",)).get(pk=commitment.pk)


def permit(by: User, permission: str, thing: Any) -> None:
    """Raise NotAllowed unless `by` has `permission` on `thing`."""
    if not by.has_perm(permission, thing):
        raise NotAllowed(_("You may not do this here. Ask a person whose role allows it."))


def expect(cycle: ScorecardCycle, *statuses: str, reason: str | Promise) -> None:
    """Raise NotNow with `reason` unless the cycle is in one of `statuses`."""
    if cycle.status not in statuses:
        raise NotNow(reason)


def require_text(value: str, field: str, reason: str | Promise) -> str:
    """`value` without blanks around it; raises Incomplete beside `field` when nothing is left."""
    stripped = value.strip()
    if not stripped:
        raise Incomplete(reason, fields={field: reason})
    return stripped


def require_second_person(by: User, first: int | None, reason: str | Promise) -> None:
    """Raise SecondPersonNeeded when `by` is the person `first`."""
    if by.pk == first:
        raise SecondPersonNeeded(reason)
