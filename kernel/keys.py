"""Keys of rows and other small whole numbers as they come in an address or a form, where anybody may write anything."""

from typing import Any

LONGEST = 18  # digits; both databases keep 63 bits


def key_in(text: Any) -> int | None:
    """The whole number that `text` writes in plain digits; nothing for all else, which no row can have as its key."""
    digits = str(text or "").strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= LONGEST else None
