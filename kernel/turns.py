"""When a request arrived, and how many are worked on at once.

A server that has all its hands full lets requests wait. Whoever pressed a button before a deadline must not be late
because of others: the moment is taken as soon as the request is there, and only then does it wait for its turn.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from threading import BoundedSemaphore
from typing import Any

from django.http import HttpRequest

from kernel import clock

ARRIVED = "raboj.arrived_at"
# More at once would only share two cores among more, and hold more connections to the database.
AT_ONCE = 4

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Turns:
    """A WSGI application that notes the arrival of each request and hands on `at_once` of them at a time.

    The server in front has as many threads as requests may wait: one that finds no thread is not noted.
    """

    def __init__(self, application: Application, at_once: int = AT_ONCE) -> None:
        self.application = application
        self.turns = BoundedSemaphore(at_once)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The answer of the application, once it was this request's turn."""
        environ[ARRIVED] = clock.now()
        with self.turns:
            return self.application(environ, start_response)


def arrived_at(request: HttpRequest) -> datetime:
    """The moment at which `request` reached the server; now, where no `Turns` stands in front."""
    moment: datetime | None = request.META.get(ARRIVED)
    return moment or clock.now()
