"""Field encryption: what must not be read in a copy of the database is stored as a token of `settings.FIELD_KEYS`.

The first key writes, every key reads: a new key is put in front, and the old ones stay until all is written anew.
"""

from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(Exception):
    """A token that none of the keys opens: the database and FIELD_KEYS do not belong together."""


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(text: str) -> str:
    """`text` as a token that only the keys of this installation open; two calls give two tokens."""
    return _box(tuple(settings.FIELD_KEYS)).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """The text of `token`; raises Unreadable when no key opens it."""
    try:
        return _box(tuple(settings.FIELD_KEYS)).decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise Unreadable("A stored secret cannot be opened with FIELD_KEYS.") from error
