"""The committee: who sits, who steps aside, what it decides, its minutes, and the list that is made from them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from grants.actions.awards import meetings as acts
from grants.actions.awards.committee import add_committee_member, recuse_member
from grants.actions.awards.lists import approve_award_list, record_no_objection, record_objection
from grants.actions.awards.proposing import propose_award_list, propose_from_meeting
from grants.lifecycles import APPEAL, MEETING
from grants.models import AppealStatus, Application, ApplicationStatus, DecisionTerms, MeetingStatus
from grants.papers.minutes import minutes_of
from kernel import clock
from kernel.pdf import make_pdf
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.models import Role
from tests.factories.grants.applications import InReviewFactory, member
from tests.factories.grants.calls import staff
from tests.factories.grants.reviews import CallInReviewFactory, reviewed
from tests.factories.organizations import UserFactory
from tests.factories.organizations.documents import DocumentFactory


@pytest.fixture
def call(db):
    call = CallInReviewFactory(envelope=Decimal("15000.00"), max_amount=Decimal("12000.00"))
    DecisionTerms.objects.create(call=call, needs_meeting=True, asks_votes=True, needs_no_objection=True)
    return call


@pytest.fixture
def manager(call):
    return staff(call.programme, Role.PROGRAMME_MANAGER)


@pytest.fixture
def seats(call, manager):
    """A chair and two members from outside, and the officer as secretary."""
    people = {"chair": UserFactory(), "one": UserFactory(), "two": UserFactory(), "secretary": staff(call.programme)}
    parts = {"one": "member", "two": "member"}
    for key, person in people.items():
        add_committee_member(call, by=manager, email=person.email, seat=parts.get(key, key))
    return people


@pytest.fixture
def three(call):
    found = [InReviewFactory(call=call) for _each in range(3)]
    for application, points in zip(found, (5, 4, 1), strict=True):
        reviewed(application, points, points)
    return found


def _open(call, by):
    return acts.open_meeting(call, by=by, held_at=clock.now(), place="Sala mică")


def _attend(meeting, call, by, *people):
    present = list(call.committee.filter(user__in=people))
    acts.record_attendance(meeting, by=by, present=present, held_at=meeting.held_at, place="Sala mică")


def _record_all(meeting, by, votes=(2, 0, 0), amount="10000"):
    for item in meeting.items.order_by("place"):
        is_first = item.place == 1
        decision = "award" if is_first else "reserve"
        said = acts.Said(decision, Decimal(amount) if is_first else None, votes, note="Pentru că.")
        acts.record_item(item, said, by=by)


def test_add_committee_member_refuses_an_applicant_and_a_second_chair(call, manager, seats, three):
    with pytest.raises(Refusal, match="which has applied"):
        add_committee_member(call, by=manager, email=member(three[0].organization).email, seat="member")
    with pytest.raises(Refusal, match="has a chair already"):
        add_committee_member(call, by=manager, email=UserFactory().email, seat="chair")
    with pytest.raises(NotAllowed):
        add_committee_member(call, by=seats["chair"], email=UserFactory().email, seat="member")


def test_recuse_member_closes_the_application(call, seats, three):
    one = call.committee.get(user=seats["one"])
    assert set(Application.objects.visible_to(seats["one"])) == set(three)
    recuse_member(one, three[0], by=seats["one"], nature="family")
    assert set(Application.objects.visible_to(seats["one"])) == set(three[1:])
    with pytest.raises(NotAllowed):
        recuse_member(one, three[1], by=seats["two"], nature="family")


def test_meeting_needs_quorum_decisions_and_votes(call, seats, three):
    secretary = seats["secretary"]
    meeting = _open(call, secretary)
    _attend(meeting, call, secretary, seats["chair"], secretary)
    with pytest.raises(NotNow, match="1 members with a vote are present; the quorum is 2"):
        acts.hold_meeting(meeting, by=secretary)
    _attend(meeting, call, secretary, seats["chair"], seats["one"])
    with pytest.raises(NotNow, match="Nothing is recorded yet"):
        acts.hold_meeting(meeting, by=secretary)
    with pytest.raises(Refusal, match="3 votes are more than the 2 present"):
        _record_all(meeting, secretary, votes=(2, 1, 0))
    with pytest.raises(Refusal, match=r"10,000\.01 MDL is more than it can get"):
        _record_all(meeting, secretary, amount="10000.01")
    _record_all(meeting, secretary, votes=None)
    with pytest.raises(NotNow, match="asks for votes"):
        acts.hold_meeting(meeting, by=secretary)
    _record_all(meeting, secretary)
    assert acts.hold_meeting(meeting, by=secretary).status == MeetingStatus.HELD


def test_change_order_keeps_places_reason_and_person(call, seats, three):
    meeting = _open(call, seats["secretary"])
    last = meeting.items.get(application=three[2])
    one = call.committee.get(user=seats["one"])
    with pytest.raises(Refusal, match="only with a reason"):
        acts.change_order(last, by=seats["chair"], place=1, reason=" ", proposed_by=one)
    acts.change_order(last, by=seats["chair"], place=1, reason="Singurul sat.", proposed_by=one)
    assert [each.application for each in meeting.items.order_by("place")] == [three[2], three[0], three[1]]
    change = last.changes.get()
    assert (change.from_place, change.to_place, change.reason, change.proposed_by) == (3, 1, "Singurul sat.", one)
    recuse_member(one, three[0], by=seats["one"], nature="other")
    with pytest.raises(Refusal, match="did not step aside"):
        acts.change_order(
            meeting.items.get(application=three[0]), by=seats["chair"], place=3, reason="x", proposed_by=one
        )


def test_minutes_say_who_left_and_close_what_is_closed(call, seats, three):
    meeting = _open(call, seats["secretary"])
    recuse_member(call.committee.get(user=seats["one"]), three[0], by=seats["one"], nature="family")
    _attend(meeting, call, seats["secretary"], seats["chair"], seats["two"])
    _record_all(meeting, seats["secretary"])
    for language in ("ro", "ru", "en"):
        words = str(minutes_of(meeting, language, reader=seats["chair"]).blocks)
        assert seats["one"].name in words
        assert three[0].title in words
        assert make_pdf(minutes_of(meeting, language, reader=seats["chair"])).startswith(b"%PDF")
    assert "stepped aside" in str(minutes_of(meeting, "en", reader=seats["one"]).blocks)


def _signed(call, seats):
    meeting = _open(call, seats["secretary"])
    _attend(meeting, call, seats["secretary"], seats["chair"], seats["one"], seats["two"])
    _record_all(meeting, seats["secretary"])
    acts.hold_meeting(meeting, by=seats["secretary"])
    with pytest.raises(NotAllowed):
        acts.sign_minutes(meeting, by=seats["secretary"])
    return acts.sign_minutes(meeting, by=seats["chair"])


def test_list_is_made_from_signed_minutes_and_waits_for_the_donor(call, manager, seats, three):
    officer, day = staff(call.programme), clock.today() + timedelta(days=14)
    with pytest.raises(NotNow, match="a committee decides"):
        propose_award_list(call, {}, by=officer, answer_by_on=day)
    award_list = propose_from_meeting(_signed(call, seats), by=officer, answer_by_on=day)
    rows = [(row.application, row.place, row.decision) for row in award_list.rows.all()]
    assert rows == [(three[0], 1, "award"), (three[1], 2, "reserve"), (three[2], 3, "reserve")]
    approve_award_list(award_list, by=manager)
    award_list.refresh_from_db()
    assert award_list.status == "awaiting_donor"
    assert set(call.applications.values_list("status", flat=True)) == {ApplicationStatus.IN_REVIEW}
    paper = DocumentFactory(organization=call.programme.implementer)
    with pytest.raises(Refusal, match="date in the future"):
        record_no_objection(
            award_list, by=officer, on=clock.today() + timedelta(days=1), document=paper, answer_by_on=day
        )
    record_no_objection(award_list, by=officer, on=clock.today(), document=paper, answer_by_on=day)
    three[0].refresh_from_db()
    assert (three[0].status, three[0].award.amount) == ("awarded", Decimal("10000.00"))


def test_objection_of_the_donor_sends_the_list_back(call, manager, seats, three):
    officer, day = staff(call.programme), clock.today() + timedelta(days=14)
    award_list = propose_from_meeting(_signed(call, seats), by=officer, answer_by_on=day)
    approve_award_list(award_list, by=manager)
    paper = DocumentFactory(organization=call.programme.implementer)
    with pytest.raises(Refusal, match="why the donor objects"):
        record_objection(award_list, by=officer, on=clock.today(), document=paper, reason="")
    returned = record_objection(award_list, by=officer, on=clock.today(), document=paper, reason="Prea mult.")
    assert (returned.status, returned.returned_reason) == ("returned", "Prea mult.")


@pytest.mark.parametrize(
    ("lifecycle", "statuses", "table"),
    [
        (
            MEETING,
            MeetingStatus,
            {"open": {"hold": "held"}, "held": {"reopen": "open", "sign": "signed"}, "signed": {}},
        ),
        (APPEAL, AppealStatus, {"filed": {"uphold": "upheld", "reject": "rejected"}, "upheld": {}, "rejected": {}}),
    ],
)
def test_lives_of_meetings_and_appeals(lifecycle, statuses, table):
    found = {status: {each.name: each.to for each in lifecycle if status in each.from_} for status in statuses.values}
    assert found == table


def test_who_reads_the_way_of_a_decision_is_led_only_to_pages_that_open(call, manager, three, login):
    DecisionTerms.objects.update(needs_meeting=False)
    finance = staff(call.programme, Role.FINANCE_OFFICER)
    there = reverse("grants:propose_awards", args=[call.reference])
    for person, may in ((manager, True), (finance, False)):
        client = login(person)
        page = client.get(reverse("grants:decision", args=[call.reference])).content.decode()
        assert (there in page) is may
        assert (client.get(there).status_code == 200) is may
