"""The gallery draws every component, so that none is broken or unseen."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from kernel import gallery, samples


@pytest.fixture
def asked(rf: RequestFactory):
    """A visitor's request for the gallery."""
    request = rf.get("/components/")
    request.user = AnonymousUser()
    return request


def test_every_component_names_its_props_and_has_a_sample():
    names = gallery.components()

    assert [name for name in names if "Props:" not in gallery.props_of(name)] == []
    assert sorted(samples.of_components()) == names


@pytest.mark.django_db
@pytest.mark.parametrize("name", gallery.components())
def test_component_is_drawn_with_its_samples(asked, name):
    drawn = gallery.shown(name, asked).drawn

    assert all(html.strip() for title, html in drawn if title != "neither")


@pytest.mark.django_db
@pytest.mark.urls("tests.kernel.gallery_urls")
@pytest.mark.parametrize("page", ["", *[f"{page}/" for page in sorted(gallery.PAGES)]])
def test_page_of_the_gallery_is_whole(client, settings, page):
    settings.PUBLIC_ROUTES = [*settings.PUBLIC_ROUTES, "gallery_"]

    answer = client.get(f"/components/{page}")

    assert answer.status_code == 200
