"""Nonsense in the address and in the form of every page: an answer, never a fault of the server.

The names are those of the inputs that the page itself shows, and of the parts of addresses that its links give.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client

from tests.addresses import add_what_the_story_lacks, address_of
from tests.seats import SEATS, browser_of, take_seats, walking
from tests.test_access import ACCESS, ROWS

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

NAMES = re.compile(r'name="([\w-]+)"|[?&;](\w+)=')
NONSENSE = ("²", "9" * 30, "-1", "\x00", "a'b\"<c>", "٣", "1e9", "2026-13-45")
KEPT = {"csrfmiddlewaretoken"}
# Whether the house is ready it says with 503 where it is not, as on a fresh database.
OPEN = [name for name, (_method, signs) in ACCESS.items() if "o" in signs and name != "kernel:readyz"]


@pytest.fixture(scope="module")
def browsers(told: None, django_db_blocker: Any) -> Iterator[dict[str, Client]]:
    with django_db_blocker.unblock():
        people = take_seats()
        add_what_the_story_lacks()
        seated = {seat: browser_of(people[seat]) for seat in SEATS}
        with walking(*people.values()):
            yield seated


def answered(browser: Client, method: str, url: str, data: Any = "") -> Any:
    """The answer; whatever was done is undone."""
    with transaction.atomic():
        response = browser.generic(method, url, data, content_type="application/x-www-form-urlencoded")
        page = response.content.decode() if response.headers.get("Content-Type", "").startswith("text/html") else ""
        response.close()
        transaction.set_rollback(True)
    return response.status_code, page


def written_in(names: list[str], start: int) -> str:
    """A form in which every name holds some nonsense, each name another one."""
    return urlencode([(name, NONSENSE[(start + place) % len(NONSENSE)]) for place, name in enumerate(names)])


@pytest.mark.parametrize("name", OPEN)
def test_nonsense_is_answered(browsers, name):
    method, signs = ACCESS[name]
    browser, url = browsers[SEATS[signs.index("o", 1 if "o" in signs[1:] else 0)]], address_of(ROWS[name])
    page = answered(browser, "GET", url)[1] if method == "GET" else ""
    names = sorted({one or other for one, other in NAMES.findall(page)} - KEPT) or ["place", "section", "to"]
    if method == "GET":
        assert answered(browser, "GET", f"{url}{'&' if '?' in url else '?'}{written_in(names, 0)}")[0] < 500
    assert answered(browser, "POST", url, written_in(names, 3))[0] < 500
