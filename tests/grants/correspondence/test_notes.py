"""Notes and labels: kept with their earlier versions, and closed to everybody whom they are not for."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grants.actions.applications.notes import add_label, change_note, remove_label, write_note
from grants.models import ApplicationLabel, Label, NoteVersion
from kernel.refusals import NotAllowed, Refusal
from organizations.models import Role
from tests.factories.grants.applications import InReviewFactory
from tests.factories.grants.reviews import AssignmentFactory, CallInReviewFactory, OpenAssignmentFactory
from tests.grants.people import somebody

pytestmark = pytest.mark.django_db
SECRET = "Directorul a mai avut o avertizare."


@pytest.fixture
def application():
    return InReviewFactory(call=CallInReviewFactory(), reference="APP-7")


@pytest.fixture
def officer(application):
    return somebody(application.call.programme.implementer, Role.GRANTS_OFFICER)


def test_a_changed_note_keeps_its_earlier_version(application, officer, login):
    note = write_note(application, "Întâi.", by=officer)
    change_note(note, "Apoi.", by=officer)
    change_note(note, "Apoi.", by=officer)
    assert list(NoteVersion.objects.order_by("pk").values_list("text", flat=True)) == ["Întâi.", "Apoi."]
    colleague = somebody(application.call.programme.implementer, Role.PROGRAMME_MANAGER)
    with pytest.raises(NotAllowed):
        change_note(note, "Altfel.", by=colleague)
    page = login(colleague).get(reverse("grants:notes", args=["APP-7"]))
    assert [(last.text, [each.text for each in earlier]) for last, earlier in page.context["notes"]] == [
        ("Apoi.", ["Întâi."])
    ]


def test_neither_applicant_nor_reviewer_nor_conflicted_staff_read_a_note(application, officer, login):
    write_note(application, SECRET, by=officer)
    add_label(application, "de urmărit", by=officer)
    implementer = application.call.programme.implementer
    elena = somebody(application.organization, Role.REPRESENTATIVE)
    judge = somebody(implementer, Role.MONITORING_OFFICER)
    OpenAssignmentFactory(application=application, reviewer=judge)
    related = somebody(implementer, Role.GRANTS_OFFICER)
    AssignmentFactory(
        application=application,
        reviewer=related,
        conflict="declared",
        nature="family",
        declared_at=application.submitted_at,
    )
    both = somebody(implementer, Role.GRANTS_OFFICER)
    somebody_too = both.memberships.create(organization=application.organization, role=Role.MEMBER)
    assert somebody_too.ended_at is None
    for person in (elena, judge, related, both):
        browser = login(person)
        assert browser.get(reverse("grants:notes", args=["APP-7"])).status_code in {403, 404}
        seen = browser.get(application.get_absolute_url())
        assert (SECRET in seen.text, "de urmărit" in seen.text) == (False, False)
        with pytest.raises(NotAllowed):
            write_note(application, "x", by=person)
    listed = login(judge).get(reverse("grants:applications"), {"label": Label.objects.get().pk})
    assert "APP-7" not in listed.text
    assert "APP-7" in login(officer).get(reverse("grants:applications"), {"label": Label.objects.get().pk}).text


def test_labels_are_the_implementers_words(application, officer, login):
    put = add_label(application, " De  urmărit ", by=officer)
    assert add_label(application, "de urmărit", by=officer) == put
    assert [each.name for each in Label.objects.all()] == ["De urmărit"]
    with pytest.raises(Refusal, match="between 1 and 60"):
        add_label(application, " ", by=officer)
    login(officer).post(reverse("grants:label_remove", args=[put.pk]))
    assert not ApplicationLabel.objects.exists()
    with pytest.raises(NotAllowed):
        remove_label(put, by=somebody(application.organization, Role.REPRESENTATIVE))


def listed(browser):
    """The list as a file: its headings, and the label cell of each row by reference."""
    there = reverse("grants:applications")
    text = b"".join(browser.get(there, {"format": "csv"}).streaming_content).decode("utf-8-sig")
    heads, *rows = csv.reader(io.StringIO(text))
    place = heads.index("Labels") if "Labels" in heads else None
    return heads, {row[0]: "" if place is None else row[place] for row in rows}


def test_labels_stand_in_the_list_and_in_its_file_for_those_who_may_know_them(application, officer, login):
    implementer = application.call.programme.implementer
    assert "Labels" not in listed(login(officer))[0]
    for name in ("Urgent", "De urmărit"):
        add_label(application, name, by=officer)
    assert listed(login(officer))[1] == {"APP-7": "De urmărit, Urgent"}
    assert "De urmărit, Urgent" in login(officer).get(reverse("grants:applications")).text
    judge = somebody(implementer, Role.MONITORING_OFFICER)
    OpenAssignmentFactory(application=application, reviewer=judge)
    assert listed(login(judge))[1] == {"APP-7": ""}
    assert "Labels" not in listed(login(somebody(application.organization, Role.REPRESENTATIVE)))[0]
    stranger = somebody(InReviewFactory().call.programme.implementer, Role.GRANTS_OFFICER)
    assert "Labels" not in listed(login(stranger))[0]


def test_the_list_with_labels_asks_the_same_with_one_row_and_with_thirty(application, officer, login):
    add_label(application, "Urgent", by=officer)
    browser, there = login(officer), reverse("grants:applications")
    browser.get(there)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            browser.get(there)
        return len(queries)

    before = asked()
    for _each in range(29):
        add_label(InReviewFactory(call=application.call), "Urgent", by=officer)
    assert asked() == before
