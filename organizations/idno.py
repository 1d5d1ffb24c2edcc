"""The state identification number of a Moldovan organisation: 13 digits, the last of which checks the others."""

import re

from stdnum.exceptions import ValidationError
from stdnum.md import idno

_THIRTEEN = re.compile(r"^\d{13}$")


def bare(text: str) -> str:
    """`text` without the spaces and dots that people type between the digits."""
    return re.sub(r"[\s.\-]", "", text)


def has_thirteen_digits(number: str) -> bool:
    """Whether it is a number of the right length at all."""
    return bool(_THIRTEEN.match(number))


def is_sound(number: str) -> bool:
    """Whether the check digit agrees with the others (weights 7, 3, 1, sum modulo 10)."""
    try:
        idno.validate(number)
    except ValidationError:
        return False
    return True
