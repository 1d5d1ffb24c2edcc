"""Submitted, changed before the deadline and submitted again; then asked one thing, which is all that opens."""

from datetime import timedelta

import pytest
from django.urls import reverse

from grants.actions.applications.applying import submit_application
from grants.models import Application, Clarification
from grants.receipts import token
from kernel import clock
from organizations.models import Role
from tests.factories.grants.applications import CompleteDraftFactory, member
from tests.factories.grants.calls import SectionFactory, staff
from tests.journeys.pages import in_days, look, send


@pytest.fixture
def application(db):
    """Submitted; the call has a second section with nothing in it."""
    draft = CompleteDraftFactory()
    SectionFactory(call=draft.call)
    submit_application(draft, by=member(draft.organization), is_declared=True)
    return Application.objects.get()


def test_submitted_again_and_clarified(application, login, client):
    ref = application.reference
    head, writer = login(member(application.organization)), login(member(application.organization, Role.MEMBER))
    change(application, head, writer)
    late = application.call.deadline_at + timedelta(minutes=1)
    with clock.at(late):
        writer.post(reverse("grants:application_changes", args=[ref]))
        assert not application.copies.exists()
        officer = login(staff(application.call.programme))
        clarify(application, officer, head)
        page = look(officer, "application_difference", ref)
        assert "<ins>" in page
        assert "Douăzeci și opt." in page
    application.refresh_from_db()
    titles = [each.content["title"] for each in application.versions.order_by("number")]
    assert titles == ["Centru de zi", "Centru de seară", "Centru de seară"]
    code = application.versions.get(number=1).receipt_code
    assert "Centru" not in client.get(reverse("grants_public:receipt", args=[code])).content.decode()


def change(application, head, writer):
    """A colleague changes; what was submitted counts until the representative submits the change."""
    ref = application.reference
    send(writer, "application_changes", ref)
    copy = application.copies.get()
    send(writer, "application_step", copy.reference, "facts", **facts(copy, title="Centru de seară"))
    application.refresh_from_db()
    assert application.title == "Centru de zi"
    assert "Version 1" in look(writer, "application", ref)
    send(writer, "application_step", copy.reference, "check", status=403, is_declared="on")
    receipt = send(head, "application_step", copy.reference, "check", is_declared="on", remark="Alt titlu.")
    assert "Centru de seară" in receipt
    assert "Version 2" in look(writer, "application", ref)


def facts(copy, **changed):
    """The first step as the page holds it, with what is changed."""
    kept = {"title": copy.title, "summary": copy.summary, "units": [each.pk for each in copy.units.all()]}
    return {**kept, **changed, **{f"base-{name}": token(value) for name, value in kept.items()}}


def clarify(application, officer, head):
    """The officer asks about one section; the others and the budget stay closed; the answer is one more version."""
    ref = application.reference
    asked, closed = application.call.sections.order_by("pk")
    question = asked.questions.get()
    ask = {"text": "Câți, mai exact?", "due_on": in_days(5)}
    assert 'class="error-summary"' in send(officer, "clarification_ask", ref, **ask)
    send(officer, "clarification_ask", ref, **ask, parts=f"section-{asked.pk}")
    assert "Câți, mai exact?" in look(head, "application", ref)
    copy = application.copies.get()
    for step in ("facts", "budget", f"section-{closed.pk}"):
        look(head, "application_step", copy.reference, step, status=404)
    key = f"question-{question.pk}"
    typed = {key: "Douăzeci și opt.", f"base-{key}": token("Un răspuns.")}
    send(head, "application_step", copy.reference, f"section-{asked.pk}", **typed)
    send(head, "application_step", copy.reference, "check", is_declared="on", remark="Am numărat.")
    assert Clarification.objects.get().status == "answered"
    assert "Am numărat." in look(officer, "application", ref)
