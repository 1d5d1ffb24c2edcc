"""What is different between two versions: every part of the form, who applied included, in the words of the reader."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from grants.actions.applications.applying import submit_application
from grants.actions.applications.budgets import replace_budget
from grants.actions.applications.copies import open_changes
from grants.actions.applications.drafts import Entry, save_draft
from grants.actions.applications.files import attach_file
from grants.models import ApplicationVersion, Question
from grants.queries.applications.budgets import rows_of
from grants.queries.applications.frozen import difference, parts_of_version
from grants.receipts import token
from monitoring.actions.proposed_indicators import replace_proposals
from organizations.models import YearBudget
from tests.factories.grants.applications import CompleteDraftFactory, member
from tests.factories.grants.calls import OpenCallFactory
from tests.grants.uploads import text_file

pytestmark = pytest.mark.django_db
OWN = {"title": "Copii care își fac lecțiile", "unit_of_measure": "copii", "target_value": Decimal(25)}


@pytest.fixture
def versions():
    """Two versions: in the second one thing of every part is another."""
    draft = CompleteDraftFactory(call=OpenCallFactory(budget_periods=2))
    person, organization = member(draft.organization), draft.organization
    line = {**rows_of(draft)[0], "quantities": ["1.000", "1.000"]}
    replace_budget(draft, [line], by=person, base=token(rows_of(draft)))
    replace_proposals(draft, [OWN], by=person, base=token([]))
    first = submit_application(draft, by=person, is_declared=True)
    copy = open_changes(first.application, by=person)
    answer = copy.answers.get()
    key = f"question-{answer.question_id}"
    save_draft(
        copy,
        {"title": Entry("Centru de seară", token(copy.title)), key: Entry("Alt răspuns.", token(answer.value))},
        by=person,
    )
    replace_budget(copy, [{**line, "quantities": ["1.000", "2.000"]}], by=person, base=token(rows_of(copy)))
    replace_proposals(copy, [{**OWN, "target_value": Decimal(40)}], by=person, base="")
    attach_file(copy, text_file(), by=person)
    YearBudget.objects.create(organization=organization, year=2019, currency="MDL", income=Decimal(1000), spent=900)
    organization.summary_ro = "Servicii de zi."
    organization.save()
    return first, submit_application(copy, by=person, is_declared=True)


def changed(versions):
    """The pieces that are gone and new, by part and label."""
    return {
        (part.title, change.label): (
            "".join(each.text for each in change.pieces if each.kind == "gone").strip(),
            "".join(each.text for each in change.pieces if each.kind == "new").strip(),
        )
        for part in difference(*versions)
        for change in part.changes
    }


def test_every_part_of_the_form_is_compared(versions):
    found = changed(versions)
    section = Question.objects.get().section.title
    assert {part for part, _label in found} == {
        "The project in short",
        section,
        "Indicators",
        "Budget",
        "Files",
        "Who applies",
    }
    assert found["Indicators", OWN["title"]] == ("25", "40")
    assert found["Who applies", "Budget of 2019"][1] == "income 1,000.00 MDL, spent 900.00 MDL"
    assert found["Who applies", "What it does"][1] == "Servicii de zi."
    assert found["Budget", "Asistent social"][1] == "2 3 15,000.00"


def test_the_parts_are_said_in_the_language_of_the_reader(versions):
    with translation.override("ru"):
        titles = [part.title for part in parts_of_version(versions[1])]
    assert "Показатели" in titles
    assert "Кто подаёт заявку" in titles


def test_a_version_of_an_earlier_shape_is_read_as_it_is(versions):
    first, second = versions
    old = {key: value for key, value in first.content.items() if key not in ("applicant", "indicators")}
    for line in old["budget"]:
        del line["quantities"]
    earlier = ApplicationVersion(application=first.application, content={**old, "form": 1})
    assert {part.key for part in parts_of_version(earlier)} & {"applicant", "indicators"} == set()
    assert {part.title for part in difference(earlier, second)} >= {"Who applies", "Indicators", "Budget"}


def test_the_page_shows_what_is_different(login, versions):
    first, second = versions
    page = login(second.submitted_by).get(reverse("grants:application_difference", args=[first.application.reference]))
    text = page.content.decode()
    assert ("Who applies" in text, "Servicii de zi." in text, "<h2>Indicators</h2>" in text) == (True, True, True)
