"""From the draft to its receipt, and from the receipt to the check that anybody makes."""

import pytest
from django.urls import reverse

from grants.actions.applications.applying import submit_application, withdraw_application
from grants.actions.applications.copies import open_changes
from grants.models import Application, ApplicationFile
from tests.factories.grants.applications import CompleteDraftFactory, member
from tests.factories.organizations import DocumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return CompleteDraftFactory()


def test_the_declaration_that_was_not_ticked_is_asked_for_in_one_sentence(login, draft):
    person = login(member(draft.organization))
    there = reverse("grants:application_step", args=[draft.reference, "check"])
    page = person.post(there, {}).content.decode()
    sentence = "Confirm the declaration: without it the application cannot be submitted."
    assert f'<li><a href="#id_is_declared">{sentence}</a></li>' in page
    assert f'id="id_is_declared_error"><li>{sentence}</li>' in page
    assert "donor.</a>:" not in page


@pytest.mark.parametrize(
    ("language", "words"),
    [("ro", "Verificați o confirmare de primire"), ("ru", "Проверить подтверждение"), ("en", "Check a receipt")],
)
def test_every_public_page_leads_to_the_check_of_receipts_in_its_language(client, language, words):
    link = f'<a href="/receipts/?language={language}">{words}</a>'
    assert link in client.get(f"/{language}/grants/").content.decode()
    page = client.get("/receipts/", {"language": language}).content.decode()
    assert (f'<html lang="{language}"' in page, words in page) == (True, True)
    found = client.get("/receipts/", {"language": language, "code": "AAAA-BBBB-CCCC"})
    assert found["Location"].endswith(f"?language={language}")


def test_the_receipt_leads_to_its_check(login, draft):
    signatory = member(draft.organization)
    version = submit_application(draft, by=signatory, is_declared=True)
    there = reverse("grants_public:receipt", args=[version.receipt_code])
    receipt = reverse("grants:receipt", args=[Application.objects.get().reference])
    assert f'href="{there}"' in login(signatory).get(receipt).content.decode()


@pytest.fixture
def version(draft):
    document = DocumentFactory(organization=draft.organization)
    ApplicationFile.objects.create(application=draft, document=document, attached_by=draft.created_by)
    return submit_application(draft, by=member(draft.organization), is_declared=True)


def compared(client, version, text):
    """What the public page says of a pasted SHA-256, and that it names nothing of the application."""
    page = client.get(reverse("grants_public:receipt", args=[version.receipt_code]), {"sha256": text})
    words = page.content.decode()
    assert ('class="demo-mark"' in words) is version.application.is_demo
    assert not [name for name in ("Centru de zi", str(version.application.organization)) if name in words]
    said = {
        "content": "Yes: it is the content of this version.",
        "file": "Yes: this file belongs to this version.",
        "neither": "No: neither the content of this version nor one of its files has this SHA-256.",
        "unreadable": "A SHA-256 has 64 digits and letters from a to f",
    }
    return [name for name, sentence in said.items() if sentence in words]


def test_a_digest_that_is_pasted_is_compared_with_content_and_files(client, version):
    of_file = version.content["files"][0]["sha256"]
    spaced = " ".join(version.digest.upper()[place : place + 8] for place in range(0, 64, 8))
    assert compared(client, version, version.digest) == compared(client, version, spaced) == ["content"]
    assert compared(client, version, of_file) == ["file"]
    assert compared(client, version, "1" * 64) == ["neither"]
    assert compared(client, version, "<script>") == compared(client, version, "ab" * 40) == ["unreadable"]
    assert compared(client, version, "") == []


def test_the_check_says_which_version_counts(client, version):
    application = version.application
    signatory = member(application.organization)

    def says(sentence):
        there = reverse("grants_public:receipt", args=[version.receipt_code])
        return sentence in client.get(there).content.decode()

    assert says("This version counts.")
    submit_application(open_changes(application, by=signatory), by=signatory, is_declared=True)
    assert says("A later version counts: version 2.")
    withdraw_application(application, by=signatory)
    assert says("The application was withdrawn: no version counts.")
