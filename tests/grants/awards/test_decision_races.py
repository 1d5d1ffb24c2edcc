"""Two at once around a decision: a last review, a review reopened, an application withdrawn, both answers to an award.

Whoever is second is told so; what was decided agrees with what it was decided from. Real threads, PostgreSQL.
"""

from datetime import timedelta
from decimal import Decimal

import pytest

from grants.actions.applications.applying import withdraw_application
from grants.actions.awards.answering import accept_award, decline_award
from grants.actions.awards.committee import add_committee_member
from grants.actions.awards.lists import approve_award_list
from grants.actions.awards.meetings import open_meeting
from grants.actions.awards.proposing import Proposed, propose_award_list
from grants.actions.awards.reserve import move_up_reserve
from grants.actions.reviews.assignments import assign_reviewer
from grants.actions.reviews.judging import Judged, reopen_review, save_review, submit_review
from grants.models import Agreement, Application, Assignment, Award, AwardList, DecisionTerms, Meeting, Review
from grants.queries.awards.ranking import ranking_of, taken_from
from kernel import clock
from organizations.models import Role
from tests.factories.grants.applications import InReviewFactory, member
from tests.factories.grants.calls import staff
from tests.factories.grants.reviews import (
    CallInReviewFactory,
    CallReviewerFactory,
    OpenAssignmentFactory,
    reviewed,
)
from tests.grants.agreements.test_agreement_races import together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def call(transactional_db):
    return CallInReviewFactory(envelope=Decimal("12000.00"), max_amount=Decimal("12000.00"))


@pytest.fixture
def officer(call):
    return staff(call.programme)


@pytest.fixture
def manager(call):
    return staff(call.programme, Role.PROGRAMME_MANAGER)


@pytest.fixture
def pair(call):
    """Two applications of 10,000 each, of which the money holds one; both scored by one reviewer."""
    found = [InReviewFactory(call=call) for _each in range(2)]
    for application, points in zip(found, (5, 4), strict=True):
        reviewed(application, points, points)
    return found


def soon():
    return clock.today() + timedelta(days=7)


def propose(call, pair, officer):
    """The first is awarded, the second waits on the reserve."""
    proposals = {pair[0].pk: Proposed("award", Decimal(10000)), pair[1].pk: Proposed("reserve", reason="Pe scurt.")}
    return propose_award_list(call, proposals, by=officer, answer_by_on=soon())


def written(application, points):
    """The sheet of one more reviewer, complete, not submitted."""
    assignment = OpenAssignmentFactory(application=application)
    scores = {each.pk: Judged(Decimal(points), "Pentru că.") for each in application.call.criteria.all()}
    save_review(assignment, scores, by=assignment.reviewer)
    return assignment


def test_award_accepted_and_declined_at_once(call, pair, officer, manager):
    approve_award_list(propose(call, pair, officer), by=manager)
    award, organization = Award.objects.get(), pair[0].organization
    people = [member(organization), member(organization)]
    said = together(
        lambda: accept_award(award, by=people[0]), lambda: decline_award(award, by=people[1], reason="Alt donator.")
    )
    assert said == ["NotNow", "done"]
    award.refresh_from_db()
    assert Agreement.objects.count() == (1 if award.status == "accepted" else 0)


def test_reserve_moves_up_while_the_award_is_declined(call, pair, officer, manager):
    approve_award_list(propose(call, pair, officer), by=manager)
    award, person = Award.objects.get(), member(pair[0].organization)
    together(
        lambda: decline_award(award, by=person, reason="Alt donator."),
        lambda: move_up_reserve(call, by=officer, answer_by_on=soon()),
    )
    for waiting in AwardList.objects.filter(status="proposed"):
        approve_award_list(waiting, by=manager)
    assert taken_from(call) <= call.envelope


def test_application_withdrawn_while_its_list_is_approved(call, pair, officer, manager):
    award_list, person = propose(call, pair, officer), member(pair[0].organization)
    said = together(
        lambda: approve_award_list(award_list, by=manager), lambda: withdraw_application(pair[0], by=person)
    )
    assert said == ["NotNow", "done"]
    awarded = Award.objects.filter(application=pair[0]).exists()
    assert Application.objects.get(pk=pair[0].pk).status == ("awarded" if awarded else "withdrawn")


def test_last_review_submitted_while_the_list_is_proposed(call, pair, officer):
    last = written(pair[0], 3)
    together(lambda: submit_review(last, by=last.reviewer), lambda: propose(call, pair, officer))
    assert Review.objects.get(assignment=last).status == "submitted"
    outcomes = {row.application.pk: (row.outcome.n, row.outcome.total) for row in ranking_of(call).rows}
    for award_list in AwardList.objects.all():
        assert {row.application_id: (row.reviews, row.mean) for row in award_list.rows.all()} == outcomes


def test_review_reopened_while_the_list_is_proposed(call, pair, officer, manager):
    review = Review.objects.get(assignment__application=pair[0])
    said = together(
        lambda: reopen_review(review, by=manager, reason="Un criteriu lipsește."), lambda: propose(call, pair, officer)
    )
    assert said == ["NotNow", "done"]
    review.refresh_from_db()
    assert AwardList.objects.exists() == (review.status == "submitted")


def test_reviewer_added_while_the_list_is_proposed(call, pair, officer, manager):
    reviewer = CallReviewerFactory(call=call).user
    said = together(
        lambda: assign_reviewer(pair[0], reviewer, by=manager),
        lambda: propose(call, pair, officer),
    )
    assert said == ["NotNow", "done"]
    assert AwardList.objects.exists() != Assignment.objects.filter(reviewer=reviewer).exists()


def test_last_review_submitted_while_the_chair_opens_the_meeting(call, pair, officer, manager):
    DecisionTerms.objects.create(call=call, needs_meeting=True)
    chair = staff(call.programme, Role.FINANCE_APPROVER)
    add_committee_member(call, by=manager, email=chair.email, seat="chair")
    last = written(pair[1], 5)
    together(
        lambda: submit_review(last, by=last.reviewer),
        lambda: open_meeting(call, by=chair, held_at=clock.now(), place="Sala mică"),
    )
    assert Review.objects.get(assignment=last).status == "submitted"
    ranks = {row.application.pk: row.rank for row in ranking_of(call).rows}
    for meeting in Meeting.objects.all():
        assert {item.application_id: item.rank for item in meeting.items.all()} == ranks
