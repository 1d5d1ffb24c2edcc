"""A form that is sent after the session ended: what was typed stands on a page and is sent again."""

import pytest

ADDRESS = "/workspace/applications/APP-2020-0001/form/facts/"
PAGE = {"Accept": "text/html", "Referer": f"http://testserver{ADDRESS}"}


@pytest.fixture
def posted(client, db):
    return lambda data, **headers: client.post(ADDRESS, data, headers={**PAGE, **headers})


def test_typed_text_survives_an_ended_session(posted):
    answer = posted({"title": "Centru de zi", "summary": ""})
    page = answer.content.decode()
    assert answer.status_code == 401
    assert 'name="title" value="Centru de zi"' in page
    assert f'action="{ADDRESS}"' in page
    assert "/accounts/login/" in page


@pytest.mark.parametrize("headers", [{"Accept": "application/json"}, {"Referer": "http://elsewhere.invalid/"}])
def test_scripts_and_strangers_are_only_asked_to_log_in(posted, headers):
    assert posted({"title": "Centru"}, **headers).status_code == 302


def test_an_empty_form_and_a_password_are_not_repeated(posted):
    assert posted({}).status_code == 302
    assert posted({"name": "Elena", "password": "secret"}).status_code == 302
