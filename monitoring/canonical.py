"""The one way in which a body of facts is written before its digest is taken. Knows no Django."""

import hashlib
import json
from typing import Any


def canonical(body: Any) -> bytes:
    """`body` (text, whole numbers, booleans, None, lists, dicts with text keys) as canonical JSON.

    Keys are sorted, there are no spaces, letters stand as themselves in UTF-8. Raises TypeError for anything else,
    numbers with a point included: they are given as text.
    """
    _check(body)
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(body: Any) -> str:
    """SHA-256 of the canonical form, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(body)).hexdigest()


def _check(value: Any) -> None:
    if isinstance(value, dict):
        for key, each in value.items():
            if not isinstance(key, str):
                raise TypeError(f"A key is text: {key!r}")
            _check(each)
    elif isinstance(value, list):
        for each in value:
            _check(each)
    elif value is not None and not isinstance(value, str | int):
        raise TypeError(f"Not a value of canonical JSON: {value!r}")
