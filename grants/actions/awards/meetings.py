"""Acts on a meeting of the committee: opened, recorded application by application, held, signed off."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from grants.actions.awards.readiness import demand_all_in, demand_all_reviews
from grants.actions.calls.locks import locked_call
from grants.lifecycles import MEETING
from grants.models import (
    ApplicationStatus,
    Call,
    CallStatus,
    CommitteeMember,
    Decision,
    Meeting,
    MeetingItem,
    MeetingStatus,
    OrderChange,
    Recusal,
)
from grants.queries.applications.budgets import say
from grants.queries.awards.committee import quorum_of
from grants.queries.awards.ranking import most_for, ranking_of
from grants.queries.awards.terms import terms_of
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.models import User
from organizations.notifications import notify


@dataclass(frozen=True)
class Said:
    """What the committee said of one application; votes None: it did not vote."""

    decision: str
    amount: Decimal | None = None
    votes: tuple[int, int, int] | None = None
    conditions: str = ""
    note: str = ""


@transaction.atomic
def open_meeting(call: Call, *, by: User, held_at: datetime, place: str) -> Meeting:
    """Open a meeting on the applications in review, in the order of the ranking, with what the line suggests to all.

    Refused while a review is missing, without a chair, while another meeting is in work, or when a list is proposed.
    """
    row = locked_call(call)
    seats = row.committee.sitting().filter(user=by, seat__in=["chair", "secretary"])
    if not (by.has_perm("grants.manage_committee", row) or seats.exists()):
        raise NotAllowed(_("Whoever forms the committee, its chair or its secretary opens a meeting."))
    if row.status != CallStatus.IN_REVIEW:
        raise NotNow(_("The committee meets while the call is in review."))
    if not row.committee.sitting().filter(seat="chair").exists():
        raise NotNow(_("The committee has no chair yet: name one first."))
    if row.meetings.exclude(status=MeetingStatus.SIGNED).exists():
        raise NotNow(_("A meeting is in work already: finish it first."))
    demand_all_in(row)
    ranking = ranking_of(row)
    rows = [each for each in ranking.rows if each.application.status == ApplicationStatus.IN_REVIEW]
    if not rows:
        raise NotNow(_("No application is in review: there is nothing to decide."))
    demand_all_reviews(ranking.open_reviews)
    meeting = Meeting.objects.create(
        call=row, held_at=held_at, place=place.strip(), opened_at=clock.now(), opened_by=by
    )
    MeetingItem.objects.bulk_create(
        MeetingItem(meeting=meeting, application=each.application, rank=each.rank, place=place_of)
        for place_of, each in enumerate(rows, start=1)
    )
    record("meeting_opened", row, by=by, organization=row.programme.implementer, meeting=meeting.pk)
    people = [member.user for member in row.committee.sitting().select_related("user").exclude(user=by)]
    notify(people, "meeting_opened", url=meeting.get_absolute_url(), call=row, meeting=meeting)
    return meeting


def _recorded(meeting: Meeting, by: User) -> Meeting:
    """The meeting, locked, when this person may write its record now."""
    row = Meeting.objects.select_for_update(of=("self",)).select_related("call__programme").get(pk=meeting.pk)
    if not by.has_perm("grants.record_meeting", row):
        raise NotAllowed(_("The chair or the secretary writes the record of the meeting."))
    if row.status != MeetingStatus.OPEN:
        raise NotNow(_("The record is closed: the chair opens it again to correct it."))
    return row


def _open_item(item: MeetingItem, by: User) -> tuple[Meeting, MeetingItem]:
    """The meeting and the item, when this person may write it: never of an application for which they stepped aside."""
    meeting = _recorded(item.meeting, by)
    if Recusal.objects.filter(member__user=by, application=item.application_id).exists():
        raise NotAllowed(_("You stepped aside for this application: somebody else writes its record."))
    return meeting, MeetingItem.objects.select_related("application").get(pk=item.pk)


@transaction.atomic
def record_attendance(
    meeting: Meeting, *, by: User, present: Collection[CommitteeMember], held_at: datetime, place: str, note: str = ""
) -> Meeting:
    """Keep when and where the meeting is, who is present, and what else was said."""
    row = _recorded(meeting, by)
    if any(each.call_id != row.call_id for each in present):
        raise Refusal(_("One of those present does not sit on this committee."))
    row.held_at, row.place, row.note = held_at, place.strip(), note.strip()
    row.save(update_fields=["held_at", "place", "note"])
    row.present.set(present)
    record("meeting_attended", row.call, by=by, organization=row.call.programme.implementer, present=len(present))
    return row


@transaction.atomic
def record_item(item: MeetingItem, said: Said, *, by: User) -> MeetingItem:
    """Keep what the committee said of one application: decision, amount, votes, conditions, reasons.

    Refused with the figures: an amount over what was requested or over the largest grant, more votes than voters.
    """
    meeting, row = _open_item(item, by)
    if said.decision not in Decision.values:
        sentence = _("Choose what the committee proposes.")
        raise Refusal(sentence, fields={"decision": sentence})
    amount = said.amount if said.decision == Decision.AWARD else None
    if said.decision == Decision.AWARD:
        _check_amount(meeting, row, amount)
    _check_votes(meeting, row, said.votes)
    votes = said.votes or (None, None, None)
    row.decision, row.amount = said.decision, amount
    row.votes_for, row.votes_against, row.votes_abstained = votes
    row.conditions, row.note = said.conditions.strip(), said.note.strip()
    row.save()
    facts = {"decision": str(said.decision), "amount": f"{amount:.2f}" if amount else ""}
    record("meeting_item_recorded", row.application, by=by, organization=None, meeting=meeting.pk, **facts)
    return row


def _check_amount(meeting: Meeting, item: MeetingItem, amount: Decimal | None) -> None:
    most = most_for(item.application, meeting.call)
    if amount is None or amount <= 0:
        sentence = _("Write the amount that is proposed.")
    elif amount > most:
        figures = {"amount": say(amount), "most": say(most), "currency": meeting.call.currency}
        sentence = _("%(amount)s %(currency)s is more than it can get, %(most)s %(currency)s.") % figures
    else:
        return
    raise Refusal(sentence, fields={"amount": sentence})


def _check_votes(meeting: Meeting, item: MeetingItem, votes: tuple[int, int, int] | None) -> None:
    if votes is None:
        return
    aside = Recusal.objects.filter(application=item.application_id).values("member")
    voters = meeting.present.exclude(seat="secretary").exclude(pk__in=aside).count()
    if sum(votes) > voters:
        sentence = _("%(votes)d votes are more than the %(voters)d present who may vote on this application.")
        reason = sentence % {"votes": sum(votes), "voters": voters}
        raise Refusal(reason, fields={"votes_for": reason})


@transaction.atomic
def change_order(item: MeetingItem, *, by: User, place: int, reason: str, proposed_by: CommitteeMember) -> MeetingItem:
    """Give an application another place, with the reason and who proposed it; those between move by one.

    Both places, the reason and the person are kept for the minutes.
    """
    meeting, row = _open_item(item, by)
    items = list(meeting.items.select_for_update().order_by("place", "pk"))
    if not 1 <= place <= len(items):
        sentence = _("There are places 1 to %(last)d.") % {"last": len(items)}
        raise Refusal(sentence, fields={"place": sentence})
    if place == row.place:
        sentence = _("It has this place already.")
        raise Refusal(sentence, fields={"place": sentence})
    if not reason.strip():
        sentence = _("The order of the ranking changes only with a reason: write it.")
        raise Refusal(sentence, fields={"reason": sentence})
    aside = Recusal.objects.filter(member=proposed_by, application=row.application_id).exists()
    if proposed_by.call_id != meeting.call_id or aside:
        sentence = _("Choose a member who sits on this committee and did not step aside for this application.")
        raise Refusal(sentence, fields={"proposed_by": sentence})
    start = row.place
    if place < start:
        meeting.items.filter(place__gte=place, place__lt=start).update(place=F("place") + 1)
    else:
        meeting.items.filter(place__gt=start, place__lte=place).update(place=F("place") - 1)
    MeetingItem.objects.filter(pk=row.pk).update(place=place)
    OrderChange.objects.create(
        item=row,
        from_place=start,
        to_place=place,
        reason=reason.strip(),
        proposed_by=proposed_by,
        recorded_at=clock.now(),
        recorded_by=by,
    )
    record("meeting_order_changed", row.application, by=by, organization=None, start=start, end=place)
    row.refresh_from_db()
    return row


@transaction.atomic
def hold_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """Close the record: quorum present, every application decided, votes counted where the call asks for them."""
    row = _recorded(meeting, by)
    present, needed = row.present.exclude(seat="secretary").count(), quorum_of(row)
    if present < needed:
        figures = {"present": present, "needed": needed}
        raise NotNow(_("%(present)d members with a vote are present; the quorum is %(needed)d.") % figures)
    undecided = row.items.filter(decision="").select_related("application")
    if undecided:
        names = ", ".join(each.application.reference for each in undecided)
        raise NotNow(_("Nothing is recorded yet for %(names)s.") % {"names": names})
    if terms_of(row.call).asks_votes:
        silent = row.items.filter(votes_for__isnull=True).select_related("application")
        if silent:
            names = ", ".join(each.application.reference for each in silent)
            raise NotNow(_("The call asks for votes; none are recorded for %(names)s.") % {"names": names})
    MEETING.make(row, "hold", by=by)
    record("meeting_held", row.call, by=by, organization=row.call.programme.implementer, present=present)
    chairs = row.call.committee.sitting().filter(seat="chair").exclude(user=by).select_related("user")
    notify([each.user for each in chairs], "minutes_to_sign", url=row.get_absolute_url(), call=row.call)
    return row


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).select_related("call__programme").get(pk=meeting.pk)


@transaction.atomic
def reopen_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """Open a held meeting's record again, before it is signed off, to correct it."""
    row = MEETING.make(_locked(meeting), "reopen", by=by)
    record("meeting_reopened", row.call, by=by, organization=row.call.programme.implementer)
    return row


@transaction.atomic
def sign_minutes(meeting: Meeting, *, by: User) -> Meeting:
    """The chair signs the minutes off: they are as they are from now on, and the award list can be made from them."""
    row = _locked(meeting)
    MEETING.check(row, "sign", by=by)
    row.signed_at, row.signed_by = clock.now(), by
    row.save(update_fields=["signed_at", "signed_by"])
    MEETING.make(row, "sign", by=by)
    record("minutes_signed", row.call, by=by, organization=row.call.programme.implementer, meeting=row.pk)
    return row
