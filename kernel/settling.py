"""What a process does once, after it started and before it serves."""

import gc

from django.urls import get_resolver

MADE_BETWEEN_SEARCHES = 10_000


def settle() -> None:
    """Take all that the start made out of the search for garbage.

    Models, addresses and translations live as long as the process. Searched through with every full collection they
    make one request in twenty wait for half a second. What a page makes is gone with its request, all but what points
    in a circle; so the search begins once in several pages, not several times in each.
    """
    _known = get_resolver().url_patterns  # addresses are read at the first request otherwise
    gc.collect()
    gc.freeze()
    gc.set_threshold(MADE_BETWEEN_SEARCHES, *gc.get_threshold()[1:])
