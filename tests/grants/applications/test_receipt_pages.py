"""From the draft to its receipt, and from the receipt to the check that anybody makes."""

import pytest
from django.urls import reverse

from grants.actions.applications.applying import submit_application
from grants.models import Application
from tests.factories.grants.applications import CompleteDraftFactory, member

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
