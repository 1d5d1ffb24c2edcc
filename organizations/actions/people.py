"""Acts of people on their own account, and the erasure of a person."""

from django.db import transaction

from organizations.models import User


@transaction.atomic
def choose_language(user: User, language: str) -> User:
    """Keep `language` (ro, ru, en) as the one of the person's pages and messages."""
    user.language = language
    user.save(update_fields=["language"])
    return user
