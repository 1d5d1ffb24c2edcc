"""The moment of arrival is taken before a request waits for its turn."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import Any

from django.test import RequestFactory

from kernel import clock
from kernel.turns import ARRIVED, Turns, arrived_at

MOMENT = datetime(2026, 3, 31, 14, 59, 59, tzinfo=UTC)


class Noted(dict[str, Any]):
    """An environment that tells when something was written into it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = Event()

    def __setitem__(self, key: str, value: Any) -> None:
        super().__setitem__(key, value)
        self.written.set()


def test_arrived_at_is_taken_while_another_request_has_the_turn() -> None:
    held, entered = Event(), Event()
    worked_on: list[dict[str, Any]] = []

    def slow(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        entered.set()
        assert held.wait(10)
        worked_on.append(environ)
        return [b""]

    server = Turns(slow, at_once=1)
    first, second = Noted(), Noted()
    threads = [Thread(target=server, args=(environ, print)) for environ in (first, second)]
    threads[0].start()
    assert entered.wait(10)
    threads[1].start()
    assert second.written.wait(10)
    assert (worked_on, set(second)) == ([], {ARRIVED})
    held.set()
    for thread in threads:
        thread.join(10)
    assert worked_on == [first, second]
    assert first[ARRIVED] <= second[ARRIVED]


def test_turns_never_more_than_promised_are_worked_on_at_once() -> None:
    at_once = 2
    inside: list[int] = []
    most: list[int] = []
    full = Event()

    def counting(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        inside.append(1)
        most.append(len(inside))
        if len(inside) == at_once:
            full.set()
        full.wait(10)
        inside.pop()
        return [b""]

    server = Turns(counting, at_once=at_once)
    threads = [Thread(target=server, args=({}, print)) for _each in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(most) == 8
    assert max(most) == at_once


def test_turns_a_failure_gives_its_turn_back() -> None:
    answers: list[Iterable[bytes]] = []

    def failing(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("bad"):
            raise ValueError
        return [b"well"]

    server = Turns(failing, at_once=1)
    for environ in ({"bad": True}, {}):
        try:
            answers.append(server(environ, print))
        except ValueError:
            answers.append([b"failed"])
    assert answers == [[b"failed"], [b"well"]]


def test_arrived_at_without_turns_in_front_is_now() -> None:
    with clock.at(MOMENT):
        assert arrived_at(RequestFactory().get("/")) == MOMENT
        assert arrived_at(RequestFactory().get("/", **{ARRIVED: MOMENT - timedelta(hours=1)})) == MOMENT - timedelta(
            hours=1
        )
