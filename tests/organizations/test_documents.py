"""Documents: kept at once, titled after, read by those who may, refused with a reason."""

import hashlib
import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kernel import clock
from kernel.uploads import UploadRefused
from organizations.actions.documents import attach, store_upload, sweep_uploads
from organizations.models import Activity, Document, Role
from organizations.queries.integrity import faults_of_documents
from organizations.registries import DocumentReader, document_readers
from tests.factories.organizations import DocumentFactory, MembershipFactory, OperatorFactory, UserFactory

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"


def pdf(name="Statut țară.pdf", content=PDF):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


@pytest.fixture
def member():
    return MembershipFactory(role=Role.MEMBER).user


@pytest.fixture
def home(member):
    return member.memberships.get().organization


def test_upload_is_kept_at_once_then_titled(client, home, member):
    client.force_login(member)
    response = client.post(reverse("organizations:upload", args=[home.slug]), {"file": pdf()})
    document = Document.objects.get()
    assert (document.is_attached, document.filename, document.size) == (False, "Statut țară.pdf", len(PDF))
    assert document.sha256 == hashlib.sha256(PDF).hexdigest()
    title = reverse("organizations:document_title", args=[document.pk])
    assert response.headers["Location"] == title
    listed = reverse("organizations:documents", args=[home.slug])
    assert title in client.get(listed).content.decode()
    assert client.post(title, {"title": "Statute"}).headers["Location"] == listed
    page = client.get(listed).content.decode()
    assert "Statute" in page
    assert title not in page
    assert Activity.objects.get(verb="document_attached").facts == {"sha256": document.sha256}


def test_download_is_a_file_to_save_under_its_name(client, home, member):
    client.force_login(member)
    document = attach(store_upload(pdf(), by=member, organization=home))
    response = client.get(reverse("organizations:document", args=[document.pk]))
    assert b"".join(response.streaming_content) == PDF
    assert response.headers["Content-Disposition"] == "attachment; filename*=utf-8''Statut%20%C8%9Bar%C4%83.pdf"
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Cache-Control"] == "private, no-store"


def test_files_lie_where_no_address_leads(client, home, member):
    document = store_upload(pdf(), by=member, organization=home)
    assert "Statut" not in document.file.name
    with pytest.raises(ValueError, match="URL"):
        _ = document.file.url


@pytest.mark.parametrize("who", ["stranger", "nobody", "operator", "administrator elsewhere"])
def test_documents_are_closed_to_others(client, who):
    document = DocumentFactory()
    client.force_login(
        {
            "stranger": lambda: MembershipFactory().user,
            "nobody": UserFactory,
            "operator": OperatorFactory,
            "administrator elsewhere": lambda: MembershipFactory(role=Role.ADMINISTRATOR).user,
        }[who]()
    )
    assert client.get(reverse("organizations:document", args=[document.pk])).status_code == 403


def test_visitors_are_asked_to_log_in(client):
    url = reverse("organizations:document", args=[DocumentFactory().pk])
    assert client.get(url).headers["Location"].startswith(reverse("account_login"))


def test_other_floors_give_a_reason_to_read_what_is_attached(monkeypatch):
    document, reader = DocumentFactory(), UserFactory()
    monkeypatch.setattr(document_readers, "_entries", {})
    document_readers.add(DocumentReader("officers", lambda each, user: user == reader))
    assert reader.has_perm("organizations.read_document", document)
    assert not UserFactory().has_perm("organizations.read_document", document)
    assert not reader.has_perm("organizations.read_document", DocumentFactory(is_attached=False))


def test_what_nobody_owns_is_read_by_who_uploaded_it():
    person = UserFactory()
    document = store_upload(pdf(), by=person, organization=None)
    assert person.has_perm("organizations.read_document", document)
    assert not UserFactory().has_perm("organizations.read_document", document)


def macro_workbook():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"):
            archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.pdf", b"", "empty"),
        ("statute.exe", b"MZ", "not of a kind that is kept"),
        ("page.pdf", b"<html><script>alert(1)</script>", "not what its name says"),
        ("budget.xlsx", macro_workbook(), "macros"),
        ("photo.png", PDF, "not what its name says"),
    ],
)
def test_upload_says_what_is_wrong_and_keeps_nothing(client, home, member, name, content, reason):
    client.force_login(member)
    response = client.post(reverse("organizations:upload", args=[home.slug]), {"file": pdf(name, content)})
    assert response.status_code == 200
    assert reason in response.content.decode()
    assert not Document.objects.exists()
    with pytest.raises(UploadRefused):
        store_upload(pdf(name, content), by=member, organization=home)


def test_title_is_given_by_who_uploaded(client, home, member):
    document = store_upload(pdf(), by=member, organization=home)
    client.force_login(MembershipFactory(organization=home).user)
    assert client.get(reverse("organizations:document_title", args=[document.pk])).status_code == 404


def test_attach_again_changes_nothing(home, member):
    document = store_upload(pdf(), by=member, organization=home)
    attach(document)
    attach(document)
    assert Activity.objects.filter(verb="document_attached").count() == 1


def test_sweeper_takes_what_waited_too_long(home, member, django_capture_on_commit_callbacks):
    document = store_upload(pdf(), by=member, organization=home)
    kept = attach(store_upload(pdf(), by=member, organization=home))
    storage, name = document.file.storage, document.file.name
    assert sweep_uploads() == 0
    with clock.at(clock.now() + timedelta(days=31)), django_capture_on_commit_callbacks(execute=True):
        assert sweep_uploads() == 1
    assert list(Document.objects.all()) == [kept]
    assert not storage.exists(name)


def test_integrity_finds_a_lost_and_a_changed_file(home, member):
    lost, changed, sound = (store_upload(pdf(), by=member, organization=home) for _ in range(3))
    assert list(faults_of_documents()) == []
    lost.file.storage.delete(lost.file.name)
    with changed.file.storage.open(changed.file.name, "wb") as file:
        file.write(b"other")
    assert list(faults_of_documents()) == [
        f"Document {lost.pk}: its file is missing.",
        f"Document {changed.pk}: its file is not the one that was kept.",
    ]
    assert sound.pk
