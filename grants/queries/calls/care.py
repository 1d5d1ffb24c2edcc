"""Whose work a call is, and its lists that wait: what many tasks of a person need is asked once for all of them."""

from typing import TypeVar

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from grants.models import Assignment, AwardList, AwardListStatus, Call, CallStatus, Conflict, ConflictOfInterest
from grants.rules.calls import RUNS_CALLS
from grants.rules.reviews import DECIDERS
from kernel.asking import asked_once
from kernel.listing import in_languages
from organizations.models import Role, User
from organizations.queries.memberships import organizations_where, who_holds

# What a task says of a call, and on what it hangs.
PRINTED = (
    "reference",
    "status",
    "stages",
    "deadline_at",
    "full_deadline_at",
    "decision_planned_on",
    *in_languages("title"),
)
WAITING = (AwardListStatus.PROPOSED, AwardListStatus.AWAITING_DONOR)
Proposed = TypeVar("Proposed", bound=QuerySet)


@asked_once
def calls_run(user: User) -> list[Call]:
    """Calls of the implementers for which `user` runs calls, the first deadline on top; one query, or none."""
    run = organizations_where(user, *RUNS_CALLS)
    if not run:
        return []
    falls = ExpressionWrapper(_officer_or_stand_in(user), output_field=BooleanField())
    rows = Call.objects.filter(programme__implementer__in=run).annotate(falls_to_user=falls)
    made = ("created_by", "changed_by", "programme__implementer")
    return list(rows.select_related("programme").only(*PRINTED, *made).order_by("deadline_at", "pk"))


def calls_in_care(user: User) -> list[Call]:
    """Those of them whose work falls to `user`.

    That is to the grants officers of the implementer, or to a manager where no officer is free of conflict.
    """
    return [call for call in calls_run(user) if call.falls_to_user]  # type: ignore[attr-defined]  # annotated


def calls_in(user: User, *statuses: CallStatus) -> list[Call]:
    """Those in the care of `user` that are in one of `statuses`, the first planned decision on top."""
    calls = [call for call in calls_in_care(user) if call.status in statuses]
    return sorted(calls, key=lambda call: (str(call.decision_planned_on or "none"), call.pk))


@asked_once
def waiting_lists(user: User) -> dict[int, AwardList]:
    """By key of the call in the care of `user`: its award list that waits to be approved, or for the donor."""
    calls = calls_in_care(user)
    if not calls:
        return {}
    rows = AwardList.objects.filter(call__in=[call.pk for call in calls], status__in=WAITING)
    return {each.call_id: each for each in rows.only("call", "status", "approved_at").order_by("approved_at", "pk")}


def to_be_decided(proposals: Proposed, user: User) -> Proposed:
    """Of `proposals` about calls, award lists or choices among concept notes, what falls to `user` to decide; in order.

    To programme managers, or to an approver where no manager is free; to nobody who proposed it or reviewed the call.
    """
    decide = organizations_where(user, *DECIDERS)
    if not decide:
        return proposals.none()
    took_part = Assignment.objects.filter(application__call=OuterRef("call"), reviewer=user)
    mine = proposals.filter(_manager_or_stand_in(user), ~Exists(took_part), call__programme__implementer__in=decide)
    found: Proposed = mine.exclude(proposed_by=user).select_related("call").order_by("proposed_at", "pk")
    return found.only("proposed_at", "call", *(f"call__{name}" for name in PRINTED))


def _officer_or_stand_in(user: User) -> Q:
    """For use beside the organisations for which the person runs calls: an officer of them all stands in for nobody."""
    officer = organizations_where(user, Role.GRANTS_OFFICER)
    own = Q(programme__implementer__in=officer)
    if set(organizations_where(user, *RUNS_CALLS)) <= set(officer):
        return own
    conflicted = Assignment.objects.filter(
        application__call=OuterRef(OuterRef("pk")), reviewer=OuterRef("user"), conflict=Conflict.DECLARED
    )
    declared = ConflictOfInterest.objects.filter(application__call=OuterRef(OuterRef("pk")), user=OuterRef("user"))
    free = who_holds(Role.GRANTS_OFFICER, of="programme__implementer").filter(~Exists(conflicted), ~Exists(declared))
    return own | Q(~Exists(free))


def _manager_or_stand_in(user: User) -> Q:
    """For use beside the organisations for which the person decides: a manager of them all stands in for nobody."""
    managed = organizations_where(user, Role.PROGRAMME_MANAGER)
    own = Q(call__programme__implementer__in=managed)
    if set(organizations_where(user, *DECIDERS)) <= set(managed):
        return own
    judged = Assignment.objects.filter(application__call=OuterRef(OuterRef("call")), reviewer=OuterRef("user"))
    managers = who_holds(Role.PROGRAMME_MANAGER, of="call__programme__implementer")
    free = managers.exclude(user=OuterRef("proposed_by")).filter(~Exists(judged))
    return own | Q(~Exists(free))
