"""A blind call: no planted name in anything that a reviewer is answered, until the names are opened by an act."""

import io
import zipfile
from datetime import date

import pytest
from django.core import mail
from django.urls import reverse

from grants.actions.reviews.assignments import add_reviewer, assign_reviewer
from grants.actions.reviews.conflicts import declare_conflict
from grants.actions.reviews.judging import Judged, save_review, submit_review
from grants.actions.reviews.planning import open_names, plan_review
from grants.models import Answer, Application, ApplicationFile, CommitteeMember, Question
from kernel.refusals import NotNow, Refusal
from monitoring.models import ProposedIndicator
from organizations.models import Activity, Role
from tests.factories.grants.applications import InReviewFactory, member
from tests.factories.grants.calls import staff
from tests.factories.grants.reviews import CallInReviewFactory
from tests.factories.organizations import DocumentFactory, OrganizationFactory, UserFactory

NAMES = ("Luceafărul Albastru", "LUCEAFARUL", "Zinaida", "Cireșanu")


@pytest.fixture
def call(db):
    call = CallInReviewFactory()
    plan = {"wanted": 2, "due_on": date(2030, 1, 1), "relation_years": 3, "divergence_percent": 30}
    return plan_review(call, by=staff(call.programme), is_blind=True, hides_place=True, reason="Echitate.", **plan)


@pytest.fixture
def application(call):
    organization = OrganizationFactory(name_ro="Asociația Obștească „Luceafărul Albastru”", name="Luceafărul Albastru")
    member(organization, user__name="Zinaida Cireșanu")
    row = InReviewFactory(call=call, organization=organization, title="Luceafărul Albastru pentru copii")
    row.summary = "Noi, LUCEAFARUL   ALBASTRU, prin Zinaida Cireșanu (z@luceafarul.md), ajutăm 30 de copii."
    row.save()
    for answer in Answer.objects.filter(application=row):
        answer.value = "Echipa «Luceafărul Albastru» și doamna Cireșanu."
        answer.save()
    document = DocumentFactory(organization=organization, filename="Luceafarul_Statut.pdf")
    ApplicationFile.objects.create(application=row, document=document, attached_by=row.created_by)
    return row


@pytest.fixture
def assignment(application):
    officer = staff(application.call.programme)
    reviewer = UserFactory(name="Ion Evaluator", email="evaluator@example.org")
    add_reviewer(application.call, by=officer, email=reviewer.email)
    return assign_reviewer(application, reviewer, by=officer)


