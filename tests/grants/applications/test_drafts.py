"""Drafts: two people write at once and nothing is lost; whatever is typed is kept."""

from datetime import timedelta
from decimal import Decimal

import pytest

from grants.actions.applications.budgets import choose_budget, replace_budget
from grants.actions.applications.drafts import Entry, choose_text, save_draft
from grants.actions.applications.files import attach_file, remove_file
from grants.models import ApplicationFile, QuestionKind
from grants.queries.applications.answers import asked_of, clean, fault, for_form, in_words
from grants.queries.applications.budgets import rows_of
from grants.queries.applications.completeness import completeness_of
from grants.receipts import token
from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.models import Role
from tests.factories.grants.applications import (
    ApplicationFactory,
    BudgetLineFactory,
    CompleteDraftFactory,
    SubmittedFactory,
    member,
)
from tests.factories.grants.calls import ChoiceFactory, QuestionFactory, RequiredDocumentFactory
from tests.factories.organizations import UserFactory
from tests.grants.uploads import text_file

ROW = {"category": "staff", "description": "Muncă", "unit": "lună", "quantity": "2", "unit_price": "100.00"}


@pytest.fixture
def draft(db):
    return ApplicationFactory()


@pytest.fixture
def elena(draft):
    return member(draft.organization)


@pytest.fixture
def vera(draft):
    return member(draft.organization, Role.MEMBER)


def _only_question(draft):
    return draft.call.sections.get().questions.get()


def test_save_draft_keeps_who_and_when(draft, elena):
    moment = clock.now() + timedelta(hours=1)
    with clock.at(moment):
        saved = save_draft(draft, {"title": Entry("Centru", token(""))}, by=elena)
    draft.refresh_from_db()
    assert (draft.title, draft.saved_by, draft.saved_at) == ("Centru", elena, moment)
    assert saved.tokens == {"title": token("Centru")}


def test_two_people_on_two_parts_never_meet(draft, elena, vera):
    key = f"question-{_only_question(draft).pk}"
    save_draft(draft, {"title": Entry("Titlu", token("")), key: Entry("", token(None))}, by=elena)
    saved = save_draft(draft, {"title": Entry("", token("")), key: Entry("Text", token(None))}, by=vera)
    draft.refresh_from_db()
    assert saved.clashes == []
    assert (draft.title, draft.answers.get().value, draft.answers.get().saved_by) == ("Titlu", "Text", vera)


def test_two_people_on_one_part_lose_nothing(draft, elena, vera):
    key = f"question-{_only_question(draft).pk}"
    save_draft(draft, {key: Entry("Al Elenei", token(None))}, by=elena)
    saved = save_draft(draft, {key: Entry("Al Verei", token(None))}, by=vera)
    assert draft.answers.get().value == "Al Elenei"
    assert [(clash.by, clash.set_aside.value) for clash in saved.clashes] == [(elena.name, "Al Verei")]
    assert "aside-" in {gap.anchor[:6] for gap in completeness_of(draft).gaps}
    choose_text(draft.set_aside.get(), by=elena, take=True)
    assert (draft.answers.get().value, draft.set_aside.count()) == ("Al Verei", 0)


def test_the_same_person_saves_again_with_an_old_token(draft, elena):
    for text in ("unu", "doi"):
        saved = save_draft(draft, {"title": Entry(text, token(""))}, by=elena)
        assert saved.clashes == []
    draft.refresh_from_db()
    assert draft.title == "doi"


def test_a_stranger_and_a_late_writer_save_nothing(draft, elena):
    with pytest.raises(NotAllowed):
        save_draft(draft, {"title": Entry("x", token(""))}, by=UserFactory())
    submitted = SubmittedFactory()
    with pytest.raises(NotNow, match="copy it first"):
        save_draft(submitted, {"title": Entry("x", "y")}, by=member(submitted.organization))


def test_replace_budget_sums_what_is_requested(draft, elena):
    own = {**ROW, "source": "own", "form": "in_kind"}
    replace_budget(draft, [ROW, own, {**ROW, "unit_price": "0.335", "quantity": "1"}], by=elena, base=token([]))
    draft.refresh_from_db()
    assert draft.requested == Decimal("200.34")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"unit_price": "-1"}, "greater than zero"),
        ({"quantity": "0"}, "greater than zero"),
        ({"description": " "}, "say what is paid"),
        ({"source": "requested", "form": "in_kind"}, "in cash"),
        ({"category": "bribes"}, "out of the lists"),
        ({"unit_price": "99999999999"}, "too large"),
    ],
)
def test_replace_budget_refuses_a_row_and_stores_nothing(draft, elena, change, words):
    with pytest.raises(Refusal, match=f"Row 2: .*{words}"):
        replace_budget(draft, [ROW, {**ROW, **change}], by=elena, base=token([]))
    assert draft.budget_lines.count() == 0


