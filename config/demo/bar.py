"""The role bar of the demo: see the system as any of the invented people, with the number of tasks that wait for each.

Present only with `DEMO=1`, which `make run` alone sets; answers only on the loopback address.
"""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise

from config.demo.cast import BAR
from organizations.models import User
from reports.tasks import waiting_for

COUNTS = "demo-bar-counts"
COUNTS_KEPT_SECONDS = 30


@dataclass(frozen=True)
class Seat:
    """One entry of the bar."""

    key: str
    label: str | Promise
    name: str
    waiting: int
    is_current: bool


def is_loopback(request: HttpRequest) -> bool:
    """Whether the request comes from this machine itself."""
    address = request.META.get("REMOTE_ADDR") or ""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def waiting_counts() -> dict[str, int]:
    """Number of waiting tasks by address of the invented person; kept for half a minute or until the next act."""
    counts: dict[str, int] | None = cache.get(COUNTS)
    if counts is None:
        people = User.objects.filter(is_demo=True, email__in=[person.email for person in BAR])
        counts = {user.email: len(waiting_for(user)) for user in people}
        cache.set(COUNTS, counts, COUNTS_KEPT_SECONDS)
    return counts


def bar(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `demo_bar`, empty where the demo is off or was never told."""
    if not settings.DEMO or not hasattr(request, "user"):
        return {}
    counts = waiting_counts()
    current = getattr(request.user, "email", "")
    seats = [
        Seat(person.key, person.label or "", person.name, counts[person.email], person.email == current)
        for person in BAR
        if person.email in counts
    ]
    return {"demo_bar": seats}


class FreshCountsMiddleware:
    """Forgets the counts after every act, so that the bar is true on the next page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the request pass; a POST makes the counts old."""
        response = self.get_response(request)
        if request.method == "POST":
            cache.delete(COUNTS)
        return response
