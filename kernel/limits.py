"""Limits on how often something may be asked for, counted in the cache: for doors that are open without login."""

from datetime import timedelta
from hashlib import sha256

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from kernel import clock
from kernel.refusals import Refusal


class TooOften(Refusal):
    """It was asked for too often in a short time."""

    def __init__(self) -> None:
        super().__init__(_("This was asked for too often in a short time. Wait an hour, then try again."))


def count(action: str, key: str, *, most: int, per: timedelta) -> None:
    """Count one try of `action` by `key` (an address, kept as a digest only); raises TooOften after `most` of them.

    Counted in windows of `per` that begin together for everybody, so that a window costs one number.
    """
    window = int(clock.now().timestamp() // per.total_seconds())
    name = f"limit:{action}:{sha256(key.encode()).hexdigest()[:32]}:{window}"
    cache.add(name, 0, per.total_seconds())
    if cache.incr(name) > most:
        raise TooOften
