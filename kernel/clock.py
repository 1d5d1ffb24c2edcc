"""The one clock of the house. Every moment and date that the system writes or compares comes from here.

Tests and the demo story set it with `at(...)`; nothing that a request can reach does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_frozen: ContextVar[datetime | None] = ContextVar("frozen_moment", default=None)


def now() -> datetime:
    """The present moment, aware."""
    return _frozen.get() or timezone.now()


def today() -> date:
    """The present day in the installation's time zone (Europe/Chisinau)."""
    return timezone.localdate(now())


def day_of(moment: datetime) -> date:
    """The day of `moment` in the installation's time zone."""
    return timezone.localdate(moment)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within the block, `now()` is `moment`. Raises ValueError for a naive moment."""
    if timezone.is_naive(moment):
        raise ValueError("The clock takes aware moments only.")
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)
