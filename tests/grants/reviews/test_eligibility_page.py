"""The page of the eligibility check: what is unclear leads to a question; what was asked and answered stands there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grants.actions.applications.clarifications import answer_clarification, ask_clarification
from grants.models import Application, CallStatus, Clarification
from kernel import clock
from tests.factories.grants.applications import SubmittedFactory, member
from tests.factories.grants.calls import staff

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def application():
    submitted = SubmittedFactory()
    submitted.call.status = CallStatus.CLOSED
    submitted.call.save()
    return Application.objects.get(pk=submitted.pk)


@pytest.fixture
def officer(application):
    return staff(application.call.programme)


@pytest.fixture
def there(application):
    return reverse("grants:eligibility", args=[application.reference])


def ask(application, officer, number=1):
    due_on = clock.today() + 5 * DAY
    return ask_clarification(application, by=officer, text=f"Ce dată? {number}", parts=["facts"], due_on=due_on)


def test_something_unclear_leads_to_asking_the_applicant(login, application, officer, there):
    criterion = application.call.eligibility_criteria.get()
    typed = {f"finding_{criterion.pk}": "clarify", f"reason_{criterion.pk}": "Statutul nu are dată."}
    person = login(officer)
    asking = reverse("grants:clarification_ask", args=[application.reference])
    assert person.post(there, typed)["Location"] == asking
    form = person.get(asking).content.decode()
    assert f"{criterion.text.rstrip('.')}: Statutul nu are dată." in form
    ask(application, officer)
    assert person.post(there, typed)["Location"] == application.get_absolute_url()


def test_what_is_clear_leads_back_to_the_application(login, application, officer, there):
    criterion = application.call.eligibility_criteria.get()
    answer = login(officer).post(there, {f"finding_{criterion.pk}": "yes", f"reason_{criterion.pk}": ""})
    assert answer["Location"] == application.get_absolute_url()


def test_rounds_stand_beside_the_check(login, application, officer, there):
    asking = reverse("grants:clarification_ask", args=[application.reference])
    person = login(officer)
    assert asking in person.get(there).content.decode()
    asked = ask(application, officer)
    page = person.get(there).content.decode()
    assert ("Ce dată? 1" in page, "before you conclude the check" in page, asking in page) == (True, True, False)
    assert reverse("grants:clarification_extend", args=[asked.pk]) in page
    answer_clarification(asked, by=member(application.organization), note="Din 2015.", is_declared=True)
    page = person.get(there).content.decode()
    assert ("Din 2015." in page, "before you conclude the check" in page, asking in page) == (True, False, True)


def test_the_page_asks_the_same_with_one_round_and_with_more(login, application, officer, there):
    ask(application, officer)
    person = login(officer)
    person.get(there)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            person.get(there)
        return len(queries)

    before = asked()
    for number in range(2, 6):
        facts = {"text": "?", "parts": ["facts"], "first_due_on": clock.today(), "due_on": clock.today()}
        closed = {"status": "closed", "closed_at": clock.now(), "closed_by": officer, "asked_by": officer}
        Clarification.objects.create(application=application, number=number, **facts, **closed)
    assert asked() == before