def test_two_budgets_at_once_are_both_kept(draft, elena, vera):
    base = token(rows_of(draft))
    replace_budget(draft, [ROW], by=elena, base=base)
    saved = replace_budget(draft, [{**ROW, "description": "Al Verei"}], by=vera, base=base)
    assert [clash.by for clash in saved.clashes] == [elena.name]
    assert draft.budget_lines.get().description == "Muncă"
    choose_budget(draft.set_aside.get(), by=elena, take=True)
    assert draft.budget_lines.get().description == "Al Verei"


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "words"),
    [
        (QuestionKind.NUMBER, "1 234,5", "1234.5", None),
        (QuestionKind.NUMBER, "multe", {"typed": "multe"}, "not a number"),
        (QuestionKind.MONEY, "12.50", "12.50", None),
        (QuestionKind.MONEY, "-3", "-3.00", "not negative"),
        (QuestionKind.MONEY, "1.0055", "1.0055", "at most two"),
        (QuestionKind.NUMBER, "0,123456", {"typed": "0,123456"}, "too many decimals"),
        (QuestionKind.DATE, "2026-11-30", "2026-11-30", None),
        (QuestionKind.DATE, "30 noiembrie", {"typed": "30 noiembrie"}, "not a date"),
        (QuestionKind.LONG_TEXT, "a b c d", "a b c d", "1 word too many"),
        (QuestionKind.TABLE, "a\tb\nc", [["a", "b"], ["c"]], None),
        (QuestionKind.TABLE, "a\tb\tc", [["a", "b", "c"]], "has 3 cells"),
    ],
)
def test_answers_are_kept_as_typed_and_judged_apart(db, kind, typed, kept, words):
    limit = 3 if kind == QuestionKind.LONG_TEXT else None
    question = QuestionFactory(kind=kind, word_limit=limit, columns_ro="Unu\nDoi")
    value = clean(question, typed)
    assert value == kept
    assert clean(question, for_form(question, value)) == kept
    said = fault(question, value)
    assert (said is None) if words is None else (words in said)


def test_a_question_is_asked_only_after_its_choice(db):
    yes = ChoiceFactory(label_ro="Da")
    later = QuestionFactory(section=yes.question.section, shown_if=yes)
    assert asked_of([yes.question, later], {yes.question.pk: yes.pk}) == [yes.question, later]
    assert asked_of([yes.question, later], {}) == [yes.question]
    assert in_words(yes.question, yes.pk) == "Da"
    assert fault(yes.question, 999999) == "Choose one of those that are offered."


def test_files_are_stored_at_once_and_a_required_one_is_replaced(draft, elena):
    wanted = RequiredDocumentFactory(call=draft.call)
    attach_file(draft, text_file("a.txt"), by=elena, requirement=wanted)
    second = attach_file(draft, text_file("b.txt"), by=elena, requirement=wanted)
    other = attach_file(draft, text_file("c.txt"), by=elena)
    assert set(ApplicationFile.objects.filter(application=draft)) == {second, other}
    remove_file(other, by=elena)
    assert list(draft.files.all()) == [second]
    with pytest.raises(Refusal, match="not asked for"):
        attach_file(draft, text_file("d.txt"), by=elena, requirement=RequiredDocumentFactory())


def test_completeness_names_every_gap_and_its_place(draft):
    RequiredDocumentFactory(call=draft.call)
    found = completeness_of(draft)
    section = draft.call.sections.get()
    assert [gap.step for gap in found.gaps] == [
        "facts",
        "facts",
        "facts",
        f"section-{section.pk}",
        "budget",
        "files",
    ]
    assert found.percent == 0
    complete = CompleteDraftFactory()
    assert (completeness_of(complete).gaps, completeness_of(complete).percent) == ((), 100)


def test_completeness_counts_money_against_the_limits(db):
    draft = CompleteDraftFactory(call__max_amount=Decimal("9000.00"))
    [gap] = completeness_of(draft).gaps
    assert gap.text == (
        "The budget requests 10,000.00 MDL, 1,000.00 more than the largest grant of 9,000.00 MDL: lower it."
    )
    draft = CompleteDraftFactory(call__min_amount=Decimal("10000.01"))
    assert [gap.step for gap in completeness_of(draft).gaps] == ["budget"]
    draft = CompleteDraftFactory(call__cofinancing_percent=Decimal(10))
    assert [gap.step for gap in completeness_of(draft).gaps] == ["budget"]
    BudgetLineFactory(application=draft, source="own", quantity=1, unit_price=Decimal("1111.12"))
    assert completeness_of(draft).is_complete
