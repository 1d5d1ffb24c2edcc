"""The notice after an act: it names the change and links to the public page only of what is public."""

from types import SimpleNamespace

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory

from kernel import registries
from kernel.notices import say_done
from kernel.registries import PublicAddress, Registry, public_address_of


def thing(label: str = "house.room", address: str | None = None) -> SimpleNamespace:
    return SimpleNamespace(_meta=SimpleNamespace(label_lower=label), address=address)


@pytest.fixture(autouse=True)
def rooms(monkeypatch):
    registry: Registry[PublicAddress] = Registry()
    registry.add(PublicAddress("house.room", lambda each: each.address))
    monkeypatch.setattr(registries, "public_addresses", registry)


def said(message: str, **given) -> str:
    request = RequestFactory().get("/")
    request.session = {}
    request._messages = FallbackStorage(request)
    say_done(request, message, **given)
    (notice,) = get_messages(request)
    return str(notice)


def test_public_thing_is_linked_and_typed_words_are_escaped() -> None:
    notice = said("Done: <b>.", change="The page shows it.", public=thing(address="/en/rooms/?a=1&b=2"))

    assert notice == ('Done: &lt;b&gt;. The page shows it. <a href="/en/rooms/?a=1&amp;b=2">See the public page</a>')


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"change": "The page shows it."},
        {"change": "The page shows it.", "public": thing()},
        {"change": "The page shows it.", "public": thing("house.cellar", "/en/cellars/")},
        {"public": thing(address="/en/rooms/")},
    ],
)
def test_nothing_is_claimed_of_what_is_not_public(given) -> None:
    assert said("Done.", **given) == "Done."


def test_thing_without_an_address_of_its_kind_has_none() -> None:
    assert public_address_of(thing("house.cellar", "/en/cellars/")) is None