def _body(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"\n".join(archive.read(name) for name in archive.namelist())
    return content.decode("utf-8", "replace") + str(response.headers)


def _leaks(text):
    return [name for name in NAMES if name.lower() in text.lower()]


def test_nothing_that_a_reviewer_is_answered_names_the_applicant(assignment, login, django_capture_on_commit_callbacks):
    browser = login(assignment.reviewer)
    home, reviews = reverse("reports:home"), reverse("grants:reviews")
    before = [home, reviews, reverse("grants:review_declare", args=[assignment.pk])]
    assert [each for each in before if _leaks(_body(browser.get(each)))] == []
    declare_conflict(assignment, by=assignment.reviewer, has_conflict=False)
    file = assignment.application.files.get()
    after = [
        *(home, reviews, f"{reviews}?format=csv", f"{reviews}?format=xlsx"),
        reverse("grants:applications"),
        f"{reverse('grants:applications')}?format=csv",
        assignment.get_absolute_url(),
        reverse("grants:review_file", args=[assignment.pk, file.pk]),
        reverse("organizations:document", args=[file.document_id]),
        assignment.application.get_absolute_url(),
        reverse("grants:review_conflict", args=[assignment.pk]),
    ]
    answers = {each: browser.get(each) for each in after}
    assert [each for each, answer in answers.items() if _leaks(_body(answer))] == []
    statuses = [answers[each].status_code for each in after]
    assert statuses == [200] * 8 + [403, 404, 200]
    page = _body(browser.get(assignment.get_absolute_url()))
    assert "30 de copii" in page
    assert _leaks("\n".join(f"{each.subject}{each.body}" for each in mail.outbox)) == []


def test_a_search_for_a_hidden_name_finds_nothing(assignment, login):
    browser = login(assignment.reviewer)
    reviews = reverse("grants:reviews")
    found = browser.get(f"{reviews}?q=luceafarul").content.decode()
    assert assignment.application.reference not in found
    assert (
        assignment.application.reference
        in browser.get(f"{reviews}?q={assignment.application.reference}").content.decode()
    )


def test_an_identifying_question_is_not_answered_to_reviewers(assignment, login):
    question = Question.objects.filter(section__call=assignment.application.call).first()
    question.is_identifying = True
    question.save()
    Answer.objects.filter(application=assignment.application, question=question).update(value="Din Lunca, strada Mare")
    declare_conflict(assignment, by=assignment.reviewer, has_conflict=False)
    assert "strada Mare" not in login(assignment.reviewer).get(assignment.get_absolute_url()).content.decode()


def test_staff_who_read_names_do_not_judge_blind(application):
    officer = staff(application.call.programme)
    add_reviewer(application.call, by=officer, email=officer.email)
    with pytest.raises(Refusal, match="reads the names"):
        assign_reviewer(application, officer, by=officer)


def test_the_names_are_opened_when_all_reviews_are_in_by_an_act_that_is_recorded(assignment, login):
    call = assignment.application.call
    manager = staff(call.programme, Role.PROGRAMME_MANAGER)
    declare_conflict(assignment, by=assignment.reviewer, has_conflict=False)
    with pytest.raises(NotNow, match="every review is in"):
        open_names(call, by=manager)
    scores = {each.pk: Judged(each.maximum, "Pentru că.") for each in call.criteria.all()}
    save_review(assignment, scores, by=assignment.reviewer)
    submit_review(assignment, by=assignment.reviewer)
    opened = open_names(call, by=manager)
    assert not opened.is_veiled
    assert Activity.objects.filter(verb="names_opened", actor=manager).count() == 1
    assert Application.objects.visible_to(assignment.reviewer).count() == 1
    page = login(assignment.reviewer).get(assignment.get_absolute_url()).content.decode()
    assert "Zinaida Cireșanu" in page


def test_what_is_hidden_stays_once_a_reviewer_has_read(assignment):
    call = assignment.application.call
    declare_conflict(assignment, by=assignment.reviewer, has_conflict=False)
    plan = {"wanted": 2, "due_on": None, "relation_years": 3, "divergence_percent": 30}
    with pytest.raises(Refusal, match="has opened an application"):
        plan_review(call, by=staff(call.programme), is_blind=False, **plan)


def test_a_member_of_the_committee_who_judges_blind_reads_no_name(assignment, login):
    call, person = assignment.application.call, assignment.reviewer
    CommitteeMember.objects.create(call=call, user=person, seat="member", added_by=staff(call.programme))
    declare_conflict(assignment, by=person, has_conflict=False)
    browser, reference = login(person), assignment.application.reference
    asked = {
        reverse("grants:ranking", args=[call.reference]): 403,
        reverse("grants:ranking", args=[call.reference]) + "?format=xlsx": 403,
        reverse("grants:application", args=[reference]): 404,
        reverse("grants:applications"): 200,
    }
    answers = {each: browser.get(each) for each in asked}
    assert {each: answer.status_code for each, answer in answers.items()} == asked
    dossiers = [
        reverse("reports:call_dossier", args=[call.reference]),
        reverse("reports:application_dossier", args=[reference]),
    ]
    sent = [browser.post(each) for each in dossiers]
    assert [each.status_code for each in sent] == [403, 404]
    assert [_leaks(_body(each)) for each in [*answers.values(), *sent]] == [[]] * 6


def test_what_other_floors_add_is_read_without_names(assignment, login):
    application = assignment.application
    ProposedIndicator.objects.create(
        application=application,
        order=1,
        title="Copii la Luceafărul Albastru",
        unit_of_measure="copii",
        target_value=30,
        saved_by=application.created_by,
    )
    declare_conflict(assignment, by=assignment.reviewer, has_conflict=False)
    page = _body(login(assignment.reviewer).get(assignment.get_absolute_url()))
    assert ("Copii la [" in page, _leaks(page)) == (True, [])
