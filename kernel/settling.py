"""What a process does once, after it started and before it serves."""

import gc

from django.urls import get_resolver


def settle() -> None:
    """Take all that the start made out of the search for garbage.

    Models, addresses and translations live as long as the process. Searched through with every full collection they
    make one request in twenty wait for half a second.
    """
    _known = get_resolver().url_patterns  # addresses are read at the first request otherwise
    gc.collect()
    gc.freeze()
