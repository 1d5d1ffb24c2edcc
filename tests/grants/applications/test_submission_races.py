"""Two at once around what was submitted: changed twice, submitted again, withdrawn, clarified and closed.

What counts is always one whole version. Real threads, PostgreSQL.
"""

from datetime import timedelta

import pytest

from grants.actions.applications.applying import begin_application, submit_application, withdraw_application
from grants.actions.applications.clarifications import answer_clarification, ask_clarification, close_clarification
from grants.actions.applications.copies import discard_changes, open_changes
from grants.actions.applications.drafts import Entry, save_draft
from grants.models import Application, ApplicationVersion, Clarification
from grants.receipts import token
from kernel import clock
from tests.factories.grants.applications import CompleteDraftFactory, InReviewFactory, member
from tests.factories.grants.calls import staff
from tests.factories.grants.reviews import CallInReviewFactory
from tests.grants.agreements.test_agreement_races import together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def draft(transactional_db):
    return CompleteDraftFactory()


@pytest.fixture
def people(draft):
    return [member(draft.organization), member(draft.organization)]


@pytest.fixture
def submitted(draft, people):
    submit_application(draft, by=people[0], is_declared=True)
    return Application.objects.get(pk=draft.pk)


def titled(text):
    return {"title": Entry(text, token("Centru de zi"))}


def test_two_signatories_submit_one_draft(draft, people):
    said = together(
        lambda: submit_application(Application.objects.get(pk=draft.pk), by=people[0], is_declared=True),
        lambda: submit_application(Application.objects.get(pk=draft.pk), by=people[1], is_declared=True),
    )
    assert said == ["NotNow", "done"]
    assert ApplicationVersion.objects.count() == 1


def test_draft_saved_while_it_is_submitted(draft, people):
    together(
        lambda: submit_application(draft, by=people[0], is_declared=True),
        lambda: save_draft(draft, titled("Centru nou"), by=people[1]),
    )
    draft.refresh_from_db()
    assert ApplicationVersion.objects.get().content["title"] == draft.title


def test_two_open_the_changes_of_one_application(submitted, people):
    said = together(lambda: open_changes(submitted, by=people[0]), lambda: open_changes(submitted, by=people[1]))
    assert said == ["done", "done"]
    assert submitted.copies.count() == 1


def test_two_submit_the_same_changes(submitted, people):
    copy = open_changes(submitted, by=people[0])
    save_draft(copy, titled("Centru nou"), by=people[0])
    said = together(
        lambda: submit_application(Application.with_copies.get(pk=copy.pk), by=people[0], is_declared=True),
        lambda: submit_application(Application.with_copies.get(pk=copy.pk), by=people[1], is_declared=True),
    )
    assert said in (["NotNow", "done"], ["DoesNotExist", "done"])
    assert [each.content["title"] for each in submitted.versions.order_by("number")] == ["Centru de zi", "Centru nou"]


def test_changes_submitted_and_dropped_at_once(submitted, people):
    copy = open_changes(submitted, by=people[0])
    save_draft(copy, titled("Centru nou"), by=people[0])
    said = together(
        lambda: submit_application(copy, by=people[0], is_declared=True), lambda: discard_changes(copy, by=people[1])
    )
    assert said == ["NotNow", "done"]
    submitted.refresh_from_db()
    assert submitted.versions.order_by("-number")[0].content["title"] == submitted.title
    assert submitted.copies.count() == 0


def test_application_withdrawn_while_its_changes_are_submitted(submitted, people):
    copy = open_changes(submitted, by=people[0])
    together(
        lambda: submit_application(copy, by=people[0], is_declared=True),
        lambda: withdraw_application(submitted, by=people[1]),
    )
    submitted.refresh_from_db()
    assert submitted.status == "withdrawn"
    assert submitted.versions.order_by("-number")[0].content["title"] == submitted.title


def test_application_begun_while_the_earlier_one_is_withdrawn(submitted, people):
    together(
        lambda: withdraw_application(submitted, by=people[0]),
        lambda: begin_application(submitted.call, submitted.organization, by=people[1]),
    )
    assert Application.objects.filter(call=submitted.call).exclude(status="withdrawn").count() <= 1


def test_clarification_answered_and_closed_at_once(transactional_db):
    application = InReviewFactory(call=CallInReviewFactory())
    officer, person = staff(application.call.programme), member(application.organization)
    day = clock.today() + timedelta(days=3)
    asked = ask_clarification(application, by=officer, text="Câți?", parts=["facts"], due_on=day)
    said = together(
        lambda: answer_clarification(
            Clarification.objects.select_related("application").get(pk=asked.pk),
            by=person,
            note="Doi.",
            is_declared=True,
        ),
        lambda: close_clarification(Clarification.objects.get(pk=asked.pk), by=officer),
    )
    assert said == ["NotNow", "done"]
    asked.refresh_from_db()
    assert application.versions.count() == (1 if asked.status == "answered" else 0)
