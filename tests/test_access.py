"""Access over the whole house: every route and every move × every seat, on things that belong to others too.

`access.txt` is the table: one line a route, one sign a seat. The story's two implementers, its associations, donors and
authorities live side by side in it. A route that is missing from the table fails, and so does a line without a route.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from config import urls
from tests.addresses import add_what_the_story_lacks, address_of, own_rows
from tests.seats import SEATS, browser_of, take_seats

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).with_name("access.txt")
ROWS = {str(row): row for row in own_rows()}
# What a GET may write: the session, and the savepoint in which it is asked.
MACHINERY = ("SAVEPOINT", "RELEASE", "ROLLBACK", 'UPDATE "django_session"', 'INSERT INTO "django_session"')
READS = ("SELECT", "PRAGMA", "DECLARE")  # the last: PostgreSQL reads long choices by a cursor


def read_table() -> dict[str, tuple[str, str]]:
    """How each line asks (GET, or POST where nothing else is taken), and its signs in the order of the seats."""
    lines = [line.split() for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return {name: (method, signs) for name, method, signs in lines}


ACCESS = read_table()


@pytest.fixture(scope="module")
def browsers(told: None, django_db_blocker: Any) -> Iterator[dict[str, Client]]:
    """A client for each seat, logged in. Thousands are refused here, without the page that says it, which is slow."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as monkeypatch:
        for status in (403, 404):
            bare = partial(HttpResponse, status=status)
            monkeypatch.setattr(urls, f"handler{status}", lambda request, exception, bare=bare: bare(), raising=False)
        people = take_seats()
        add_what_the_story_lacks()
        yield {seat: browser_of(people[seat]) for seat in SEATS}


def sign_of(status: int, location: str) -> str:
    """One sign for an answer; a refusal in words (409, 422) is an answer to somebody who may ask.

    Whoever is logged in and sent to the login of the admin is refused there.
    """
    if "/accounts/login" in location:
        return "l"
    if "/admin/login" in location:
        return "x"
    return {403: "x", 404: "-", 405: "p"}.get(status, "o" if status < 500 or status == 503 else "!")


def ask(browser: Client, url: str, method: str) -> str:
    """The sign for what the person is answered; whatever it did is undone."""
    with transaction.atomic():
        response = browser.generic(method, url)
        response.close()
        transaction.set_rollback(True)
    return sign_of(response.status_code, response.headers.get("Location", ""))


@contextmanager
def writes() -> Iterator[list[str]]:
    """Statements within the block that changed a fact."""
    said: list[str] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith((*READS, *MACHINERY)):
            said.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield said


def test_the_table_holds_every_route_and_no_other():
    assert set(ACCESS) == set(ROWS)
    assert {name for name, (_method, signs) in ACCESS.items() if len(signs) != len(SEATS)} == set()


@pytest.mark.parametrize("name", ROWS)
def test_who_opens_what(browsers, name):
    method, signs = ACCESS[name]
    url = address_of(ROWS[name])
    with writes() as written:
        found = {seat: ask(browsers[seat], url, method) for seat in SEATS}
    assert found == dict(zip(SEATS, signs, strict=True))
    assert method == "POST" or written == []


def some_of(shut: list[str]) -> list[str]:
    """The first who is refused, which is an insider where one is, and those who are strangers to everything."""
    return sorted({*shut[:2], *(set(shut) & {"another CSO", "other implementer", "nobody"})})


@pytest.mark.parametrize("name", [name for name, (method, _signs) in ACCESS.items() if method == "GET"])
def test_who_may_not_open_may_not_post_either(browsers, name):
    """The form that a person is not shown takes nothing from them."""
    url = address_of(ROWS[name])
    shut = [seat for seat, sign in zip(SEATS, ACCESS[name][1], strict=True) if sign in "x-l"]
    answers = {seat: ask(browsers[seat], url, "POST") for seat in some_of(shut)}
    assert {seat for seat, sign in answers.items() if sign not in "x-lp"} == set()
