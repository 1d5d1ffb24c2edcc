"""Applications side by side: the same question in one row, four at most, and nothing that one may not see."""

import pytest
from django.urls import reverse

from organizations.models import Role
from tests.factories.grants.applications import InReviewFactory
from tests.factories.grants.reviews import CallInReviewFactory, reviewed
from tests.grants.people import somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return CallInReviewFactory()


def compare(person, *applications):
    return person.get(reverse("grants:compare"), {"row": [each.pk for each in applications]})


def test_the_same_question_stands_in_one_row_with_money_and_points(call, login):
    first, second = InReviewFactory(call=call), InReviewFactory(call=call)
    reviewed(first, "4", "3")
    officer = login(somebody(call.programme.implementer, Role.GRANTS_OFFICER))
    compared = compare(officer, second, first).context["compared"]
    assert compared.applications == [second, first]
    assert [[answer.text for answer in row.answers] for row in compared.rows] == [["Un răspuns.", "Un răspuns."]]
    assert [[len(line.scores) for line in lines] for lines in compared.reviews] == [[], [2]]


def test_at_most_four_are_shown_and_it_is_said(call, login):
    made = [InReviewFactory(call=call) for _number in range(5)]
    page = compare(login(somebody(call.programme.implementer, Role.GRANTS_OFFICER)), *made)
    assert len(page.context["compared"].applications) == 4
    assert "At most four are shown" in page.text


def test_what_a_person_does_not_see_is_left_out_and_points_are_for_staff(call, login):
    mine, other = InReviewFactory(call=call), InReviewFactory(call=call)
    reviewed(mine, "4", "3")
    elena = login(somebody(mine.organization, Role.REPRESENTATIVE))
    page = compare(elena, mine, other)
    assert page.context["compared"].applications == [mine]
    assert page.context["has_reviews"] is False
    assert compare(elena, other).status_code == 404
