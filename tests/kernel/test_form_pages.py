"""Pages with forms: what is kept, what is refused, and that nothing typed is lost."""

import pytest
from django.test import Client

from grants.models import Programme
from tests.factories.grants.programmes import ProgrammeFactory
from tests.factories.organizations import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.kernel.pages")]


@pytest.fixture
def person(login):
    return login(UserFactory())


@pytest.fixture
def programme():
    return ProgrammeFactory(code="mine", title_ro="Punți", status="prepared")


def test_form_shows_what_is_kept(person, programme) -> None:
    page = person.get("/form/mine/").content.decode()
    assert "Change the project" in page
    assert 'value="Punți"' in page


def test_form_saves_and_goes_on(person, programme) -> None:
    response = person.post("/form/mine/", {"title_ro": "Mosturi", "domain": "x"})
    assert (response.status_code, response["Location"]) == (302, f"/there/{programme.pk}/")
    programme.refresh_from_db()
    assert programme.title_ro == "Mosturi"


def test_invalid_form_keeps_what_was_typed(person, programme) -> None:
    response = person.post("/form/mine/", {"title_ro": "Typed", "domain": "x" * 121})
    page = response.content.decode()
    assert response.status_code == 200
    assert "at most 120 characters" in page
    assert 'value="Typed"' in page


@pytest.mark.parametrize("address", ["form/other", "thing/other", "act/other", "form/demo"])
def test_thing_out_of_scope_is_not_found(person, programme, address) -> None:
    ProgrammeFactory(code="demo", is_demo=True)
    assert person.get(f"/{address}/").status_code == 404


def test_thing_in_scope_without_permission_is_forbidden(person, programme) -> None:
    assert person.get("/thing/mine/").status_code == 403


def test_refused_act_shows_its_reasons_and_keeps_what_was_typed(person, programme) -> None:
    page = person.post("/act/mine/", {"amount": "11", "why": "because <b>"}).content.decode()
    assert "There are 10 left." in page
    assert page.count("At most 10.") == 2  # in the summary and at the field
    assert "because &lt;b&gt;" in page


def test_act_is_done_and_said(person, programme) -> None:
    response = person.post("/act/mine/", {"amount": "10", "why": "x"})
    assert response["Location"] == "/there/"
    assert "Done: Pay." in person.get("/form/mine/").content.decode()


@pytest.mark.parametrize(
    ("next_", "there"),
    [
        ("/workspace/x/", "/workspace/x/"),
        ("https://evil.example/", "/there/"),
        ("//evil.example", "/there/"),
        ("workspace", "/there/"),
    ],
)
def test_next_leads_only_to_our_pages(person, programme, next_, there) -> None:
    assert person.post(f"/act/mine/?next={next_}", {"amount": "1", "why": "x"})["Location"] == there


def test_move_asks_first_and_changes_nothing(person, programme) -> None:
    page = person.get(f"/move/{programme.pk}/start/")
    assert (page.status_code, "The public sees it from then on." in page.content.decode()) == (200, True)
    programme.refresh_from_db()
    assert programme.status == "prepared"


def test_move_is_made_by_its_act(person, programme) -> None:
    response = person.post(f"/move/{programme.pk}/start/")
    assert response["Location"] == "/thing/mine/"
    assert Programme.objects.get().status == "active"


def test_move_made_twice_says_why_not(person, programme) -> None:
    person.post(f"/move/{programme.pk}/start/")
    response = person.post(f"/move/{programme.pk}/start/")
    assert response.status_code == 409
    assert "the status is “active”" in response.content.decode()


def test_refused_move_says_how_to_mend_it(person, programme) -> None:
    Programme.objects.filter(pk=programme.pk).update(title_ro="refused")
    response = person.post(f"/move/{programme.pk}/start/")
    assert response.status_code == 409
    assert "Add a funding line first." in response.content.decode()
    assert Programme.objects.get().status == "prepared"


@pytest.mark.parametrize("name", ["stop", "delete"])
def test_move_without_an_act_is_not_found(person, programme, name) -> None:
    assert person.post(f"/move/{programme.pk}/{name}/").status_code == 404


@pytest.fixture
def stranger(programme):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(UserFactory())
    return browser


def test_lost_token_offers_what_was_typed_again(stranger) -> None:
    typed = {"why": "long <text>", "amount": "5", "csrfmiddlewaretoken": "old"}
    response = stranger.post("/act/mine/", typed, headers={"referer": "http://testserver/act/mine/"})
    page = response.content.decode()
    assert response.status_code == 403
    assert 'name="why" value="long &lt;text&gt;"' in page
    assert 'value="old"' not in page


@pytest.mark.parametrize("headers", [{}, {"referer": "https://evil.example/"}, {"referer": ""}])
def test_form_of_another_site_is_not_offered_again(stranger, headers) -> None:
    page = stranger.post("/act/mine/", {"why": "evil words"}, headers=headers)
    assert page.status_code == 403
    assert "evil words" not in page.content.decode()


def test_form_with_a_password_is_not_repeated(stranger) -> None:
    page = stranger.post("/act/mine/", {"why": "w", "password1": "s"}, headers={"referer": "http://testserver/"})
    assert 'value="w"' not in page.content.decode()
