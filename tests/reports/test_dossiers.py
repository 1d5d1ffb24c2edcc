"""Dossiers: the whole of it, in order, true to the page, and nothing that is not for whoever asks."""

import csv
import hashlib
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from grants.actions.applications.messages import write_message
from grants.actions.applications.notes import add_label, write_note
from grants.models import ApplicationFile, ApplicationVersion
from grants.queries.applications.versions import content_of
from grants.receipts import digest
from kernel.exports import make_export
from kernel.models import Export
from organizations.actions.documents import attach, store_upload
from organizations.models import Role
from reports.views import dashboard
from tests.factories.grants.applications import InReviewFactory
from tests.factories.grants.reviews import CallInReviewFactory, OpenAssignmentFactory, reviewed
from tests.grants.people import somebody

pytestmark = pytest.mark.django_db
NOTE, COMMENT = "Notă internă: atenție la director.", "Pentru că."


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def with_version(application):
    content = content_of(application)
    ApplicationVersion.objects.create(
        application=application,
        content=content,
        digest=digest(content),
        receipt_code=f"AAAA-BBBB-{application.pk:04d}",
        submitted_at=application.submitted_at,
        submitted_by=application.submitted_by,
    )
    return application


@pytest.fixture
def application():
    made = with_version(InReviewFactory(call=CallInReviewFactory(), reference="APP-9", title="Centru de zi"))
    upload = SimpleUploadedFile("../../etc/Statut.txt", b"Statutul asociatiei")
    document = attach(store_upload(upload, by=made.created_by, organization=made.organization))
    ApplicationFile.objects.create(application=made, document=document, attached_by=made.created_by)
    reviewed(made, "4", "3")
    return made


@pytest.fixture
def officer(application):
    made = somebody(application.call.programme.implementer, Role.GRANTS_OFFICER, language="en")
    write_note(application, NOTE, by=made)
    add_label(application, "Etichetă tăinuită", by=made)
    return made


@pytest.fixture
def elena(application):
    return somebody(application.organization, Role.REPRESENTATIVE, language="en")


def dossier(person, url):
    """The archive that the person has made at `url`: content by path."""
    answer = person.post(url)
    export = Export.objects.latest("pk")
    assert answer.headers["Location"] == export.get_absolute_url()
    make_export.func(export.pk)
    content = person.get(reverse("kernel:export_file", args=[export.pk])).getvalue()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def of(application):
    return reverse("reports:application_dossier", args=[application.reference])


def test_the_dossier_of_an_application_holds_what_its_page_shows(application, officer, elena, login):
    write_message(application, "Când aflăm?", by=elena)
    found = dossier(login(officer), of(application))
    assert list(found) == [
        "versions/APP-9_v1.pdf",
        "APP-9.pdf",
        "budget.csv",
        next(name for name in found if name.startswith("files/APP-9_")),
        "reviews.csv",
        "messages.csv",
        "manifest.csv",
    ]
    page = login(officer).get(application.get_absolute_url())
    printed = " ".join(text_of(found["APP-9.pdf"]).split())
    for section in page.context["reading"].sections:
        for answer in section.answers:
            assert answer.text in printed
    assert [line.split(",")[5] for line in found["budget.csv"].decode("utf-8-sig").splitlines()[1:]] == ["10000.00"]
    assert "Când aflăm?" in found["messages.csv"].decode()
    assert COMMENT in found["reviews.csv"].decode()


def test_the_manifest_has_size_and_digest_of_every_entry(application, officer, login):
    found = dossier(login(officer), of(application))
    lines = list(csv.reader(io.StringIO(found.pop("manifest.csv").decode())))
    assert lines[1:] == [
        [name, str(len(content)), hashlib.sha256(content).hexdigest()] for name, content in found.items()
    ]


def test_the_same_dossier_twice_is_the_same(application, officer, login):
    person = login(officer)
    assert dossier(person, of(application)) == dossier(person, of(application))
    assert len(set(Export.objects.values_list("sha256", flat=True))) == 1


def test_the_applicants_dossier_holds_no_note_no_review_and_no_reviewer(application, officer, elena, login):
    found = dossier(login(elena), of(application))
    assert "reviews.csv" not in found
    whole = b"".join(text_of(each).encode() if name.endswith(".pdf") else each for name, each in found.items())
    for secret in (NOTE, "Etichetă tăinuită", COMMENT, application.assignments.get().reviewer.name):
        assert secret.encode() not in whole


def test_nobodys_dossier_holds_a_note(application, officer, login):
    found = dossier(login(officer), of(application))
    assert not any(NOTE.encode() in each or "Etichetă tăinuită".encode() in each for each in found.values())


def test_who_may_not_have_it_is_refused_and_who_lost_the_right_does_not_fetch_it(application, officer, login):
    judge = somebody(application.call.programme.implementer, Role.MONITORING_OFFICER)
    OpenAssignmentFactory(application=application, reviewer=judge)
    assert login(judge).post(of(application)).status_code == 403
    assert login(somebody(application.organization, Role.FACILITATOR)).post(of(application)).status_code == 403
    person = login(officer)
    dossier(person, of(application))
    officer.memberships.all().delete()
    assert person.get(reverse("kernel:export_file", args=[Export.objects.get().pk])).status_code == 404


def test_the_dossier_of_a_call_has_a_folder_for_each_application(application, officer, login):
    with_version(InReviewFactory(call=application.call, reference="APP-10"))
    url = reverse("reports:call_dossier", args=[application.call.reference])
    found = dossier(login(officer), url)
    folders = {name.split("/")[0] for name in found if "/" in name}
    assert folders == {"APP-9", "APP-10"}
    rows = list(csv.reader(io.StringIO(found["ranking.csv"].decode("utf-8-sig"))))
    assert [row[1] for row in rows[1:]] == ["APP-9", "APP-10"]
    assert {"applications.csv", "applications.xlsx"} <= set(found)
    export = Export.objects.latest("pk")
    assert (export.done, export.total) == (3, 3)


def test_a_large_workbook_is_made_in_the_background(application, officer, login, monkeypatch):
    monkeypatch.setattr(dashboard, "MOST_FIGURES", -1)
    programme, person = application.call.programme, login(officer)
    url = reverse("reports:workbook", args=[programme.code])
    assert "Have the workbook made" in person.get(url).text
    person.post(f"{url}ask/")
    export = Export.objects.get()
    make_export.func(export.pk)
    content = person.get(reverse("kernel:export_file", args=[export.pk])).getvalue()
    monkeypatch.setattr(dashboard, "MOST_FIGURES", 5000)
    assert sheets(content) == sheets(person.get(url).getvalue())


def sheets(content):
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist() if name.startswith("xl/worksheets")}
