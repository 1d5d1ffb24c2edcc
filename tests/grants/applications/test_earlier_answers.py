"""Answers of an earlier application: offered where the question is the same or alike, taken only when ticked."""

import pytest

from grants.actions.applications.applying import submit_application
from grants.models import Answer, QuestionKind
from grants.queries.applications.earlier import earlier_of, offers_of
from tests.factories.grants.applications import ApplicationFactory, CompleteDraftFactory, SubmittedFactory, member
from tests.factories.grants.calls import QuestionFactory

LABEL = "Ce se schimbă pentru oameni și cum veți ști?"


@pytest.fixture
def draft(db):
    made = ApplicationFactory()
    made.call.sections.get().questions.update(label_ro=LABEL)
    return made


@pytest.fixture
def elena(draft):
    return member(draft.organization)


@pytest.fixture
def earlier(draft):
    made = SubmittedFactory(organization=draft.organization, call__programme=draft.call.programme)
    made.call.sections.get().questions.update(label_ro="Ce se schimba pentru oameni si cum veti sti")
    return made


def test_the_same_question_is_offered_with_its_answer(draft, earlier):
    summary, answer = offers_of(draft, earlier)
    assert (summary.key, summary.text) == ("summary", earlier.summary)
    question = draft.call.sections.get().questions.get()
    assert (answer.key, answer.text, answer.is_same) == (f"question-{question.pk}", "Un răspuns.", False)


def test_another_kind_or_another_question_is_not_offered(draft, earlier):
    section = draft.call.sections.get()
    section.questions.update(label_ro="Câți bani aveți?")
    number = QuestionFactory(
        section=section, kind=QuestionKind.NUMBER, label_ro="Ce se schimba pentru oameni si cum veti sti"
    )
    assert [each.key for each in offers_of(draft, earlier)] == ["summary"]
    assert number.kind == QuestionKind.NUMBER


def test_only_own_applications_are_earlier_ones(draft, earlier):
    SubmittedFactory()
    assert list(earlier_of(draft)) == [earlier]


def test_what_is_ticked_is_taken_and_nothing_else(client, draft, elena, earlier):
    client.force_login(elena)
    address = f"/workspace/applications/{draft.reference}/form/earlier/"
    assert earlier.reference in client.get(address).content.decode()
    assert "Un răspuns." in client.get(address, {"from": earlier.reference}).content.decode()
    question = draft.call.sections.get().questions.get()
    client.post(address, {"from": earlier.reference, "take": [f"question-{question.pk}", "question-999"]})
    draft.refresh_from_db()
    assert (draft.summary, Answer.objects.get(application=draft).value) == ("", "Un răspuns.")
    assert client.get(address, {"from": SubmittedFactory().reference}).status_code == 404


def test_who_applies_is_frozen_without_names(db):
    draft = CompleteDraftFactory()
    version = submit_application(draft, by=member(draft.organization), is_declared=True)
    applicant = version.content["applicant"]
    assert (applicant["organization"], applicant["budgets"]) == (draft.organization_id, [])
    assert not {"team", "signatories", "email"} & set(applicant)
