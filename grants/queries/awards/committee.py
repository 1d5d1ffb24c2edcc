"""Answers about the committee of a call: who sits, who steps aside, what a meeting has before it."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from grants.models import Call, CallStatus, CommitteeMember, Meeting, MeetingItem, MeetingStatus, Recusal, Seat
from grants.models.call.call import CallQuerySet
from grants.queries.awards.terms import terms_of
from organizations.models import User


def calls_to_decide(user: User) -> CallQuerySet:
    """Calls that concern the person, and those on whose committee they sit."""
    seated = user.committees.filter(left_at__isnull=True).order_by().values("call")
    return Call.objects.filter(Q(pk__in=Call.objects.visible_to(user).order_by().values("pk")) | Q(pk__in=seated))


def members_of(call: Call) -> list[CommitteeMember]:
    """Those who sit on the committee, the chair first, then by name; one query."""
    order = {Seat.CHAIR: 0, Seat.MEMBER: 1, Seat.SECRETARY: 2}
    rows = call.committee.sitting().select_related("user").order_by("user__name", "user_id")
    return sorted(rows, key=lambda each: order[Seat(each.seat)])


def seat_of(call: Call, user: User) -> CommitteeMember | None:
    """The seat of the person on the committee, if they have one."""
    return call.committee.sitting().filter(user=user).first()


def quorum_of(meeting: Meeting) -> int:
    """How many members with a vote must be present: the percentage of the terms, rounded up, one at least."""
    voters = meeting.call.committee.sitting().exclude(seat=Seat.SECRETARY).count()
    return max(1, -(-voters * terms_of(meeting.call).quorum_percent // 100))


@dataclass(frozen=True)
class Before:
    """One application before the committee. `is_closed`: this reader stepped aside, and reads only its reference.

    `aside` are the members who stepped aside for it.
    """

    item: MeetingItem
    aside: list[CommitteeMember]
    is_closed: bool


def agenda_of(meeting: Meeting, reader: User) -> list[Before]:
    """The applications before the committee in their order, as `reader` may read them; three queries."""
    items = meeting.items.select_related("application__organization", "application__call").prefetch_related(
        "changes__proposed_by__user"
    )
    aside: defaultdict[int, list[CommitteeMember]] = defaultdict(list)
    for each in Recusal.objects.filter(application__call=meeting.call_id).select_related("member__user"):
        aside[each.application_id].append(each.member)
    return [
        Before(
            item,
            aside[item.application_id],
            any(member.user_id == reader.pk for member in aside[item.application_id]),
        )
        for item in items.order_by("place", "pk")
    ]


def closed_to(user: User, call: Call) -> frozenset[int]:
    """Ids of the applications of `call` for which the person stepped aside in the committee; one query."""
    rows = Recusal.objects.filter(member__user=user, application__call=call)
    return frozenset(rows.values_list("application_id", flat=True))


def can_open_meeting(call: Call, user: User) -> bool:
    """Whether a meeting may be opened now by this person: who forms the committee, its chair or its secretary."""
    if call.status != CallStatus.IN_REVIEW or call.meetings.exclude(status=MeetingStatus.SIGNED).exists():
        return False
    seat = seat_of(call, user)
    leads = seat is not None and seat.seat in {Seat.CHAIR, Seat.SECRETARY}
    return leads or user.has_perm("grants.manage_committee", call)
