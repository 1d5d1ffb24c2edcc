"""Reviews: eligibility with reasons, conflicts that really close the file, scores that lock."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail

from grants.actions.calls.life import start_review
from grants.actions.reviews.assignments import add_reviewer, assign_balanced, assign_reviewer, withdraw_assignment
from grants.actions.reviews.conflicts import declare_conflict
from grants.actions.reviews.eligibility import Found, check_eligibility
from grants.actions.reviews.judging import Judged, save_review, submit_review
from grants.models import Application, ApplicationStatus, Assignment, Award, Finding, ReviewStatus
from grants.queries.awards.ranking import ranking_of
from grants.queries.reviews.sheets import review_table
from grants.wiring.calls import reads_application_file
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.models import Role
from organizations.queries.activity import of_organization
from tests.factories.grants.applications import InReviewFactory, SubmittedFactory, member
from tests.factories.grants.calls import staff
from tests.factories.grants.reviews import (
    AssignmentFactory,
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


def _findings(call, finding=Finding.YES, reason=""):
    return {each.pk: Found(finding, reason) for each in call.eligibility_criteria.all()}


def test_eligible_applications_go_to_review(call, officer):
    application = SubmittedFactory(call=call)
    check_eligibility(application, _findings(call), by=officer)
    application.refresh_from_db()
    assert application.status == ApplicationStatus.IN_REVIEW


def test_ineligible_ones_are_told_the_reasons(call, officer, django_capture_on_commit_callbacks):
    application = SubmittedFactory(call=call)
    signatory = member(application.organization)
    with pytest.raises(Refusal, match="with its reason"):
        check_eligibility(application, _findings(call, Finding.NO), by=officer)
    with django_capture_on_commit_callbacks(execute=True):
        check_eligibility(application, _findings(call, Finding.NO, "Nu este înregistrată."), by=officer)
    application.refresh_from_db()
    assert application.status == ApplicationStatus.INELIGIBLE
    assert [message.to for message in mail.outbox] == [[signatory.email]]
    assert "Nu este înregistrată." in mail.outbox[0].body


def test_what_is_to_be_clarified_is_checked_again(call, officer):
    application = SubmittedFactory(call=call)
    check_eligibility(application, _findings(call, Finding.CLARIFY, "Statutul lipsește."), by=officer)
    application.refresh_from_db()
    assert application.status == ApplicationStatus.SUBMITTED
    check_eligibility(application, _findings(call), by=officer)
    with pytest.raises(NotNow):
        check_eligibility(application, _findings(call), by=officer)
    assert application.eligibility_check.answers.count() == 1


def test_eligibility_is_checked_after_the_deadline_by_its_staff(db):
    application = SubmittedFactory()
    with pytest.raises(NotNow, match="after the deadline"):
        check_eligibility(application, {}, by=staff(application.call.programme))
    with pytest.raises(NotAllowed):
        check_eligibility(application, {}, by=staff(CallInReviewFactory().programme))


def test_start_review_records_the_close_first(db):
    application = SubmittedFactory()
    call = application.call
    officer = staff(call.programme)
    with pytest.raises(NotNow):
        start_review(call, by=officer)
    with clock.at(call.deadline_at):
        assert start_review(call, by=officer).status == "in_review"


def test_add_reviewer_makes_an_account_where_there_is_none(call, officer, django_capture_on_commit_callbacks):
    with pytest.raises(Refusal, match="write the name too"):
        add_reviewer(call, by=officer, email="nou@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        added = add_reviewer(call, by=officer, email="Nou@Example.org", name="Nou Venit", language="ro")
    assert (added.user.email, added.user.has_usable_password()) == ("nou@example.org", False)
    assert [message.to for message in mail.outbox] == [["nou@example.org"]]
    assert add_reviewer(call, by=officer, email="nou@example.org") == added


def test_assign_reviewer_never_to_the_applicants_own(call, officer):
    application = InReviewFactory(call=call)
    own = CallReviewerFactory(call=call, user=member(application.organization)).user
    with pytest.raises(Refusal, match="belongs to the organisation"):
        assign_reviewer(application, own, by=officer)
    with pytest.raises(Refusal, match="not a reviewer of this call"):
        assign_reviewer(application, UserFactory(), by=officer)
    author = CallReviewerFactory(call=call, user=application.created_by).user
    with pytest.raises(Refusal, match="worked on this application"):
        assign_reviewer(application, author, by=officer)


def test_assign_balanced_spreads_the_load(call, officer):
    for _each in range(3):
        InReviewFactory(call=call)
    for _each in range(3):
        CallReviewerFactory(call=call)
    assign_balanced(call, by=officer, wanted=2)
    assert [load.assigned for load in review_table(call).loads] == [2, 2, 2]
    assert assign_balanced(call, by=officer, wanted=2) == []


def test_the_file_opens_after_the_declaration(call):
    assignment = AssignmentFactory(application=InReviewFactory(call=call))
    reviewer, application = assignment.reviewer, assignment.application
    assert not reviewer.has_perm("grants.view_application", application)
    with pytest.raises(NotAllowed):
        save_review(assignment, {}, by=reviewer)
    declare_conflict(assignment, by=reviewer, has_conflict=False)
    assert reviewer.has_perm("grants.view_application", application)
    with pytest.raises(NotNow, match="declared already"):
        declare_conflict(assignment, by=reviewer, has_conflict=True, nature="family")


def test_a_declared_conflict_closes_the_file_even_to_staff(call, officer):
    """A grants officer who reviews and declares a conflict sees it in no list, page, file or ranking any more."""
    application = InReviewFactory(call=call)
    assignment = AssignmentFactory(application=application, reviewer=officer)
    assert list(Application.objects.visible_to(officer)) == [application]
    with pytest.raises(Refusal, match="nature"):
        declare_conflict(assignment, by=officer, has_conflict=True)
    declare_conflict(assignment, by=officer, has_conflict=True, nature="family")
    assert list(Application.objects.visible_to(officer)) == []
    assert list(Award.objects.visible_to(officer)) == []
    for permission in ("view_application", "check_eligibility", "assign_reviewers"):
        assert not officer.has_perm(f"grants.{permission}", application)
    for permission in ("view_ranking", "propose_awards"):
        assert not officer.has_perm(f"grants.{permission}", call)
    document = application.organization.documents.create(
        filename="a", content_type="text/plain", size=1, sha256="0" * 64, is_attached=True
    )
    application.files.create(document=document, attached_by=application.created_by)
    assert not reads_application_file(document, officer)
    assert reads_application_file(document, staff(call.programme))
    CallReviewerFactory(call=call, user=officer)
    with pytest.raises(Refusal, match="declared a conflict"):
        assign_reviewer(application, officer, by=staff(call.programme))


def test_other_implementers_and_other_reviewers_see_nothing(call):
    application = InReviewFactory(call=call)
    other = OpenAssignmentFactory(application=InReviewFactory(call=call)).reviewer
    stranger = staff(CallInReviewFactory().programme)
    cso = MembershipFactory().user
    editor = staff(call.programme, Role.EDITOR)
    for person in (other, stranger, cso, editor):
        assert application not in Application.objects.visible_to(person)
        assert not person.has_perm("grants.view_application", application)


def test_save_review_keeps_a_draft_and_submit_locks_it(call):
    assignment = OpenAssignmentFactory(application=InReviewFactory(call=call))
    by, criteria = assignment.reviewer, list(call.criteria.all())
    with pytest.raises(NotNow, match="Nothing was scored"):
        submit_review(assignment, by=by)
    save_review(assignment, {criteria[0].pk: Judged(Decimal("3.5"), "Da.")}, by=by)
    with pytest.raises(Refusal, match="every criterion"):
        submit_review(assignment, by=by)
    assert ranking_of(call).rows[0].rank is None
    save_review(assignment, {criteria[1].pk: Judged(Decimal(0), "Nu.")}, by=by, comment="Bun.")
    review = submit_review(assignment, by=by)
    assert review.status == ReviewStatus.SUBMITTED
    with pytest.raises(NotNow, match="locked"):
        save_review(assignment, {criteria[0].pk: Judged(Decimal(5), "")}, by=by)


@pytest.mark.parametrize("points", ["-1", "5.5"])
def test_points_stay_in_their_range(call, points):
    assignment = OpenAssignmentFactory(application=InReviewFactory(call=call))
    scores = {call.criteria.first().pk: Judged(Decimal(points))}
    with pytest.raises(Refusal, match="outside their range"):
        save_review(assignment, scores, by=assignment.reviewer)


def test_withdraw_assignment_until_the_review_is_submitted(call, officer):
    application = InReviewFactory(call=call)
    given = AssignmentFactory(application=application)
    withdraw_assignment(given, by=officer)
    assert list(Assignment.objects.visible_to(given.reviewer)) == []
    review = reviewed(application, 5, 5)
    with pytest.raises(NotNow, match="it counts and stays"):
        withdraw_assignment(review.assignment, by=officer)


def test_ranking_counts_submitted_reviews_only(call):
    first, second, third = (InReviewFactory(call=call) for _each in range(3))
    reviewed(first, 4, 4)
    reviewed(first, 2, 2)
    reviewed(second, 5, 5)
    OpenAssignmentFactory(application=second)
    ranking = ranking_of(call)
    assert [(row.application, row.rank, row.outcome.n, row.open_reviews) for row in ranking.rows] == [
        (second, 1, 1, 1),
        (first, 2, 2, 0),
        (third, None, 0, 0),
    ]
    assert [row.diverges for row in ranking.rows] == [False, True, False]
    assert ranking.open_reviews == 1


def test_ranking_costs_the_same_for_one_and_for_many(call, django_assert_num_queries):
    reviewed(InReviewFactory(call=call), 4, 4)
    with django_assert_num_queries(5):
        ranking_of(call)
    for _each in range(5):
        reviewed(InReviewFactory(call=call), 3, 3)
    with django_assert_num_queries(5):
        ranking_of(call)


def test_a_late_review_is_refused(call):
    assignment = OpenAssignmentFactory(application=InReviewFactory(call=call, status="rejected"))
    with clock.at(clock.now() + timedelta(days=1)), pytest.raises(NotNow, match="in review"):
        save_review(assignment, {}, by=assignment.reviewer)


def test_applicant_reads_its_record_without_who_judged_it(client, call, officer):
    application = InReviewFactory(call=call)
    reviewer = CallReviewerFactory(call=call).user
    assignment = assign_reviewer(application, reviewer, by=officer)
    declare_conflict(assignment, by=reviewer, has_conflict=False)
    applicant = member(application.organization)
    verbs = {"reviewer_assigned", "conflict_declared"}

    client.force_login(applicant)
    read = {line.verb for line in client.get(application.get_absolute_url()).context["activities"]}
    assert not verbs & read
    assert not verbs & {line.verb for line in of_organization(application.organization)}

    client.force_login(officer)
    assert verbs <= {line.verb for line in client.get(application.get_absolute_url()).context["activities"]}
