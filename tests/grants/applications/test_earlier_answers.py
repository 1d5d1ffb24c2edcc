"""Answers of an earlier application: offered where the question is the same or alike, taken only when ticked."""

from decimal import Decimal

import pytest

from grants.actions.applications.applying import submit_application
from grants.actions.applications.budgets import replace_budget
from grants.actions.applications.drafts import Entry, save_draft
from grants.models import Answer, Clarification, CopyPurpose, QuestionKind, SetAside
from grants.queries.applications.earlier import earlier_of, offers_of
from grants.receipts import token
from kernel import clock
from tests.factories.grants.applications import (
    ApplicationFactory,
    BudgetLineFactory,
    CompleteDraftFactory,
    SubmittedFactory,
    member,
)
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
    summary, answer, _budget = offers_of(draft, earlier)
    assert (summary.key, summary.text) == ("summary", earlier.summary)
    question = draft.call.sections.get().questions.get()
    assert (answer.key, answer.text, answer.is_same) == (f"question-{question.pk}", "Un răspuns.", False)


def test_another_kind_or_another_question_is_not_offered(draft, earlier):
    section = draft.call.sections.get()
    section.questions.update(label_ro="Câți bani aveți?")
    number = QuestionFactory(
        section=section, kind=QuestionKind.NUMBER, label_ro="Ce se schimba pentru oameni si cum veti sti"
    )
    assert [each.key for each in offers_of(draft, earlier)] == ["summary", "budget"]
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


def test_the_budget_is_offered_whole_where_the_currency_is_the_same(draft, earlier):
    budget = offers_of(draft, earlier)[-1]
    assert (budget.key, budget.text, budget.standing) == ("budget", "Asistent social: 10,000.00 MDL", "")
    earlier.call.currency = "EUR"
    assert [each.key for each in offers_of(draft, earlier)][-1] != "budget"


def test_a_budget_in_other_periods_comes_without_its_division(draft, earlier):
    earlier.budget_lines.update(quantities=["1.000", "1.000"])
    earlier.call.budget_periods = 2
    (row,) = offers_of(draft, earlier)[-1].value
    assert (row["quantity"], row["quantities"]) == ("2.000", [])


def test_a_budget_that_is_ticked_takes_the_place_of_the_one_that_stands(client, draft, elena, earlier):
    BudgetLineFactory(application=draft, description="Chirie")
    client.force_login(elena)
    address = f"/workspace/applications/{draft.reference}/form/earlier/"
    client.post(address, {"from": earlier.reference, "take": ["budget"]})
    draft.refresh_from_db()
    assert [each.description for each in draft.budget_lines.all()] == ["Asistent social"]
    assert (draft.requested, draft.summary) == (Decimal("10000.00"), "")


def test_what_somebody_wrote_since_the_page_was_opened_stays_beside_it(client, draft, elena, earlier):
    client.force_login(elena)
    address = f"/workspace/applications/{draft.reference}/form/earlier/"
    offers = client.get(address, {"from": earlier.reference}).context["offers"]
    vera = member(draft.organization)
    save_draft(draft, {"summary": Entry("Scris între timp.", token(""))}, by=vera)
    row = {"category": "staff", "description": "Chirie", "quantity": "1", "unit_price": "900"}
    replace_budget(draft, [row], by=vera, base=token([]))
    bases = {f"base-{each.key}": each.base for each in offers}
    client.post(address, {"from": earlier.reference, "take": [each.key for each in offers], **bases})
    draft.refresh_from_db()
    assert (draft.summary, draft.budget_lines.get().description) == ("Scris între timp.", "Chirie")
    asides = SetAside.objects.filter(application=draft, written_by=elena)
    assert {each.key: bool(each.value) for each in asides} == {"summary": True, "budget": True}
    assert Answer.objects.get(application=draft).value == "Un răspuns."


def test_an_answer_to_a_clarification_is_offered_only_what_is_open(draft, earlier):
    keys = {each.part for each in offers_of(draft, earlier)}
    section = draft.call.sections.get()
    assert keys == {"facts", f"section-{section.pk}", "budget"}
    draft.purpose, draft.revises = CopyPurpose.CLARIFICATION, earlier
    Clarification.objects.create(
        application=earlier,
        number=1,
        text="Care este prețul?",
        parts=["budget"],
        first_due_on=clock.today(),
        due_on=clock.today(),
        asked_by=draft.created_by,
    )
    assert [each.key for each in offers_of(draft, earlier)] == ["budget"]
