"""Filters that people keep for a list."""

import pytest
from django.urls import reverse

from kernel.models import SavedFilter
from kernel.refusals import Refusal
from kernel.saved import bare, filters_for, keep_filter, offers, remove_filter
from organizations.models import Role
from tests.factories.organizations import OrganizationFactory
from tests.grants.people import somebody

PATH = "/workspace/applications/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return OrganizationFactory()


@pytest.fixture
def ion(home):
    return somebody(home, Role.GRANTS_OFFICER)


def keep(person, name="Mine", query="status=submitted", **facts):
    return keep_filter(by=person, path=PATH, query=query, name=name, **facts)


def test_bare_query_has_one_spelling():
    assert bare("page=3&status=submitted&q=&format=csv&call=2") == "call=2&status=submitted"


def test_a_filter_is_offered_to_its_owner_and_to_colleagues_it_is_shared_with(home, ion):
    ana, stranger = somebody(home, Role.PROGRAMME_MANAGER), somebody(OrganizationFactory(), Role.GRANTS_OFFICER)
    own, shared = keep(ion, "Own"), keep(ion, "Shared", circle=home.pk)
    assert filters_for(PATH, ion) == [own, shared]
    assert filters_for(PATH, ana) == [shared]
    assert filters_for(PATH, stranger) == []
    assert filters_for("/workspace/calls/", ion) == []


def test_one_default_a_list_and_one_filter_a_name(ion):
    first, second = keep(ion, "A", is_default=True), keep(ion, "B", is_default=True)
    assert keep(ion, "B", "q=x").pk == second.pk
    assert set(SavedFilter.objects.filter(is_default=True)) == set()
    keep(ion, "A", is_default=True)
    keep(ion, "B", is_default=True)
    assert list(SavedFilter.objects.filter(is_default=True)) == [second]
    with pytest.raises(Refusal, match="of this name"):
        keep(ion, "A", existing=second)
    first.refresh_from_db()
    assert first.name == "A"


def test_nothing_to_keep_a_foreign_circle_and_anothers_filter_are_refused(ion):
    with pytest.raises(Refusal, match="Nothing is filtered"):
        keep(ion, query="page=2&q=")
    with pytest.raises(Refusal, match="own organisation"):
        keep(ion, circle=OrganizationFactory().pk)
    with pytest.raises(Refusal, match="whoever saved"):
        remove_filter(keep(ion), by=somebody(OrganizationFactory(), Role.MEMBER))


@pytest.mark.parametrize(
    ("query", "has_changed"),
    [("status=x&sort=-title", False), ("day_after=2026-01-01", False), ("gone=1&status=x", True)],
)
def test_a_filter_says_when_the_list_no_longer_knows_what_it_asks(ion, query, has_changed):
    row = keep(ion, query=query)
    assert [each.has_changed for each in offers([row], ion, "", {"status", "day"})] == [has_changed]


def test_the_list_opens_with_the_default_and_shows_all_when_asked(ion, login):
    keep(ion, "Waiting", is_default=True)
    person = login(ion)
    assert person.get(PATH).headers["Location"] == f"{PATH}?status=submitted"
    page = person.get(f"{PATH}?status=submitted")
    assert [each.is_current for each in page.context["saved_filters"]] == [True]
    assert f'href="{PATH}?all=1"' in page.text
    assert person.get(f"{PATH}?all=1").status_code == 200


def test_a_filter_is_saved_changed_and_removed_on_pages(home, ion, login):
    person, new = login(ion), reverse("kernel:filter_new")
    address = {"path": PATH, "query": "status=submitted"}
    assert person.get(new, address).status_code == 200
    assert person.get(new, {**address, "path": "/nowhere/"}).status_code == 404
    person.post(new, {**address, "name": "Waiting", "circle": home.pk})
    row = SavedFilter.objects.get()
    assert (row.name, row.query, row.circle, row.person) == ("Waiting", "status=submitted", home.pk, ion.pk)
    person.post(reverse("kernel:filter_edit", args=[row.pk]), {"name": "New name", "is_default": "on"})
    row.refresh_from_db()
    assert (row.name, row.circle, row.is_default) == ("New name", None, True)
    stranger = login(somebody(home, Role.GRANTS_OFFICER))
    assert stranger.post(reverse("kernel:filter_remove", args=[row.pk])).status_code == 404
    person.post(reverse("kernel:filter_remove", args=[row.pk]))
    assert not SavedFilter.objects.exists()
