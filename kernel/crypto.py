"""Field encryption: what must not be read in a copy of the database is stored as a token of `settings.FIELD_KEYS`.

The first key writes, every key reads: a new key is put in front, and the old ones stay until all is written anew.
"""

from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models, transaction


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


def rotate(token: str) -> str:
    """The same text as a token of the first key; raises Unreadable when no key opens it."""
    try:
        return _box(tuple(settings.FIELD_KEYS)).rotate(token.encode()).decode()
    except InvalidToken as error:
        raise Unreadable("A stored secret cannot be opened with FIELD_KEYS.") from error


class EncryptedTextField(models.TextField):
    """Text that stands in the database as a token. Empty text and null stay what they are."""

    def get_prep_value(self, value: Any) -> Any:
        """The token that is stored."""
        text = super().get_prep_value(value)
        return encrypt(text) if text else text

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        """The text behind the stored token."""
        return decrypt(value) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Only `isnull`: each writing gives another token, so that a comparison would find nothing."""
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted and cannot be searched.")
        return super().get_lookup(lookup_name)


def rotate_fields() -> int:
    """Write every encrypted field anew with the first key; returns in how many rows. Run it after adding a key."""
    written = 0
    for model in apps.get_models():
        names = [each.attname for each in model._meta.concrete_fields if isinstance(each, EncryptedTextField)]
        with transaction.atomic():
            for row in model._base_manager.only("pk", *names).iterator() if names else []:
                model._base_manager.filter(pk=row.pk).update(**{name: getattr(row, name) for name in names})
                written += 1
    return written
