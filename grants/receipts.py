"""Receipts: a canonical form of what was submitted, its digest, and the code that proves it. No Django."""

import hashlib
import json
import secrets
from typing import Any

# Without letters and digits that look alike on paper.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def canonical(content: Any) -> str:
    """`content` as JSON in one spelling: keys sorted, no spaces, letters as they are."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: Any) -> str:
    """SHA-256 of the canonical form in UTF-8, hexadecimal."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def token(value: Any) -> str:
    """A short mark of `value`, by which a form says which text it was opened with."""
    return digest(value)[:16]


def new_code() -> str:
    """A receipt code such as K7QM-2XWD-9HFR: sixty random bits."""
    letters = [secrets.choice(ALPHABET) for _ in range(12)]
    return "-".join("".join(letters[start : start + 4]) for start in (0, 4, 8))


def normalize_code(text: str) -> str:
    """`text` as a receipt code is written: capitals, in three groups; what cannot be one comes back unchanged."""
    bare = "".join(letter for letter in text.upper() if letter.isalnum())
    return f"{bare[:4]}-{bare[4:8]}-{bare[8:]}" if len(bare) == 12 else text.strip()
