"""A committee decides: who sits, who steps aside, another order with its reason, minutes, and the list made of them."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from grants.models import Award, DecisionTerms, Meeting
from kernel import clock
from organizations.models import Role
from tests.factories.grants.applications import InReviewFactory
from tests.factories.grants.calls import staff
from tests.factories.grants.reviews import CallInReviewFactory, reviewed
from tests.factories.organizations import UserFactory
from tests.journeys.pages import in_days, look, send

REASON = "Singura cerere din cinci sate."


@pytest.fixture
def call(db):
    """A meeting decides by votes; the money holds one grant."""
    call = CallInReviewFactory(envelope=Decimal("12000.00"), max_amount=Decimal("12000.00"))
    DecisionTerms.objects.create(call=call, needs_meeting=True, asks_votes=True)
    return call


@pytest.fixture
def pair(call):
    found = [InReviewFactory(call=call, title=title) for title in ("Fântâna", "Podul")]
    for application, points in zip(found, (5, 4), strict=True):
        reviewed(application, points, points)
    return found


def test_chair_leads_the_meeting_from_its_members_to_the_list(call, pair, login):
    people = {"chair": UserFactory(), "one": UserFactory(), "two": UserFactory(), "secretary": staff(call.programme)}
    manager = login(staff(call.programme, Role.PROGRAMME_MANAGER))
    for key, person in people.items():
        seat = {"one": "member", "two": "member"}.get(key, key)
        send(manager, "committee_add", call.reference, email=person.email, name=person.name, language="ro", seat=seat)
    seats = {key: call.committee.get(user=person) for key, person in people.items()}
    chair, one, secretary = (login(people[key]) for key in ("chair", "one", "secretary"))

    send(one, "recuse", seats["one"].pk, application=pair[0].pk, nature="family")
    look(one, "application", pair[0].reference, status=404)
    send(one, "recuse", seats["two"].pk, status=403, application=pair[0].pk, nature="family")
    assert "propose/" not in look(secretary, "ranking", call.reference)
    send(secretary, "propose_awards", call.reference, answer_by_on=in_days(14))
    assert not call.award_lists.exists()
    meeting = meet(call, chair, secretary, seats)
    reorder(meeting, secretary, seats, pair)
    record(meeting, chair, secretary, pair)
    minutes = look(one, "meeting", meeting.pk)
    assert ("Fântâna" in minutes, "Podul" in minutes, REASON in minutes) == (False, True, True)
    send(secretary, "meeting_move", meeting.pk, "sign", status=403)
    send(chair, "meeting_move", meeting.pk, "sign")
    assert secretary.get(reverse("grants:minutes", args=[meeting.pk]), {"language": "ro"}).content[:5] == b"%PDF-"

    send(secretary, "meeting_propose", meeting.pk, answer_by_on=in_days(14), note="")
    waiting = call.award_lists.get()
    assert [row.application for row in waiting.rows.filter(decision="award")] == [pair[1]]
    send(secretary, "awardlist_move", waiting.pk, "approve", status=403)
    send(manager, "awardlist_move", waiting.pk, "approve")
    assert [each.application for each in Award.objects.all()] == [pair[1]]


def meet(call, chair, secretary, seats):
    """The chair opens it; the secretary writes down who is there."""
    when = {"held_at": timezone.localtime(clock.now()).strftime("%Y-%m-%dT%H:%M"), "place": "Sala mică"}
    send(chair, "meeting_new", call.reference, **when)
    meeting = Meeting.objects.get()
    present = [seats[key].pk for key in ("chair", "one", "secretary")]
    send(secretary, "meeting_attendance", meeting.pk, **when, present=present, note="")
    return meeting


def reorder(meeting, secretary, seats, pair):
    """Nothing changes its place without a reason and a name."""
    item = meeting.items.get(application=pair[1])
    moved = {"place": "1", "proposed_by": seats["chair"].pk}
    assert 'class="error-summary"' in send(secretary, "meeting_item_move", item.pk, **moved, reason="")
    send(secretary, "meeting_item_move", item.pk, **moved, reason=REASON)
    assert [each.application for each in meeting.items.order_by("place")] == [pair[1], pair[0]]


def record(meeting, chair, secretary, pair):
    """Every decision with its votes; before the last one the meeting cannot be closed."""
    first, second = meeting.items.order_by("place")
    votes = {"votes_against": "0", "votes_abstained": "0", "conditions": "", "note": "Votat."}
    given = {"decision": "award", "amount": "10.000,00"}
    too_many = send(secretary, "meeting_item", first.pk, **given, **votes, votes_for="3")
    assert "more than the 2 present" in too_many
    send(secretary, "meeting_item", first.pk, **given, **votes, votes_for="2")
    assert f"Nothing is recorded yet for {pair[0].reference}" in send(
        chair, "meeting_move", meeting.pk, "hold", status=409
    )
    send(secretary, "meeting_item", second.pk, decision="reserve", amount="", **votes, votes_for="1")
    send(chair, "meeting_move", meeting.pk, "hold")
