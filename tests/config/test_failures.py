"""Pages of what went wrong: the house's words in the language of the address or of the person."""

import html

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.views.defaults import server_error

from tests.factories.organizations import UserFactory

LANGUAGES = ["ro", "ru", "en"]


def says(response, language: str, words: str) -> bool:
    """Whether the page has `words` in `language`, says that it is in it, and is laid out as a page of the house."""
    text = html.unescape(response.content.decode())
    with translation.override(language):
        said = translation.gettext(words)
    assert language == "en" or said != words, f"{words} is not translated"
    return said in text and f'<html lang="{language}">' in text and "css/tokens.css" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_visitor_reads_that_nothing_is_there(db, client, language):
    response = client.get(f"/{language}/mistyped/")
    assert response.status_code == 404
    assert says(response, language, "This page is not here")


@pytest.mark.parametrize("language", LANGUAGES)
def test_person_reads_in_their_language_that_nothing_is_there(login, language):
    person = login(UserFactory(language=language))
    response = person.get("/workspace/agreements/999999/")
    assert response.status_code == 404
    assert says(response, language, "This page is not here")
    assert says(person.get(f"/{language}/workspace/mistyped/"), language, "This page is not here")


@pytest.mark.parametrize("language", LANGUAGES)
def test_person_reads_in_their_language_that_they_may_not(login, language):
    response = login(UserFactory(language=language)).get(reverse("grants:programme_create"))
    assert response.status_code == 403
    assert says(response, language, "You may not open this")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["/accounts/login/", "/workspace/organizations/new/"])
def test_form_without_its_token_is_answered_in_the_language(db, address, language):
    browser = Client(enforce_csrf_checks=True, headers={"Accept-Language": language})
    if address.startswith("/workspace/"):
        browser.force_login(UserFactory(language=language))
    response = browser.post(address, {"name": "Casa"})
    assert response.status_code == 403
    assert says(response, language, "Your form was not sent")


def test_our_own_fault_is_told_in_three_languages_without_a_database(rf):
    # No fixture gives this test a database: a question to it would fail.
    response = server_error(rf.get("/workspace/"))
    text = response.content.decode()
    assert response.status_code == 500
    assert '<h1 lang="ro">Ceva nu a mers.' in text
    assert '<h2 lang="ru">Что-то пошло не так.' in text
    assert "<h2>Something went wrong." in text
    assert '<html lang="en">' in text
