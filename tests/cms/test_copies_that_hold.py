"""A copy of a public page after something was done: asked whether it still holds, and given only then."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from cms.middleware import KeptPagesMiddleware
from grants.actions.programmes.life import publish_programme
from grants.models import Programme, ProgrammeStatus
from kernel import clock
from kernel.answers import listening, still_hold, unheard
from organizations.actions import activity
from organizations.models import Organization, Role
from tests.cms.keeping import KEEPING
from tests.factories.grants.programmes import ProgrammeFactory
from tests.factories.organizations import OrganizationFactory, UserFactory
from tests.grants.people import somebody

pytestmark = pytest.mark.django_db
LIST = "/en/programmes/"


@pytest.fixture(autouse=True)
def _keeping(settings):
    settings.CACHES = KEEPING
    caches["pages"].clear()


@pytest.fixture
def programme():
    programme = ProgrammeFactory(status=ProgrammeStatus.PREPARED, title_ru="Мосты", title_en="Bridges")
    publish_programme(programme, by=somebody(programme.implementer, Role.PROGRAMME_MANAGER))
    return programme


def something_is_done():
    elsewhere = OrganizationFactory()
    activity.record("organization_changed", elsewhere, by=UserFactory(), organization=elsewhere)


def named(name):
    return Organization.objects.order_by().filter(name_en=name)


def was_made(client, path):
    """Whether the page was made anew, and what it says."""
    response = client.get(path)
    return bool(response.templates), response.content.decode()


def test_an_act_elsewhere_leaves_the_copy_true(client, programme):
    first = was_made(client, LIST)
    something_is_done()
    second = was_made(client, LIST)
    assert first[0]
    assert second == (False, first[1])


def test_after_an_act_elsewhere_the_copy_costs_its_questions_once(client, programme):
    client.get(LIST)
    client.get(LIST)
    something_is_done()
    with CaptureQueriesContext(connection) as again:
        client.get(LIST)
    with CaptureQueriesContext(connection) as then:
        client.get(LIST)
    assert len(again) > 1
    assert len(then) == 1


def test_a_row_that_was_changed_without_an_act_shows_with_the_next_act(client, programme):
    client.get(LIST)
    Programme.objects.filter(pk=programme.pk).update(title_en="Ferries")
    assert "Bridges" in client.get(LIST).content.decode()
    something_is_done()
    assert "Ferries" in client.get(LIST).content.decode()


def test_a_new_row_in_an_answer_makes_the_page_anew(client, programme):
    client.get(LIST)
    other = ProgrammeFactory(status=ProgrammeStatus.PREPARED, title_ru="Паромы", title_en="Ferries")
    publish_programme(other, by=somebody(other.implementer, Role.PROGRAMME_MANAGER))
    made, words = was_made(client, LIST)
    assert made
    assert "Ferries" in words


def test_a_name_that_only_stands_beside_is_asked_for_too(client, programme):
    path = f"{LIST}{programme.slug}/"
    client.get(path)
    Organization.objects.filter(pk=programme.implementer_id).update(name_en="The other house")
    something_is_done()
    assert "The other house" in client.get(path).content.decode()


def test_a_copy_that_still_holds_is_given_up_after_its_minute_all_the_same(client, programme):
    client.get(LIST)
    something_is_done()
    with clock.at(clock.now() + timedelta(seconds=61)):
        assert was_made(client, LIST)[0]


def test_a_page_that_writes_is_made_anew():
    times = []

    def writes(request):
        times.append(1)
        Organization.objects.filter(pk=0).update(name_en="")
        return HttpResponse("<p>page</p>")

    middleware = KeptPagesMiddleware(writes)
    middleware(RequestFactory().get("/en/made-up/"))
    something_is_done()
    middleware(RequestFactory().get("/en/made-up/"))
    assert len(times) == 2


@pytest.mark.parametrize(
    "ask",
    [
        lambda: list(Organization.objects.order_by("pk")),
        lambda: Organization.objects.order_by("pk").first(),
        lambda: Organization.objects.filter(name_en="Ferries").exists(),
        lambda: Organization.objects.filter(name_en="Bridges").count(),
        lambda: list(Organization.objects.order_by("pk").iterator()),
        lambda: list(named("Bridges").union(named("Rivers"))),
    ],
)
def test_answers_hold_until_one_of_them_is_another(ask):
    OrganizationFactory(name_en="Bridges")
    with listening() as heard:
        ask()
    assert heard.can_be_repeated
    assert still_hold(heard.answers)
    Organization.objects.update(name_en="Ferries")
    assert not still_hold(heard.answers)


def test_what_is_kept_by_a_version_of_its_own_is_not_asked_again():
    with listening() as heard, unheard():
        Organization.objects.count()
    assert heard.answers == ()


def test_nothing_asked_holds():
    assert still_hold(())
