"""Uploads: each kind as it should be, and each way in which it should not."""

import hashlib

import pytest
from django import forms

from kernel import uploads
from kernel.uploads import UploadField, UploadRefused, check_upload, clean_name
from tests.kernel import samples
from tests.kernel.samples import PDF, archive, docx, odt, picture, upload, xlsx

BOMB = b"0" * 40_000_000
SOUND = {
    "raport.pdf": (PDF, "application/pdf"),
    "scan.PNG": (picture("PNG"), "image/png"),
    "foto.jpg": (picture("JPEG"), "image/jpeg"),
    "foto.jpeg": (picture("JPEG"), "image/jpeg"),
    "iphone.heic": (picture("HEIF"), "image/heic"),
    "statut.docx": (docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "buget.xlsx": (xlsx([["a"]]), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "statut.odt": (odt(), "application/vnd.oasis.opendocument.text"),
    "buget.ods": (odt("spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet"),
    "linii.csv": ("nume;suma\nȘcoala;1\n".encode(), "text/csv"),
    "cp1251.csv": ("имя;сумма\n".encode("cp1251"), "text/csv"),
    "unicode.txt": ("Școala".encode("utf-16"), "text/plain"),
}
BAD = {
    "page.pdf": (b"<html><script>alert(1)</script>", "not what its name says"),
    "late.pdf": (b"junk" + PDF, "not what its name says"),
    "cut.pdf": (PDF[:30], "not what its name says"),
    "program.pdf": (b"MZ" + b"\x90" * 100, "not what its name says"),
    "page_within.pdf": (b"%PDF-1.7\n<html><script>alert(1)</script></html>\n%%EOF\n", "not what its name says"),
    "script.pdf": (b"/*" + PDF + b"*/alert(1)", "not what its name says"),
    "zipped.pdf": (PDF + archive({"evil.jar": b"x"}), "not what its name says"),
    "renamed.png": (picture("JPEG"), "not what its name says"),
    "cut.png": (picture("PNG")[:30], "not what its name says"),
    "zipped.png": (picture("PNG") + archive({"a": b"x"}), "not what its name says"),
    "page.jpg": (b"<svg onload=alert(1)>", "not what its name says"),
    "wide.png": (picture("PNG", (20_001, 1)), "million points"),
    "sheet.docx": (xlsx([["a"]]), "not what its name says"),
    "zip.docx": (archive({"a.txt": b"a"}), "not what its name says"),
    "macro.docx": (docx(word__vbaProject_bin=b"x"), "holds macros"),
    "entity.docx": (docx(word__styles_xml=b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'), "entities"),
    "wide_entity.docx": (docx(word__styles_xml="<!DOCTYPE a>".encode("utf-16")), "entities"),
    "outside.docx": (archive({"../../etc/passwd": b"x", "word/document.xml": b""}), "not safe to open"),
    "bomb.docx": (docx(word__media_xml=BOMB), "larger inside"),
    "many.docx": (archive({f"{number}": b"" for number in range(5001)}), "larger inside"),
    "locked.docx": (samples.locked(), "locked by a password"),
    "locked.xlsx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "locked by a password"),
    "before.docx": (b"#!/bin/sh\n" + docx(), "not what its name says"),
    "after.docx": (docx() + b"<script>", "not what its name says"),
    "cut.docx": (docx()[:-30], "not what its name says"),
    "sheet.odt": (odt("spreadsheet"), "not what its name says"),
    "macro.odt": (archive({"content.xml": b"", "Basic/a.xml": b""}), "holds macros"),
    "page.txt": (b"  <!DOCTYPE html>", "not what its name says"),
    "code.txt": (b"<?php system('x');", "not what its name says"),
    "shell.txt": (b"#!/bin/sh", "not what its name says"),
    "binary.csv": (b"a;b\x00c", "not what its name says"),
    "picture.csv": (picture("PNG"), "not what its name says"),
    "drawing.svg": (b"<svg/>", "not of a kind"),
    "setup.exe": (b"MZ", "not of a kind"),
    "raport.pdf.exe": (PDF, "not of a kind"),
    "noextension": (PDF, "not of a kind"),
    "old.xlsm": (xlsx([["a"]]), "not of a kind"),
    "empty.pdf": (b"", "is empty"),
}


@pytest.mark.parametrize("name", SOUND)
def test_sound_file_is_taken_for_what_it_is(name: str) -> None:
    content, kind = SOUND[name]
    file = upload(name, content)
    checked = check_upload(file)
    assert (checked.name, checked.content_type, checked.size) == (name, kind, len(content))
    assert checked.sha256 == hashlib.sha256(content).hexdigest()
    assert file.tell() == 0


@pytest.mark.parametrize("name", BAD)
def test_bad_file_is_refused_with_its_reason(name: str) -> None:
    content, words = BAD[name]
    with pytest.raises(UploadRefused) as refused:
        check_upload(upload(name, content))
    assert (
        words in str(refused.value)
        or (words.startswith("not what") and "damaged" in str(refused.value))
        or (words.startswith("not what") and "more than a document" in str(refused.value))
    )
    assert f"“{name}”" in str(refused.value)


def test_large_file_is_refused_before_it_is_read() -> None:
    file = upload("big.pdf", PDF)
    with pytest.raises(UploadRefused, match="larger than 10"):
        check_upload(file, limit=10)
    assert file.tell() == 0


def test_picture_with_too_many_points_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_PIXELS", 10_000)
    with pytest.raises(UploadRefused, match="points"):
        check_upload(upload("a.png", picture("PNG", (101, 100))))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("raport.pdf", "raport.pdf"),
        ("../../etc/raport.pdf", "raport.pdf"),
        ("C:\\Users\\Ana\\raport.pdf", "raport.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\x00b\nc\u200b.pdf", "abc.pdf"),
        ("..pdf", "pdf"),
        (".htaccess", "htaccess"),
        ('a"<b>:c?.pdf', "a__b__c_.pdf"),
        ("Raport Școală №2 (final).pdf", "Raport Școală №2 (final).pdf"),
        ("e\u0301.pdf", "é.pdf"),
        ("", "file"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1 .tar.pdf", "_lpt1 .tar.pdf"),
        ("com¹.docx", "_com¹.docx"),
        ("nul", "_nul"),
        ("contract.pdf", "contract.pdf"),
        ("a/../NUL.pdf", "_NUL.pdf"),
        ("a" * 300 + ".docx", "a" * 195 + ".docx"),
        ("a." + "b" * 300, "a." + "b" * 10),
    ],
)
def test_name_is_cleaned(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_field_refuses_with_the_reason_and_offers_only_its_kinds() -> None:
    class Form(forms.Form):
        file = UploadField(allowed=uploads.TABLES)

    form = Form({}, {"file": upload("a.pdf", PDF)})
    assert form.errors == {"file": ["“a.pdf” is not of a kind that is kept here: csv, xlsx."]}
    assert 'accept=".csv,.xlsx"' in str(Form()["file"])


def test_field_gives_the_checked_file() -> None:
    class Form(forms.Form):
        file = UploadField()

    form = Form({}, {"file": upload("a.pdf", PDF)})
    assert form.is_valid()
    assert form.cleaned_data["file"].checked.content_type == "application/pdf"
