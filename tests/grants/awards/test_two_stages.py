"""A call in two stages: concept notes and full applications are judged apart, each by its own criteria."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from grants.actions.awards.meetings import open_meeting
from grants.actions.awards.proposing import propose_award_list
from grants.actions.reviews.judging import Judged, save_review
from grants.models import Application, CommitteeMember, Seat
from grants.queries.awards.feedback import feedback_of
from grants.queries.awards.ranking import ranking_of, stage_under_judgement
from grants.queries.reviews.divergence import divergence_of, divergences_of
from grants.queries.reviews.severity import severities_of
from kernel import clock
from kernel.refusals import NotNow, Refusal
from tests.factories.grants.applications import InReviewFactory, SubmittedFactory
from tests.factories.grants.calls import staff
from tests.factories.grants.reviews import CallInReviewFactory, OpenAssignmentFactory, in_two_stages, reviewed
from tests.factories.organizations import UserFactory


@pytest.fixture
def call(db):
    return in_two_stages(CallInReviewFactory())


@pytest.fixture
def officer(call):
    return staff(call.programme)


def _in_review(call, *, stage, points, status="in_review"):
    application = InReviewFactory(call=call, stage=stage)
    reviewed(application, points, points)
    Application.objects.filter(pk=application.pk).update(status=status)
    application.refresh_from_db()
    return application


def test_each_application_is_scored_by_the_criteria_of_its_stage(call):
    note, full = _in_review(call, stage=1, points=5), _in_review(call, stage=2, points=5)
    outcomes = {stage: ranking_of(call, stage=stage).rows[0].outcome for stage in (1, 2)}
    assert {stage: (each.total, each.missing) for stage, each in outcomes.items()} == {
        note.stage: (Decimal(100), ()),
        full.stage: (Decimal(50), ()),
    }


def test_the_ranking_is_of_one_stage_and_the_money_goes_to_the_last(call):
    note, full = _in_review(call, stage=1, points=5, status="invited"), _in_review(call, stage=2, points=5)
    rows = {stage: ranking_of(call, stage=stage) for stage in (None, 1, 2)}
    assert [[row.application for row in rows[stage].rows] for stage in (None, 1, 2)] == [[full], [note], [full]]
    assert [len(rows[stage].rows[0].means) for stage in (1, 2)] == [2, 2]
    assert [rows[stage].is_final for stage in (None, 1, 2)] == [True, False, True]


def test_open_reviews_of_concept_notes_do_not_hold_up_the_ranking_of_full_applications(call):
    _in_review(call, stage=2, points=5)
    OpenAssignmentFactory(application=InReviewFactory(call=call, stage=1))
    assert [ranking_of(call, stage=stage).open_reviews for stage in (1, 2)] == [1, 0]


def test_divergence_and_severity_know_the_stage(call):
    note = InReviewFactory(call=call, stage=1)
    severe, mild = UserFactory(), UserFactory()
    reviewed(note, 1, 1, reviewer=severe)
    reviewed(note, 5, 5, reviewer=mild)
    assert divergence_of(note).spread == Decimal(80)
    assert [each.spread for each in divergences_of(call)] == [Decimal(80)]
    assert [(each.reviewer, each.deviation) for each in severities_of(call)] == [
        (severe, Decimal(-80)),
        (mild, Decimal(80)),
    ]


def test_a_concept_note_is_compared_with_those_that_were_invited(call):
    for _each in range(3):
        _in_review(call, stage=1, points=4, status="invited")
    refused = _in_review(call, stage=1, points=2, status="rejected")
    feedback = feedback_of(refused)
    assert [(each.own, each.chosen) for each in feedback.points] == [(Decimal(2), Decimal(4))] * 2
    assert (feedback.is_note, feedback.chosen, feedback.of) == (True, 3, 4)


def test_points_for_a_criterion_of_the_other_stage_are_refused(call):
    assignment = OpenAssignmentFactory(application=InReviewFactory(call=call, stage=1))
    other = call.criteria.filter(stage=2).first()
    with pytest.raises(Refusal, match="another call or stage"):
        save_review(assignment, {other.pk: Judged(Decimal(3))}, by=assignment.reviewer)


def test_nothing_is_decided_while_a_stage_is_not_over(call, officer):
    day = clock.today() + timedelta(days=14)
    CommitteeMember.objects.create(call=call, user=officer, seat=Seat.CHAIR, added_by=officer)
    _in_review(call, stage=2, points=9)
    note = _in_review(call, stage=1, points=4)
    for act in (
        lambda: propose_award_list(call, {}, by=officer, answer_by_on=day),
        lambda: open_meeting(call, by=officer, held_at=clock.now(), place="Chișinău"),
    ):
        with pytest.raises(NotNow, match="Concept notes wait"):
            act()
    Application.objects.filter(pk=note.pk).update(status="invited")
    unchecked = SubmittedFactory(call=call, stage=2)
    with pytest.raises(NotNow, match="wait for their eligibility check"):
        propose_award_list(call, {}, by=officer, answer_by_on=day)
    call.full_deadline_at = clock.now() + timedelta(days=1)
    call.save()
    with pytest.raises(NotNow, match="Full applications may be sent until"):
        propose_award_list(call, {}, by=officer, answer_by_on=day)
    Application.objects.filter(pk=unchecked.pk).update(status="ineligible")
    row = propose_award_list(call, {}, by=officer, answer_by_on=day).rows.get()
    assert (row.decision, row.amount) == ("award", row.application.requested)


@pytest.mark.django_db
def test_a_call_of_one_stage_is_not_decided_before_every_check_is_done():
    call = CallInReviewFactory()
    _in_review(call, stage=1, points=4)
    SubmittedFactory(call=call)
    with pytest.raises(NotNow, match="1 application waits for its eligibility check"):
        propose_award_list(call, {}, by=staff(call.programme), answer_by_on=clock.today() + timedelta(days=14))


def test_the_page_shows_the_stage_that_is_judged_and_leads_to_the_other(call, officer, login):
    note = _in_review(call, stage=1, points=5)
    assert stage_under_judgement(call) == 1
    url, browser = reverse("grants:ranking", args=[call.reference]), login(officer)
    page = browser.get(url)
    assert [row.application for row in page.context["ranking"].rows] == [note]
    assert "Cumulated" not in page.text
    full = _in_review(call, stage=2, points=5)
    assert [row.application for row in browser.get(url).context["ranking"].rows] == [full]
    for wrong in ("3", "0", "x", "٢"):
        assert browser.get(url, {"stage": wrong}).context["ranking"].stage in (1, 2)
    assert browser.get(url, {"stage": "1", "format": "xlsx"}).getvalue().startswith(b"PK")
