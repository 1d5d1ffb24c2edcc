"""Threads: who writes to whom, what is told by mail, what is read, and when it is over."""

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from grants.actions.applications.messages import (
    mark_thread_read,
    save_message_template,
    write_from_template,
    write_message,
)
from grants.models import Application, MessageTemplate, ThreadMessage, Voice
from grants.queries.applications.messages import thread_of, waiting_for
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.documents import store_upload
from organizations.models import Role
from tests.factories.grants.applications import CompleteDraftFactory, InReviewFactory, SubmittedFactory
from tests.factories.grants.reviews import CallInReviewFactory, OpenAssignmentFactory
from tests.grants.people import somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return SubmittedFactory(reference="APP-1", title="Centru de zi", submitted_by__language="en")


@pytest.fixture
def officer(application):
    return somebody(application.call.programme.implementer, Role.GRANTS_OFFICER, name="Ion")


@pytest.fixture
def elena(application):
    return somebody(application.organization, Role.REPRESENTATIVE, name="Elena")


def all_applications():
    return Application.objects.all()


def test_both_sides_write_and_the_other_is_told_without_the_words(
    application, officer, elena, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        write_message(application, "Trimiteți statutul, vă rog. IBAN MD24AG000225100013104168", by=officer)
    assert [(message.to, "A message about application APP-1" in message.subject) for message in mail.outbox] == [
        ([elena.email], elena.language == "en")
    ]
    assert "IBAN" not in mail.outbox[0].body
    assert reverse("grants:thread", args=["APP-1"]) in mail.outbox[0].body
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        write_message(application, "Iată-l.", by=elena)
    assert [message.to for message in mail.outbox] == [[officer.email]]
    lines = thread_of(application, Voice.STAFF).lines
    assert [(line.message.side, line.message.text, line.is_new) for line in lines] == [
        ("staff", "Trimiteți statutul, vă rog. IBAN MD24AG000225100013104168", False),
        ("applicant", "Iată-l.", True),
    ]


def test_what_waits_is_known_until_it_is_answered_or_read(application, officer, elena):
    assert list(waiting_for(Voice.STAFF, all_applications())) == []
    first = write_message(application, "Când aflăm?", by=elena)
    write_message(application, "Mai așteptăm.", by=elena)
    assert list(waiting_for(Voice.STAFF, all_applications())) == [application]
    assert thread_of(application, Voice.STAFF).unanswered_since == first.written_at
    mark_thread_read(application, by=officer)
    assert list(waiting_for(Voice.STAFF, all_applications())) == []
    assert thread_of(application, Voice.STAFF).unanswered_since == first.written_at
    write_message(application, "Vineri.", by=officer)
    assert thread_of(application, Voice.STAFF).unanswered_since is None
    assert list(waiting_for(Voice.APPLICANT, all_applications())) == [application]


def test_who_may_not_write_is_refused(application, officer, elena):
    call = application.call
    for person in (
        somebody(call.programme.implementer, Role.FINANCE_OFFICER),
        somebody(CallInReviewFactory().programme.implementer, Role.GRANTS_OFFICER),
        somebody(application.organization, Role.FACILITATOR),
    ):
        with pytest.raises(NotAllowed):
            write_message(application, "x", by=person)
    draft = CompleteDraftFactory()
    with pytest.raises(NotAllowed):
        write_message(draft, "x", by=somebody(draft.organization, Role.REPRESENTATIVE))
    with pytest.raises(Refusal, match="Write a message"):
        write_message(application, "  ", by=elena)


def test_the_thread_closes_with_the_archive_of_the_call():
    application = InReviewFactory(call=CallInReviewFactory(status="archived"))
    with pytest.raises(NotNow, match="archived"):
        write_message(application, "x", by=somebody(application.organization, Role.REPRESENTATIVE))


def test_a_staff_reviewer_reads_no_thread_of_what_they_judge(application, login):
    judged = InReviewFactory(call=CallInReviewFactory())
    reviewer = somebody(judged.call.programme.implementer, Role.PROGRAMME_MANAGER)
    OpenAssignmentFactory(application=judged, reviewer=reviewer)
    person = login(reviewer)
    assert person.get(reverse("grants:thread", args=[judged.reference])).status_code == 403
    assert person.get(reverse("grants:notes", args=[judged.reference])).status_code == 403


def test_a_file_of_a_message_is_read_by_both_sides_alone(application, officer, elena, login):
    person = login(elena)
    url = reverse("grants:thread", args=[application.reference])
    person.post(url, {"text": "Statutul.", "file": SimpleUploadedFile("statut.txt", b"Statutul asociatiei")})
    document = ThreadMessage.objects.get().documents.get()
    assert (
        login(officer).get(reverse("organizations:document", args=[document.pk])).getvalue() == b"Statutul asociatiei"
    )
    stranger = somebody(application.call.programme.implementer, Role.EDITOR)
    assert login(stranger).get(reverse("organizations:document", args=[document.pk])).status_code == 403


def test_the_page_shows_the_thread_and_takes_an_answer_begun_with_a_template(application, officer, elena, login):
    write_message(application, "Când aflăm?", by=elena)
    template = MessageTemplate(
        implementer=application.call.programme.implementer,
        name="Vineri",
        text_ro="Dragă {applicant}",
        text_en="Dear {applicant}, {reference}: {requested}. {person}",
    )
    save_message_template(template, by=officer)
    person, url = login(officer), reverse("grants:thread", args=[application.reference])
    page = person.get(f"{url}?template={template.pk}")
    assert page.context["form"].initial["text"] == (
        f"Dear {application.organization}, APP-1: 10,000.00\N{NO-BREAK SPACE}MDL. Ion"
    )
    assert person.post(url, {"text": "Vineri."}).headers["Location"] == url
    assert [each.side for each in ThreadMessage.objects.order_by("pk")] == ["applicant", "staff"]


def test_a_template_with_an_unknown_placeholder_is_refused_at_its_language(application, officer):
    template = MessageTemplate(
        implementer=application.call.programme.implementer, name="x", text_ro="Bună", text_ru="a\nb {nume}"
    )
    with pytest.raises(Refusal) as refused:
        save_message_template(template, by=officer)
    assert list(refused.value.fields) == ["text_ru"]
    assert "{nume} (line 2)" in str(refused.value)
    template.text_ru = ""
    save_message_template(template, by=officer)
    with pytest.raises(Refusal, match="another implementer"):
        write_from_template(SubmittedFactory(), template, by=officer)


def test_letters_in_upload_of_a_message_are_owned_by_the_side_that_sent_it(application, officer):
    file = SimpleUploadedFile("plan.txt", b"Un plan")
    kept = store_upload(file, by=officer, organization=application.call.programme.implementer)
    message = write_message(application, "Planul.", by=officer, documents=[kept])
    assert list(message.documents.values_list("pk", "is_attached")) == [(kept.pk, True)]
