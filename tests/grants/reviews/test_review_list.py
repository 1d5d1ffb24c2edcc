"""The list of a reviewer leads with what waits for them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from grants.models import ApplicationStatus
from kernel import clock
from tests.factories.grants.applications import InReviewFactory
from tests.factories.grants.reviews import AssignmentFactory, CallInReviewFactory, OpenAssignmentFactory, reviewed
from tests.factories.organizations import UserFactory

TODAY, LATER = timedelta(0), timedelta(days=5)


@pytest.fixture
def given(db):
    """Of one reviewer: submitted, of a decided application, without a date, due later and due today."""
    reviewer, call = UserFactory(), CallInReviewFactory()
    done = reviewed(InReviewFactory(call=call), 4, 4, reviewer=reviewer).assignment
    decided = OpenAssignmentFactory(reviewer=reviewer, application__status=ApplicationStatus.AWARDED)
    undated = AssignmentFactory(reviewer=reviewer, application__call=call)
    later, now = (
        AssignmentFactory(reviewer=reviewer, application__call=call, due_on=clock.today() + days)
        for days in (LATER, TODAY)
    )
    return {"done": done, "decided": decided, "undated": undated, "later": later, "now": now}


def names(given, response):
    known = {assignment: name for name, assignment in given.items()}
    return [known[row] for row in response.context["listed"].rows]


def test_reviews_that_wait_stand_first_by_their_date(given, login):
    page = login(given["now"].reviewer).get(reverse("grants:reviews"))
    assert names(given, page) == ["now", "later", "undated", "decided", "done"]


@pytest.mark.parametrize(("state", "found"), [("waiting", ["now", "later", "undated"]), ("submitted", ["done"])])
def test_reviews_are_chosen_by_their_state(given, login, state, found):
    page = login(given["now"].reviewer).get(reverse("grants:reviews"), {"state": state})
    assert names(given, page) == found


def test_reviews_sorted_by_hand_leave_what_waits_where_it_falls(given, login):
    page = login(given["now"].reviewer).get(reverse("grants:reviews"), {"sort": "application"})
    references = [row.application.reference for row in page.context["listed"].rows]
    assert references == sorted(references)
