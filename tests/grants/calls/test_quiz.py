"""The test “is this call for us?”: what fits, what does not, and what is open; nothing of it is kept."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from grants.models import EligibilityKind
from grants.queries.calls.eligibility import Known
from grants.queries.calls.quiz import may_fit, outcome, quiz_of, verdicts
from kernel import clock
from organizations.models import Nature, TerritorialUnit, UnitKind
from tests.factories.grants.calls import EligibilityCriterionFactory, OpenCallFactory
from tests.factories.organizations import OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return OpenCallFactory(parts=False, cofinancing_percent=Decimal(10))


def districts(count):
    return list(TerritorialUnit.objects.filter(kind=UnitKind.DISTRICT).order_by("pk")[:count])


def findings(quiz, **given):
    facts = {"nature": Nature.ASSOCIATION, "amount": Decimal(5000), "share": Decimal(10), **given}
    return [each.finding for each in verdicts(quiz, facts)]


def test_all_conditions_met_is_yes(call):
    quiz = quiz_of(call)
    assert findings(quiz) == [Known.YES] * 3
    assert (
        outcome(verdicts(quiz, {"nature": "association", "amount": Decimal(5000), "share": Decimal(10)})) == Known.YES
    )


@pytest.mark.parametrize(
    "given",
    [
        {"nature": Nature.COMPANY},
        {"amount": Decimal(999)},
        {"amount": Decimal(40001)},
        {"share": Decimal("9.99")},
    ],
)
def test_each_condition_that_is_not_met_is_a_no_with_advice(call, given):
    facts = {"nature": Nature.ASSOCIATION, "amount": Decimal(5000), "share": Decimal(10), **given}
    found = verdicts(quiz_of(call), facts)
    assert outcome(found) == Known.NO
    assert [bool(each.advice) for each in found if each.finding == Known.NO] == [True]


def test_what_was_left_out_is_open(call):
    assert findings(quiz_of(call), amount=None, share=None) == [Known.YES, Known.UNKNOWN, Known.UNKNOWN]


def test_place_is_asked_where_the_call_has_one(call):
    here, there = districts(2)
    call.units.set([here])
    quiz = quiz_of(call)
    assert quiz.asks_place
    assert findings(quiz, place=here)[1] == Known.YES
    assert findings(quiz, place=there)[1] == Known.NO
    assert findings(quiz, place=None)[1] == Known.UNKNOWN


def test_criteria_are_answered_by_hand_or_by_the_day_of_registration(call):
    asked = EligibilityCriterionFactory(call=call, explanation_ro="Altfel nu se poate.")
    years = EligibilityCriterionFactory(call=call, kind=EligibilityKind.YEARS, years=2, order=2)
    quiz = quiz_of(call)
    assert (quiz.asked, quiz.asks_year) == ([asked], True)
    young, old = clock.today() - timedelta(days=400), date(2010, 1, 1)
    name = f"criterion_{asked.pk}"
    assert findings(quiz, **{name: "yes", "registered_on": old})[3:] == [Known.YES, Known.YES]
    assert findings(quiz, **{name: "no", "registered_on": young})[3:] == [Known.NO, Known.NO]
    assert findings(quiz, **{name: "unsure"})[3:] == [Known.UNKNOWN, Known.UNKNOWN]
    assert [
        each.advice for each in verdicts(quiz, {"nature": "association", name: "no"}) if each.why == "You say: no."
    ] == ["Altfel nu se poate."]
    assert years in quiz.criteria


def test_what_is_known_of_an_organisation_is_not_asked(call):
    EligibilityCriterionFactory(call=call, kind=EligibilityKind.YEARS, years=2)
    home = OrganizationFactory(nature=Nature.ASSOCIATION, registered_on=date(2001, 5, 5))
    quiz = quiz_of(call, home)
    assert (quiz.asks_nature, quiz.asks_year, quiz.asked) == (False, False, [])
    found = verdicts(quiz, {"amount": Decimal(5000), "share": Decimal(50)})
    assert outcome(found) == Known.YES
    assert "2001-05-05" in found[-1].why


def test_other_calls_that_may_fit_are_open_public_and_for_the_kind_and_place(call):
    here, there = districts(2)
    fits, elsewhere = OpenCallFactory(parts=False), OpenCallFactory(parts=False)
    elsewhere.units.set([there])
    OpenCallFactory(parts=False, natures=["company"])
    OpenCallFactory(parts=False, deadline_at=clock.now() - timedelta(days=1))
    OpenCallFactory(parts=False, kind="direct")
    assert may_fit(quiz_of(call), {"nature": "association", "place": here}) == [fits]
