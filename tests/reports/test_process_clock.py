"""The clock of the process: promised and actual days, and what has not happened yet."""

from datetime import UTC, date, datetime, timedelta

import pytest

from grants.models import Call
from kernel import clock
from reports.figures.process import Step, Usual, process_clock, process_clocks, usual_clock
from tests.factories.grants.calls import CallFactory, OpenCallFactory

pytestmark = pytest.mark.django_db
TODAY = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today():
    with clock.at(TODAY):
        yield


def test_open_and_cancelled_calls_have_no_clock():
    cancelled = OpenCallFactory(deadline_at=TODAY - timedelta(days=9))
    cancelled.cancelled_at = TODAY
    assert (process_clock(OpenCallFactory()), process_clock(cancelled), process_clock(CallFactory())) == ([], [], [])


def test_what_has_not_happened_is_no_number_but_counts_the_days():
    call = OpenCallFactory(deadline_at=TODAY - timedelta(days=30), decision_planned_on=date(2026, 11, 12))
    decision, *_rest = process_clock(call)
    assert decision == Step("decision", 20, None, None, 0, 1, 30)
    assert decision.is_late


@pytest.mark.usefixtures("told")
def test_story_tells_the_days_of_its_first_call():
    call = Call.objects.get(slug="punti-first")
    steps = {step.name: step for step in process_clock(call)}
    assert (steps["decision"].promised, steps["decision"].days) == (40, 24)
    assert (steps["acceptance"].days, steps["acceptance"].done, steps["acceptance"].of) == (28, 3, 3)
    assert steps["signature"].days is not None
    assert steps["money"].days >= steps["signature"].days


@pytest.mark.usefixtures("told")
def test_clocks_of_many_calls_ask_as_often_as_of_one(django_assert_max_num_queries):
    calls = list(Call.objects.all())
    with django_assert_max_num_queries(4):
        clocks = process_clocks(calls)
    assert clocks.keys() == {each.pk for each in calls if each.is_over}


def test_usual_days_are_the_median_and_say_of_how_many_calls():
    clocks = [
        [Step("decision", 10, days, days, 1, 1, None), Step("money", None, None, None, 0, 2, 90)]
        for days in (9, 10, 30)
    ]
    assert usual_clock(clocks) == [Usual("decision", 10, 3, 3, 2)]
