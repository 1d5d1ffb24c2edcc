"""Files that must not be kept with an application: each is refused with words, and nothing of it stays."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from grants.actions.applications.files import attach_file
from grants.naming import committee_name
from kernel.refusals import Refusal
from organizations.models import Document
from tests.factories.grants.applications import ApplicationFactory, member

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def draft(db):
    return ApplicationFactory(reference="APP-2026-0042", organization__name_ro="Casa Mare")


@pytest.fixture
def elena(draft):
    return member(draft.organization)


def _zip(*members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def _macro():
    file = io.BytesIO()
    Workbook().save(file)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub AutoOpen")
    return file.getvalue()


BAD = {
    "empty": ("statut.pdf", b""),
    "wrong type": ("statut.pdf", b"MZ\x90\x00 this program cannot be run"),
    "polyglot": ("statut.pdf", PDF + _zip(("payload.txt", b"x"))),
    "zip bomb": ("statut.docx", _zip(("[Content_Types].xml", b"0"), ("word/document.xml", b"\0" * 300_000_000))),
    "macro": ("buget.xlsx", _macro()),
    "page in a picture": ("poza.png", b"\x89PNG\r\n\x1a\n<script>alert(1)</script>"),
    "program": ("statut.exe", b"MZ"),
    "no extension": ("statut", PDF),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_file_is_refused_and_nothing_is_kept(draft, elena, name):
    filename, content = BAD[name]
    with pytest.raises(Refusal) as refused:
        attach_file(draft, SimpleUploadedFile(filename, content), by=elena)
    assert filename in str(refused.value)
    assert (draft.files.count(), Document.objects.count()) == (0, 0)


def test_a_file_over_the_limit_is_refused(draft, elena, settings):
    settings.UPLOAD_LIMIT_BYTES = len(PDF) - 1
    with pytest.raises(Refusal, match="larger than"):
        attach_file(draft, SimpleUploadedFile("statut.pdf", PDF), by=elena)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("a" * 300 + ".pdf", "a" * 196 + ".pdf"),
        ("..\\..\\etc/passwd.pdf", "passwd.pdf"),
        ("statut\u202efdp.pdf", "statutfdp.pdf"),
        ("ста\u200bтут.pdf", "статут.pdf"),
    ],
)
def test_names_are_cleaned_and_the_committee_reads_none_of_them(draft, elena, sent, kept):
    file = SimpleUploadedFile("x.pdf", PDF)
    file._name = sent
    attached = attach_file(draft, file, by=elena)
    assert attached.document.filename == kept
    assert committee_name(attached) == "APP-2026-0042_Alt-fisier_CasaMare.pdf"
    assert committee_name(attached, blind=True) == "APP-2026-0042_Alt-fisier.pdf"
