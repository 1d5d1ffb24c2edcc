"""The chain of the ledger: each entry carries the digest of its facts and of the entry before it.

The canonical form is explained in docs/adr (ledger digest). A column added later gets a new version; the digests of
entries written under an older version stay as they are, because their first byte says which columns they cover.
"""

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

VERSION = 1
FIELDS = {
    1: (
        "sequence",
        "kind",
        "spender",
        "programme_id",
        "agreement_id",
        "tranche_id",
        "budget_line_id",
        "provider_id",
        "receiver_id",
        "amount",
        "currency",
        "programme_amount",
        "programme_currency",
        "rate",
        "rate_base",
        "rate_on",
        "rate_source",
        "value_on",
        "value_precision",
        "booked_at",
        "booked_by_id",
        "approved_by_id",
        "evidence_id",
        "is_as_published",
        "source_id",
        "reverses_id",
        "reason",
        "previous_digest",
    )
}


def _text(value: Any) -> str | int | bool | None:
    """One spelling for one value: moments in UTC to the microsecond, decimals without exponent."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value if value is None or isinstance(value, bool | int) else str(value)


def canonical_form(entry: Any, version: int = VERSION) -> bytes:
    """The bytes that are digested: the version byte, then the entry's columns as JSON, sorted, without spaces.

    Amounts must have their two places and the rate its eight, as the database gives them back.
    """
    facts = {name: _text(getattr(entry, name)) for name in FIELDS[version]}
    return bytes([version]) + json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()


def digest(entry: Any, version: int = VERSION) -> str:
    """66 hexadecimal digits: the version byte, then SHA-256 of the canonical form."""
    return f"{version:02x}{hashlib.sha256(canonical_form(entry, version)).hexdigest()}"


def is_true_to_its_digest(entry: Any) -> bool:
    """Whether the facts of `entry` are the ones that its digest was made of."""
    version = int(entry.digest[:2], 16)
    return version in FIELDS and entry.digest == digest(entry, version)
