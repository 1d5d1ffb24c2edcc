"""Whole pages kept for visitors: who gets a copy, what is never kept, and what makes a copy out of date."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages import success
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.core.cache.backends import locmem
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from cms.keeping import version_of
from cms.middleware import KeptPagesMiddleware
from grants.actions.programmes.life import publish_programme
from grants.models import ProgrammeStatus
from kernel import clock
from organizations.models import Activity, Role
from tests.cms.keeping import KEEPING
from tests.factories.grants.programmes import ProgrammeFactory
from tests.factories.organizations import UserFactory
from tests.grants.people import somebody
from tests.html import StrictClient

pytestmark = pytest.mark.django_db
LIST = "/en/programmes/"


@pytest.fixture(autouse=True)
def _keeping(settings):
    settings.CACHES = KEEPING
    caches["pages"].clear()


@pytest.fixture
def programme():
    return ProgrammeFactory(status=ProgrammeStatus.PREPARED, title_ru="Мосты", title_en="Bridges")


def queries(client, path, **headers):
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path, headers=headers)
    return response, len(asked)


def test_a_visitor_gets_the_copy_for_one_query(client):
    first, _asked = queries(client, LIST)
    second, asked = queries(client, LIST)
    assert (second.content, asked) == (first.content, 1)


def test_copies_of_two_addresses_and_languages_are_not_mixed_up():
    client = Client()  # the strict one asks in which language the address was resolved; a copy is given without
    bodies = {client.get(path).content for path in ("/en/", "/ro/", "/ru/", LIST, f"{LIST}?q=x")}
    again = {client.get(path).content for path in ("/en/", "/ro/", "/ru/", LIST, f"{LIST}?q=x")}
    assert len(bodies) == 5
    assert again == bodies


def test_a_copy_carries_the_headers_of_the_page(client):
    first, second = client.get(LIST), client.get(LIST)
    assert dict(second.headers) == dict(first.headers)
    assert second["Cache-Control"] == "no-cache"
    assert "Content-Security-Policy" in second
    assert second["Content-Language"] == "en"


def test_who_has_the_copy_already_is_told_so(client):
    etag = client.get(LIST)["ETag"]
    response, asked = queries(client, LIST, if_none_match=etag)
    assert (response.status_code, response.content, asked) == (304, b"", 1)


def test_head_is_answered_from_the_copy(client):
    length = client.get(LIST)["Content-Length"]
    response = client.head(LIST)
    assert (response.status_code, response.content, response["Content-Length"]) == (200, b"", length)


def test_an_act_shows_at_once(client, programme):
    assert "Bridges" not in client.get(LIST).content.decode()
    publish_programme(programme, by=somebody(programme.implementer, Role.PROGRAMME_MANAGER))
    assert "Bridges" in client.get(LIST).content.decode()


def test_an_act_that_was_numbered_early_and_kept_late_changes_the_version(programme):
    Activity.objects.bulk_create([_line(programme, number) for number in (1001, 1003)])
    before = version_of(RequestFactory().get(LIST)).facts
    Activity.objects.bulk_create([_line(programme, 1002)])
    assert version_of(RequestFactory().get(LIST)).facts != before


def _line(programme, number):
    kind = ContentType.objects.get_for_model(programme)
    return Activity(pk=number, verb="programme_published", content_type=kind, object_id=programme.pk)


def test_a_page_that_an_editor_publishes_shows_at_once(client):
    page = Page.objects.get(slug="about", locale__language_code="en").specific
    assert "In other words" not in client.get("/en/about/").content.decode()
    page.summary = "In other words"
    page.save_revision().publish()
    assert "In other words" in client.get("/en/about/").content.decode()


def test_a_page_that_is_unpublished_is_gone_at_once_from_address_and_menu(client):
    assert client.get(LIST).status_code == 200
    assert f'href="{LIST}"' in client.get("/en/about/").content.decode()
    Page.objects.get(slug="programmes", locale__language_code="en").specific.unpublish()
    assert client.get(LIST).status_code == 404
    assert f'href="{LIST}"' not in client.get("/en/about/").content.decode()


def test_a_page_that_is_closed_to_the_public_is_closed_at_once(client):
    page = Page.objects.get(slug="about", locale__language_code="en")
    assert client.get("/en/about/").status_code == 200
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    PageLogEntry.objects.log_action(page, "wagtail.view_restriction.create", data={"restriction": restriction.pk})
    assert client.get("/en/about/").status_code == 302
    assert client.get("/en/about/").status_code == 302


def test_a_closed_page_is_never_kept(client):
    page = Page.objects.get(slug="about", locale__language_code="en")
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="tally"
    )
    assert "Password" in client.get("/en/about/").content.decode()
    session = client.session
    session["passed_page_view_restrictions"] = [restriction.pk]
    session.save()
    assert "Password" not in client.get("/en/about/").content.decode()
    assert "Password" in StrictClient().get("/en/about/").content.decode()


def test_a_person_gets_a_page_of_their_own_and_leaves_none_behind(client, login):
    person = login(UserFactory(name="Ana Rusu"))
    assert queries(person, LIST)[1] > 1
    assert queries(client, LIST)[1] > 1
    assert queries(person, LIST)[1] > 1


def test_the_demo_keeps_nothing(client, settings):
    settings.DEMO = True
    client.get(LIST)
    assert queries(client, LIST)[1] > 1


def test_the_workspace_is_never_kept(client, login):
    person = login(UserFactory())
    assert "ETag" not in person.get("/workspace/")
    assert "ETag" not in client.get("/accounts/login/")


def test_a_page_that_is_not_there_is_not_kept(client, programme):
    path = f"{LIST}{programme.slug}/"
    assert client.get(path).status_code == 404
    type(programme).objects.filter(pk=programme.pk).update(
        published_at=clock.now(), published_by=UserFactory().pk, status=ProgrammeStatus.ACTIVE
    )
    assert client.get(path).status_code == 200


def _asked_twice(view, **sent):
    """How often `view` is asked when the same visitor comes twice; `sent` goes into the request."""
    times = []

    def counted(request):
        times.append(1)
        return view(request)

    middleware = KeptPagesMiddleware(counted)
    for _time in range(2):
        middleware(RequestFactory().get("/en/made-up/", **sent))
    return len(times)


def _plain(request):
    return HttpResponse("<p>page</p>")


def _with_token(request):
    return HttpResponse(get_token(request))


def _with_cookie(request):
    response = HttpResponse("page")
    response.set_cookie("seen", "1")
    return response


def _with_message(request):
    request._messages = CookieStorage(request)
    success(request, "Sent.")
    return HttpResponse("Sent.")


def _private(request):
    return HttpResponse("page", headers={"Cache-Control": "private"})


def _as_file(request):
    return HttpResponse("a;b", content_type="text/csv")


def _as_stream(request):
    return StreamingHttpResponse(["page"])


def _large(request):
    return HttpResponse("x" * 300_000)


@pytest.mark.parametrize(
    ("view", "times"),
    [
        (_plain, 1),
        (_with_token, 2),
        (_with_cookie, 2),
        (_with_message, 2),
        (_private, 2),
        (_as_file, 2),
        (_as_stream, 2),
        (_large, 2),
    ],
)
def test_only_a_whole_page_made_for_nobody_is_kept(view, times):
    assert _asked_twice(view) == times


@pytest.mark.parametrize(
    "sent",
    [
        {"HTTP_COOKIE": "sessionid=1"},
        {"HTTP_COOKIE": "messages=1"},
        {"HTTP_AUTHORIZATION": "Bearer 1"},
        {"HTTP_HX_REQUEST": "true"},
        {"REQUEST_METHOD": "POST"},
    ],
)
def test_only_a_visitor_who_reads_is_given_a_copy(sent):
    assert _asked_twice(_plain, **sent) == 2


def test_a_copy_is_given_up_after_a_minute(client, programme, monkeypatch):
    client.get(LIST)
    later = locmem.time.time() + timedelta(seconds=61).total_seconds()
    monkeypatch.setattr(locmem.time, "time", lambda: later)
    assert queries(client, LIST)[1] > 1
