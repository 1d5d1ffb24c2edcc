"""Notes and labels: kept with their earlier versions, and closed to everybody whom they are not for."""

import pytest
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
