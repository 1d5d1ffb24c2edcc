"""A reviewer asks for something to be clarified, through the staff: names stay hidden on both sides."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from grants.actions.applications.clarifications import answer_clarification, ask_clarification
from grants.actions.reviews.assignments import add_reviewer, assign_reviewer
from grants.actions.reviews.conflicts import declare_conflict, declare_own_conflict, find_conflict
from grants.actions.reviews.planning import plan_review
from grants.actions.reviews.questions import decline_question, propose_question
from grants.models import Application, Assignment, ReviewerQuestion
from grants.queries.reviews.questions import PLACE, question_tasks
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.models import Role
from tests.factories.grants.applications import InReviewFactory, member
from tests.factories.grants.calls import staff
from tests.factories.grants.reviews import CallInReviewFactory
from tests.factories.organizations import OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db
ASKED, SENT, ANSWER = "Câți copii vin la Luceafărul pe zi?", "Scrieți numărul de copii.", "La Luceafărul vin 30."


@pytest.fixture
def officer(application):
    return staff(application.call.programme)


@pytest.fixture
def application():
    call = CallInReviewFactory()
    plan = {"wanted": 2, "due_on": date(2030, 1, 1), "relation_years": 3, "divergence_percent": 30}
    plan_review(call, by=staff(call.programme), is_blind=True, hides_place=False, reason="Echitate.", **plan)
    organization = OrganizationFactory(name_ro="Asociația „Luceafărul”", name="Luceafărul")
    return InReviewFactory(call=call, organization=organization, title="Luceafărul pentru copii")


@pytest.fixture
def assignment(application, officer):
    reviewer = UserFactory(name="Natalia Evaluator")
    add_reviewer(application.call, by=officer, email=reviewer.email)
    made = assign_reviewer(application, reviewer, by=officer)
    return declare_conflict(made, by=reviewer, has_conflict=False)


@pytest.fixture
def question(assignment):
    return propose_question(assignment, by=assignment.reviewer, part="budget", text=ASKED)


def asks(question, officer):
    application = Application.objects.get(pk=question.assignment.application_id)
    day = clock.today() + timedelta(days=5)
    return ask_clarification(application, by=officer, text=SENT, parts=["budget"], due_on=day, questions=[question])


def test_the_officers_are_told_and_have_a_task_and_nobody_of_the_applicant(
    assignment, officer, django_capture_on_commit_callbacks
):
    elena = member(assignment.application.organization)
    with django_capture_on_commit_callbacks(execute=True):
        propose_question(assignment, by=assignment.reviewer, part="budget", text=ASKED)
    told = {address for message in mail.outbox for address in message.to}
    assert (officer.email in told, elena.email in told) == (True, False)
    assert [each.url for each in question_tasks(officer)] == [assignment.application.get_absolute_url() + PLACE]
    assert list(question_tasks(elena)) == []


def test_the_officer_asks_in_own_words_and_the_applicant_never_reads_the_question(question, officer, login):
    application = question.assignment.application
    there = reverse("grants:clarification_ask", args=[application.reference])
    page = login(officer).get(there)
    assert (ASKED in page.text, page.context["form"]["parts"].value()) == (True, ["budget"])
    day = clock.today() + timedelta(days=5)
    facts = {"text": SENT, "parts": ["budget"], "due_on": day.isoformat(), "questions": [question.pk]}
    assert login(officer).post(there, facts).status_code == 302
    question.refresh_from_db()
    assert (question.round.text, question.settled_by, list(question_tasks(officer))) == (SENT, officer, [])
    elena = member(application.organization)
    copy = application.copies.get()
    read = login(elena).get(reverse("grants:application_step", args=[copy.reference, "budget"])).text
    read = read + login(elena).get(application.get_absolute_url()).text
    assert (SENT in read, ASKED in read, "Natalia" in read) == (True, False, False)


def test_the_reviewer_reads_what_was_asked_and_answered_without_names(
    question, officer, login, django_capture_on_commit_callbacks
):
    asked, reviewer = asks(question, officer), question.assignment.reviewer
    elena = member(question.assignment.application.organization)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        answer_clarification(asked, by=elena, note=ANSWER, is_declared=True)
    [message] = [each for each in mail.outbox if reviewer.email in each.to]
    # What the reviewer typed stands there as it was typed.
    page = login(reviewer).get(question.assignment.get_absolute_url()).text.replace(ASKED, "")
    assert (SENT in page, "vin 30." in page, "Luceafărul" in page) == (True, True, False)
    assert "Luceafărul" not in message.subject + message.body


def test_a_question_that_is_not_asked_has_its_reason(question, officer, login):
    application, reviewer = question.assignment.application, question.assignment.reviewer
    there = reverse("grants:reviewer_question_decline", args=[question.pk])
    assert login(officer).post(there, {"reason": ""}).status_code == 200
    assert login(officer).post(there, {"reason": "Stă în anexa 2."}).status_code == 302
    assert "Stă în anexa 2." in login(reviewer).get(question.assignment.get_absolute_url()).text
    assert "Stă în anexa 2." not in login(member(application.organization)).get(application.get_absolute_url()).text
    with pytest.raises(NotNow):
        decline_question(question, by=officer, reason="Încă o dată.")
    asks(question, officer)
    question.refresh_from_db()
    assert question.round is None


def test_only_who_judges_asks_and_only_while_it_is_in_review(assignment, officer):
    with pytest.raises(NotAllowed):
        propose_question(assignment, by=officer, part="budget", text=ASKED)
    with pytest.raises(Refusal) as refused:
        propose_question(assignment, by=assignment.reviewer, part="nimic", text=" ")
    assert set(refused.value.fields) == {"part", "text"}
    Application.objects.filter(pk=assignment.application_id).update(status="rejected")
    with pytest.raises(NotNow):
        propose_question(assignment, by=assignment.reviewer, part="budget", text=ASKED)
    assert not ReviewerQuestion.objects.exists()


def test_a_conflict_takes_the_question_from_the_desk(question, officer, login):
    declare_own_conflict(question.assignment.application, by=officer, nature="family")
    assert list(question_tasks(officer)) == []
    assert login(officer).get(reverse("grants:reviewer_question_decline", args=[question.pk])).status_code == 404
    colleague = staff(question.assignment.application.call.programme, Role.GRANTS_OFFICER)
    assert len(list(question_tasks(colleague))) == 1
    find_conflict(question.assignment, by=question.assignment.reviewer, nature="family", note="Vărul meu.")
    assert list(question_tasks(colleague)) == []
    assert Assignment.objects.get(pk=question.assignment_id).questions.count() == 1


def test_the_page_of_the_reviewer_sends_the_question(assignment, login):
    browser = login(assignment.reviewer)
    there = reverse("grants:review_ask", args=[assignment.pk])
    assert there in browser.get(assignment.get_absolute_url()).text
    assert browser.post(there, {"part": "", "text": ASKED}).status_code == 200
    assert browser.post(there, {"part": "budget", "text": ASKED}).status_code == 302
    assert "Luceafărul" not in browser.get(assignment.get_absolute_url()).text.replace(ASKED, "")
