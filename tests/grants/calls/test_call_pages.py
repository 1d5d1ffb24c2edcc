"""Pages of calls: who reaches which, how many queries a list takes, what a form says about bad input."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from grants.models import Call, Conflict, Criterion, Question
from kernel import clock, formatting
from organizations.models import Role
from tests.factories.grants.applications import (
    ApplicationFactory,
    CompleteDraftFactory,
    InReviewFactory,
    SubmittedFactory,
    member,
)
from tests.factories.grants.calls import (
    CallFactory,
    ChoiceFactory,
    OpenCallFactory,
    QuestionFactory,
    furnish,
    staff,
)
from tests.factories.grants.programmes import ProgrammeFactory
from tests.factories.grants.reviews import (
    AssignmentFactory,
    AwardFactory,
    AwardListFactory,
    CallInReviewFactory,
    OpenAssignmentFactory,
    reviewed,
)
from tests.factories.organizations import MembershipFactory, UserFactory


@pytest.fixture
def world(db):
    """One call in review with an application, an award list and an award, and the people around it."""
    call = CallInReviewFactory()
    application = InReviewFactory(call=call)
    decided = AwardFactory(application__call=call, application__status="awarded", award_list__call=call)
    people = {
        "officer": staff(call.programme),
        "manager": staff(call.programme, Role.PROGRAMME_MANAGER),
        "editor": staff(call.programme, Role.EDITOR),
        "stranger": staff(ProgrammeFactory()),
        "signatory": member(application.organization),
        "cso": MembershipFactory().user,
        "reviewer": OpenAssignmentFactory(application=application).reviewer,
        "conflicted": AssignmentFactory(
            application=application,
            reviewer=staff(call.programme),
            conflict=Conflict.DECLARED,
            nature="family",
            declared_at=clock.now(),
        ).reviewer,
        "nobody": UserFactory(),
    }
    return call, application, decided, people


# What a reviewer of the staff who declared a conflict with an application is answered. Others: tests/test_access.py.
CONFLICTED = {
    "calls": 200,
    "call": 200,
    "call_edit": 200,
    "call_parts": 200,
    "assignments": 200,
    "ranking": 403,
    "apply": 302,
    "applications": 200,
    "application": 404,
    "eligibility": 404,
    "reviews": 200,
    "award": 200,
    "award_list": 200,
}


def test_a_declared_conflict_closes_what_it_concerns_and_nothing_else(world, login):
    call, application, award, people = world
    keys = {
        "application": application.reference,
        "eligibility": application.reference,
        "award": award.application.reference,
        "award_list": award.award_list.pk,
    }
    client = login(people["conflicted"])
    plain = {"calls", "applications", "reviews"}
    found = {
        page: client.get(reverse(f"grants:{page}", args=[] if page in plain else [keys.get(page, call.reference)]))
        for page in CONFLICTED
    }
    assert {page: answer.status_code for page, answer in found.items()} == CONFLICTED


def test_pages_ask_for_a_login(client, world):
    call, application, _award, _people = world
    for page, key in (("call", call.reference), ("application", application.reference)):
        response = client.get(reverse(f"grants:{page}", args=[key]))
        assert response.status_code == 302
        assert "login" in response["Location"]


def _words(response):
    body = b"".join(response) if response.streaming else response.content
    response.close()
    if body[:2] != b"PK":
        return body.decode()
    rows = load_workbook(BytesIO(body), read_only=True).worksheets[0].iter_rows(values_only=True)
    return " ".join(str(cell) for row in rows for cell in row)


@pytest.mark.parametrize("form", ["", "?format=csv", "?format=xlsx"])
def test_a_conflict_closes_list_and_export(world, login, form):
    _call, application, _award, people = world
    address = reverse("grants:applications") + form
    who = ("officer", "conflicted", "reviewer", "cso")
    found = {name: application.reference in _words(login(people[name]).get(address)) for name in who}
    assert found == {"officer": True, "conflicted": False, "reviewer": True, "cso": False}


def test_lists_cost_the_same_with_one_and_with_thirty_rows(login, django_assert_max_num_queries):
    call = OpenCallFactory()
    person = staff(call.programme)
    reviewer = UserFactory()
    first = SubmittedFactory(call=call)
    OpenAssignmentFactory(application=first, reviewer=reviewer)
    counts = []
    for extra in (0, 29):
        for _each in range(extra):
            application = SubmittedFactory(call=call)
            OpenAssignmentFactory(application=application, reviewer=reviewer)
            OpenCallFactory(programme=call.programme)
        found = []
        for route, user in (("applications", person), ("calls", person), ("reviews", reviewer)):
            browser = login(user)
            browser.get(reverse(f"grants:{route}"))
            with django_assert_max_num_queries(15) as context:
                assert browser.get(reverse(f"grants:{route}")).status_code == 200
            found.append(len(context))
        counts.append(found)
    assert counts[0] == counts[1]


def test_application_page_takes_few_queries(world, login, django_assert_max_num_queries):
    _call, application, _award, people = world
    reviewed(application, 4, 4)
    browser = login(people["officer"])
    browser.get(application.get_absolute_url())
    with django_assert_max_num_queries(24):
        browser.get(application.get_absolute_url())


def test_call_form_says_what_is_wrong_and_keeps_what_was_typed(login):
    programme = ProgrammeFactory()
    browser = login(staff(programme))
    typed = {"title_ro": "Apropiere", "envelope": "mulți", "min_amount": "5", "max_amount": "3", "natures": []}
    page = browser.post(reverse("grants:call_new", args=[programme.code]), typed).content.decode()
    assert "“mulți” is not a number" in page
    assert "The smallest grant is not larger than the largest." in page
    assert 'value="Apropiere"' in page
    assert Call.objects.count() == 0


def test_question_with_choices_in_three_languages(login):
    call = CallFactory()
    browser = login(staff(call.programme))
    section = call.sections.create(title_ro="Proiectul")
    choices = {"choices-TOTAL_FORMS": "3", "choices-INITIAL_FORMS": "0"}
    choices |= {"choices-0-label_ro": "Da", "choices-0-label_ru": "Да", "choices-1-label_ro": "Nu"}
    question = {"section": section.pk, "kind": "choice", "label_ro": "Aveți sediu?", "order": 1}
    address = reverse("grants:call_part_add", args=[call.reference, "questions"])
    assert browser.post(address, {**question, **choices}).status_code == 302
    made = Question.objects.get()
    assert list(made.choices.values_list("label_ro", "label_ru")) == [("Da", "Да"), ("Nu", "")]
    edit = reverse("grants:call_part", args=[call.reference, "questions", made.pk])
    assert "Aveți sediu?" in browser.get(edit).content.decode()
    remove = reverse("grants:call_part_remove", args=[call.reference, "questions", made.pk])
    browser.post(remove)
    assert not Question.objects.exists()


def test_question_whose_choices_are_refused_is_kept_as_it_was(login):
    call = CallFactory()
    browser = login(staff(call.programme))
    choice = ChoiceFactory(question__section__call=call, question__order=1)
    QuestionFactory(section=choice.question.section, order=2, shown_if=choice)
    choices = {"choices-TOTAL_FORMS": "1", "choices-INITIAL_FORMS": "0", "choices-0-label_ro": "Da"}
    typed = {"section": choice.question.section_id, "kind": "short_text", "label_ro": "Altceva?", "order": 1, **choices}
    page = browser.post(reverse("grants:call_part", args=[call.reference, "questions", choice.question_id]), typed)
    assert (page.status_code, "cannot be removed" in page.text, "Altceva?" in page.text) == (200, True, True)
    assert Question.objects.get(pk=choice.question_id).label_ro == choice.question.label_ro


def test_criterion_threshold_above_its_maximum(login):
    call = CallFactory()
    browser = login(staff(call.programme))
    wrong = {"title_ro": "Nevoia", "maximum": "5", "weight": "1", "threshold": "6", "order": "1"}
    page = browser.post(reverse("grants:call_part_add", args=[call.reference, "criteria"]), wrong)
    assert "The threshold is not above the most points." in page.content.decode()
    assert not Criterion.objects.exists()


def test_two_people_extend_and_cancel_over_the_pages(login):
    call = OpenCallFactory()
    officer, manager = login(staff(call.programme)), login(staff(call.programme, Role.PROGRAMME_MANAGER))
    later = "2099-01-01T12:00"
    extend = reverse("grants:call_extend", args=[call.pk])
    page = officer.get(extend).content.decode()
    assert f'<p class="eyebrow">{call.title}</p>' in page
    assert f"Now: {formatting.moment(call.deadline_at, 'en')}." in page
    assert officer.post(extend, {"new_deadline_at": later, "reason": "Pană"}).status_code == 302
    extension = call.extensions.get()
    approve = reverse("grants:extension_end", args=[extension.pk, "approve"])
    assert officer.post(approve).status_code == 403
    assert "Approve the later deadline" in manager.get(call.get_absolute_url()).content.decode()
    manager.post(approve)
    call.refresh_from_db()
    assert call.deadline_at.year == 2099
    cancel = reverse("grants:call_cancel", args=[call.pk])
    assert officer.post(cancel, {"reason": "x"}).status_code == 403
    manager.post(cancel, {"reason": "Fără bani"})
    assert "Fără bani" in manager.get(call.get_absolute_url()).content.decode()


def test_call_page_says_what_is_missing(login):
    call = CallFactory()
    page = login(staff(call.programme)).get(call.get_absolute_url()).content.decode()
    assert "No criterion is written" in page
    furnish(call)
    page = login(staff(call.programme)).get(call.get_absolute_url()).content.decode()
    assert "No criterion is written" not in page


def test_every_page_of_a_list_and_of_drafts_opens(login):
    draft = CompleteDraftFactory()
    browser = login(member(draft.organization))
    section = draft.call.sections.get()
    for step in ("facts", f"section-{section.pk}", "budget", "files", "partner", "check"):
        page = browser.get(reverse("grants:application_step", args=[draft.reference, step]))
        assert page.status_code == 200, step
    assert browser.get(reverse("grants:application_step", args=[draft.reference, "section-0"])).status_code == 404
    other = ApplicationFactory()
    assert browser.get(reverse("grants:application_step", args=[other.reference, "facts"])).status_code == 404
    waiting = AwardListFactory(call__programme=draft.call.programme)
    assert login(staff(draft.call.programme)).get(waiting.get_absolute_url()).status_code == 200
