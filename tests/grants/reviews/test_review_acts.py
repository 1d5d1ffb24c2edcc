"""Replacement, reminders, reopening, further reviewers, profiles: the acts around a review."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from grants.actions.reviews.assignments import ask_further_reviewer, assign_reviewer, replace_reviewer
from grants.actions.reviews.conflicts import declare_own_conflict, find_conflict
from grants.actions.reviews.judging import Judged, reopen_review, save_review, submit_review
from grants.actions.reviews.profiles import Tie, save_profile
from grants.actions.reviews.reminding import is_due_for_reminder, remind_of_due_reviews, remind_reviewers
from grants.models import Application, Review, WorkDomain
from grants.queries.reviews.divergence import DivergenceState, divergence_of
from grants.queries.reviews.proposal import proposal_for
from grants.queries.reviews.severity import severities_of
from grants.queries.reviews.sheets import sheets_of
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from tests.factories.grants.applications import InReviewFactory
from tests.factories.grants.calls import staff
from tests.factories.grants.reviews import (
    CallInReviewFactory,
    CallReviewerFactory,
    OpenAssignmentFactory,
    reviewed,
)
from tests.factories.organizations import MembershipFactory, UserFactory


@pytest.fixture
def call(db):
    return CallInReviewFactory()


@pytest.fixture
def officer(call):
    return staff(call.programme)


def _most(call):
    return [each.maximum for each in call.criteria.all()]


def test_a_conflict_found_later_sets_the_review_aside_and_keeps_it(call):
    application = InReviewFactory(call=call)
    review = reviewed(application, *_most(call))
    assignment = review.assignment
    with pytest.raises(Refusal, match="in a sentence"):
        find_conflict(assignment, by=assignment.reviewer, nature="family", note=" ")
    find_conflict(assignment, by=assignment.reviewer, nature="family", note="Am aflat abia acum.")
    assert sheets_of(call) == {}
    assert Review.objects.filter(pk=review.pk, status="submitted").exists()
    assert not Application.objects.visible_to(assignment.reviewer).exists()


def test_staff_with_a_conflict_take_no_part(call, officer):
    application = InReviewFactory(call=call)
    declare_own_conflict(application, by=officer, nature="family")
    assert not officer.has_perm("grants.view_ranking", call)
    with pytest.raises(NotAllowed):
        assign_reviewer(application, CallReviewerFactory(call=call).user, by=officer)


def test_a_reviewer_is_replaced_in_one_act_with_a_reason(call, officer):
    application = InReviewFactory(call=call)
    first, second = (CallReviewerFactory(call=call).user for _each in range(2))
    assignment = assign_reviewer(application, first, by=officer)
    with pytest.raises(Refusal, match="Say why"):
        replace_reviewer(assignment, by=officer, reason="")
    made = replace_reviewer(assignment, by=officer, reason="Este bolnavă.")
    assignment.refresh_from_db()
    assert (made.reviewer, assignment.withdrawn_by, assignment.note) == (second, officer, "Este bolnavă.")


def test_a_past_member_is_not_proposed_and_by_hand_asks_for_a_reason(call, officer):
    application = InReviewFactory(call=call)
    person = CallReviewerFactory(call=call).user
    MembershipFactory(
        user=person,
        organization=application.organization,
        ended_at=clock.now() - timedelta(days=300),
        ended_by=officer,
    )
    proposal = proposal_for(call, wanted=1)
    assert [(each.pairs, each.lacking) for each in proposal.rows] == [([], 1)]
    assert "belonged to the organisation" in proposal.rows[0].exclusions[0].reasons[0]
    with pytest.raises(Refusal, match="Write why"):
        assign_reviewer(application, person, by=officer)
    assert assign_reviewer(application, person, by=officer, despite="A plecat de mult.").note == "A plecat de mult."


def test_who_knows_the_field_and_reads_the_language_comes_first(call):
    application = InReviewFactory(call=call, title="Центр дневного пребывания для детей", summary="Тридцать детей.")
    domain = WorkDomain.objects.create(code="care", name="Îngrijire")
    application.domains.add(domain)
    _other, fitting = (CallReviewerFactory(call=call).user for _each in range(2))
    save_profile(fitting, by=fitting, domains=[domain], languages=["ru"], ties=[])
    (pair,) = proposal_for(call, wanted=1).pairs
    assert pair.reviewer == fitting
    assert pair.reasons[:1] == ["knows: Îngrijire"]


def test_an_institution_of_the_profile_is_found_by_its_name(call):
    application = InReviewFactory(call=call)
    person = CallReviewerFactory(call=call).user
    name = application.organization.name.upper()
    profile = save_profile(person, by=person, domains=[], languages=[], ties=[Tie(name, ended_on=clock.today())])
    assert profile.ties.get().organization in {application.organization, None}
    assert proposal_for(call, wanted=1).pairs == []
    with pytest.raises(NotAllowed):
        save_profile(person, by=UserFactory(), domains=[], languages=[], ties=[])


def test_a_review_is_reopened_with_a_reason_and_its_version_stays(call, officer):
    application = InReviewFactory(call=call)
    assignment = OpenAssignmentFactory(application=application)
    scores = {each.pk: Judged(each.maximum, "Pentru că.") for each in call.criteria.all()}
    save_review(assignment, scores, by=assignment.reviewer)
    review = submit_review(assignment, by=assignment.reviewer)
    with pytest.raises(NotAllowed):
        reopen_review(review, by=assignment.reviewer, reason="Vreau.")
    reopen_review(review, by=officer, reason="Un criteriu a fost citit greșit.")
    assert sheets_of(call) == {}
    submit_review(assignment, by=assignment.reviewer)
    versions = list(review.versions.values_list("number", "reason"))
    assert versions == [(1, "Un criteriu a fost citit greșit."), (2, "")]
    assert len(sheets_of(call)[application.pk]) == 1


def test_divergence_asks_for_one_more_and_the_further_review_settles_it(call, officer):
    application = InReviewFactory(call=call)
    reviewed(application, *_most(call))
    last = OpenAssignmentFactory(application=application)
    save_review(last, {each.pk: Judged(0, "Nu.") for each in call.criteria.all()}, by=last.reviewer)
    submit_review(last, by=last.reviewer)
    application.refresh_from_db()
    assert application.further_wanted_at is not None
    assert divergence_of(application).state == DivergenceState.NEEDED
    third = CallReviewerFactory(call=call).user
    further = ask_further_reviewer(application, by=officer)
    assert (further.reviewer, further.is_further) == (third, True)
    application.refresh_from_db()
    assert application.further_wanted_at is None
    assert divergence_of(application).state == DivergenceState.WAITING
    assert [each.n for each in severities_of(call)] == [1, 1]


def test_reminders_go_once_a_day_by_hand_and_are_kept(call, officer, django_capture_on_commit_callbacks):
    assignments = [OpenAssignmentFactory(application=InReviewFactory(call=call)) for _each in range(2)]
    with django_capture_on_commit_callbacks(execute=True):
        assert remind_reviewers(assignments, by=officer) == 2
    assert len(mail.outbox) == 2
    with pytest.raises(NotNow, match="within the last day"):
        remind_reviewers(assignments, by=officer)
    assert [each.reminders.count() for each in assignments] == [1, 1]


def test_the_clock_reminds_before_and_after_the_due_date_and_not_twice(call):
    due = date(2030, 5, 10)
    assignment = OpenAssignmentFactory(application=InReviewFactory(call=call), due_on=due)
    sent = {}
    for day in range(5, 25):
        with clock.at(datetime(2030, 5, day, 9, tzinfo=UTC)):
            sent[day] = (remind_of_due_reviews(), remind_of_due_reviews())
    assert [day for day, count in sent.items() if count[0]] == [7, 11, 18]
    assert {count[1] for count in sent.values()} == {0}
    assert assignment.reminders.count() == 3


def test_when_a_reminder_is_due():
    due = date(2030, 5, 10)
    assert not is_due_for_reminder(due, date(2030, 5, 6), None)
    assert is_due_for_reminder(due, date(2030, 5, 7), None)
    assert not is_due_for_reminder(due, date(2030, 5, 8), date(2030, 5, 7))
    assert is_due_for_reminder(due, date(2030, 5, 11), date(2030, 5, 7))
