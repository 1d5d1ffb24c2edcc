"""Access over the whole house: every route and every move × every seat, on things that belong to others too.

`access.txt` is the table: one line a route, one sign a seat. The story's two implementers, its associations, donors and
authorities live side by side in it. A route that is missing from the table fails, and so does a line without a route.

Whatever else is promised of every page is looked at on the same walk: that reading changes no fact, how much it asks of
the database (that a list asks the same with 1 and with 30 rows is tested beside each list), and that it says so when it
names something invented.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import resolve

from kernel.views import ListPage
from tests.addresses import add_what_the_story_lacks, address_of, own_rows
from tests.invention import invented_names, unmarked_name
from tests.seats import SEATS, browser_of, take_seats, walking

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).with_name("access.txt")
ROWS = {str(row): row for row in own_rows()}
# What a GET may write: the session, and the savepoint in which it is asked.
SAVEPOINTS = ("SAVEPOINT", "RELEASE", "ROLLBACK")
MACHINERY = (*SAVEPOINTS, 'UPDATE "django_session"', 'INSERT INTO "django_session"')
# PostgreSQL puts the parts of a union in brackets, and reads long choices by a cursor.
READS = ("SELECT", "(SELECT", "PRAGMA", "DECLARE")


def read_table() -> dict[str, tuple[str, str]]:
    """How each line asks (GET, or POST where nothing else is taken), and its signs in the order of the seats."""
    lines = [line.split() for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return {name: (method, signs) for name, method, signs in lines}


ACCESS = read_table()
# A list may ask 15 times; the page of one thing 32 times, which the agreement needs: terms, money, reports, record.
LIST, PAGE = 15, 32
# Questions that are not asked here: for the session, the person, and the roles. A visitor's page must do with two less.
WHO_ASKS, OF_VISITOR = 3, 2


@pytest.fixture(scope="module")
def browsers(told: None, django_db_blocker: Any) -> Iterator[dict[str, Client]]:
    """A client for each seat, logged in."""
    with django_db_blocker.unblock():
        people = take_seats()
        add_what_the_story_lacks()
        seated = {seat: browser_of(people[seat]) for seat in SEATS}
        with walking(*people.values()):
            yield seated


@pytest.fixture(scope="module")
def invented(browsers: dict[str, Client], django_db_blocker: Any) -> re.Pattern[str]:
    """The names and references of what is invented."""
    with django_db_blocker.unblock():
        return invented_names()


def sign_of(status: int, location: str) -> str:
    """One sign for an answer; a refusal in words (409, 422) is an answer to somebody who may ask.

    Whoever is logged in and sent to the login of the admin is refused there.
    """
    if "/accounts/login" in location:
        return "l"
    if "/admin/login" in location:
        return "x"
    return {403: "x", 404: "-", 405: "p"}.get(status, "o" if status < 500 or status == 503 else "!")


@dataclass
class Answer:
    """What a person is answered: its sign, the page, how often the database was asked, and what changed a fact."""

    sign: str = ""
    page: str = ""
    asked: int = 0
    written: list[str] = field(default_factory=list)

    def listen(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Take note of a statement on its way to the database."""
        self.asked += not sql.startswith(SAVEPOINTS)
        if not sql.startswith((*READS, *MACHINERY)):
            self.written.append(sql)
        return execute(sql, params, many, context)


def ask(browser: Client, url: str, method: str) -> Answer:
    """What the person is answered; whatever it did is undone."""
    answer = Answer()
    with transaction.atomic(), connection.execute_wrapper(answer.listen):
        response = browser.generic(method, url)
        if response.status_code == 200 and response.headers["Content-Type"].startswith("text/html"):
            answer.page = response.text
        response.close()
        transaction.set_rollback(True)
    answer.sign = sign_of(response.status_code, response.headers.get("Location", ""))
    return answer


def test_the_table_holds_every_route_and_no_other():
    assert set(ACCESS) == set(ROWS)
    assert {name for name, (_method, signs) in ACCESS.items() if len(signs) != len(SEATS)} == set()


@pytest.mark.parametrize("name", ROWS)
def test_who_opens_what(browsers, invented, name):
    method, signs = ACCESS[name]
    url = address_of(ROWS[name])
    answers = {seat: ask(browsers[seat], url, method) for seat in SEATS}
    assert {seat: answer.sign for seat, answer in answers.items()} == dict(zip(SEATS, signs, strict=True))
    if method == "GET":
        assert {seat: answer.written for seat, answer in answers.items() if answer.written} == {}
        opened = [(seat, answer.asked) for seat, answer in answers.items() if answer.sign == "o"]
        assert [(seat, asked) for seat, asked in opened[:1] if asked > budget_of(url, seat)] == []
        unmarked = {seat: unmarked_name(answer.page, invented) for seat, answer in answers.items() if answer.page}
        assert {seat: name for seat, name in unmarked.items() if name} == {}


def budget_of(url: str, seat: str) -> int:
    """How often its page may ask the database here."""
    most = LIST if issubclass(getattr(resolve(url).func, "view_class", object), ListPage) else PAGE
    return most - (OF_VISITOR if seat == "visitor" else WHO_ASKS)


def some_of(shut: list[str]) -> list[str]:
    """The first who is refused, which is an insider where one is, and those who are strangers to everything."""
    return sorted({*shut[:2], *(set(shut) & {"another CSO", "other implementer", "nobody"})})


@pytest.mark.parametrize("name", [name for name, (method, _signs) in ACCESS.items() if method == "GET"])
def test_who_may_not_open_may_not_post_either(browsers, name):
    """The form that a person is not shown takes nothing from them."""
    url = address_of(ROWS[name])
    shut = [seat for seat, sign in zip(SEATS, ACCESS[name][1], strict=True) if sign in "x-l"]
    answers = {seat: ask(browsers[seat], url, "POST") for seat in some_of(shut)}
    assert {seat for seat, answer in answers.items() if answer.sign not in "x-lp"} == set()
