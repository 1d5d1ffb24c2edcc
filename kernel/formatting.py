"""Numbers, money, dates as people read them, by language; and numbers as people type them. No Django.

The language is "ro", "ru" or "en"; anything else is printed as English. Groups of digits and the currency hang on
no-break spaces, so that no amount is torn at the end of a line.
"""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import get_decimal_symbol, get_group_symbol, get_minus_sign_symbol

NBSP = "\u00a0"
_LOCALES = {"ro": "ro", "ru": "ru", "en": "en_GB"}
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’]+")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*")


class NotANumber(ValueError):
    """What was typed is not a number."""


class Ambiguous(ValueError):
    """What was typed is one number to one reader and another to the next; `readings` are both of them."""

    def __init__(self, text: str, readings: tuple[Decimal, Decimal]) -> None:
        super().__init__(text)
        self.readings = readings


@lru_cache(maxsize=32)
def locale_of(language: str) -> Locale:
    """The Babel locale that prints `language`."""
    return Locale.parse(_LOCALES.get(language[:2], "en_GB"))


@lru_cache(maxsize=32)
def _marks(language: str) -> dict[int, str]:
    """What `language` writes for the comma, the point and the minus of Python's own numbers."""
    locale = locale_of(language)
    signs = {",": get_group_symbol(locale), ".": get_decimal_symbol(locale), "-": get_minus_sign_symbol(locale)}
    return {ord(python): written for python, written in signs.items()}


@lru_cache(maxsize=4096)
def number(value: Decimal | int, language: str, places: int | None = None) -> str:
    """`value` with grouped digits; exactly `places` decimals, or as many as it has (four at most).

    Nothing has no sign: it equals its negative, and equal values are remembered as one.
    """
    digits = f"{Decimal(value) or Decimal():,.{4 if places is None else places}f}"
    if places is None:
        digits = digits.rstrip("0").rstrip(".")
    return digits.translate(_marks(language))


def money(amount: Decimal, currency: str, language: str, *, whole: bool = False) -> str:
    """`amount` with two decimals and its currency: `1.234,50 EUR`. `whole` leaves out the cents when they are 00."""
    places = 0 if whole and amount == amount.to_integral_value() else 2
    return f"{number(amount, language, places)}{NBSP}{currency}"


@lru_cache(maxsize=4096)
def percent(ratio: Decimal, language: str) -> str:
    """`ratio` (1 = all) in percent with one decimal at most.

    Less than all is never printed as 100 %, and more than nothing never as 0 %: the figure is cut, not rounded, there.
    """
    points = (ratio * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if points == 100 and ratio < 1:
        points = Decimal("99.9")
    prefix = ""
    if points == 0 and ratio > 0:
        prefix, points = "<" + NBSP, Decimal("0.1")
    sign = locale_of(language).percent_formats[None].pattern.replace("#,##0", "")
    return prefix + number(points, language) + sign.replace(" ", NBSP)


@lru_cache(maxsize=4096)
def day(value: date, language: str) -> str:
    """A date in words, with its year: `22 November 2026`."""
    return format_date(value, format="d MMMM y", locale=locale_of(language))


def short_day(value: date, language: str) -> str:
    """A date in digits for tables: `22.11.2026`, in English `22/11/2026`."""
    mark = "/" if language.startswith("en") else "."
    return f"{value.day:02}{mark}{value.month:02}{mark}{value.year}"


def known_to(value: date, precision: str, language: str) -> str:
    """A date as far as it is known: `precision` is "day", "month" (`June 2024`) or "year" (`2024`)."""
    if precision == "year":
        return str(value.year)
    if precision == "month":
        return format_date(value, format="LLLL y", locale=locale_of(language))
    return day(value, language)


def moment(value: datetime, language: str) -> str:
    """A date in words and the minute: `22 November 2026, 09:41`, in the time zone that `value` carries."""
    return f"{day(value.date(), language)}, {format_datetime(value, format='HH:mm', locale=locale_of(language))}"


def parse_decimal(text: str, language: str, places: int = 2) -> Decimal:
    """The number that a person typed: `1 234,50`, `1.234,50`, `1,234.50` and `1234.5` are all understood.

    A single point or comma before exactly three digits groups thousands where `language` writes thousands so. Where it
    could as well begin the decimals, Ambiguous is raised; text that is no number raises NotANumber. The number has
    the digits that were typed: it is not rounded to `places`, which only says how many decimals make sense.
    """
    bare = _SPACES.sub("", text).replace("−", "-")
    sign, digits = (-1, bare[1:]) if bare.startswith("-") else (1, bare.removeprefix("+"))
    if not re.fullmatch(r"[0-9][0-9.,]*|[.,][0-9]+", digits):
        raise NotANumber(text)
    return sign * _magnitude(digits, language, places)


def _magnitude(digits: str, language: str, places: int) -> Decimal:
    """The number in `digits`, which hold nothing but figures, points and commas."""
    marks = {mark for mark in ".," if mark in digits}
    if not marks:
        return Decimal(digits)
    last = max(digits.rfind("."), digits.rfind(","))
    head, tail = digits[:last], digits[last + 1 :]
    if len(marks) == 2:
        if digits[last] in head or not _GROUPED.fullmatch(head) or not tail:
            raise NotANumber(digits)
        return Decimal(re.sub(r"[.,]", "", head) + "." + tail)
    if digits[last] in head:
        if not _GROUPED.fullmatch(digits):
            raise NotANumber(digits)
        return Decimal(re.sub(r"[.,]", "", digits))
    return _one_mark(head, digits[last], tail, language, places)


def _one_mark(head: str, mark: str, tail: str, language: str, places: int) -> Decimal:
    """The number `head` `mark` `tail` with a single point or comma: the one place where two readings are possible."""
    as_decimal = Decimal(f"{head or '0'}.{tail or '0'}")
    if not _GROUPED.fullmatch(head + mark + tail):
        return as_decimal
    as_thousands = Decimal(head + tail)
    locale = locale_of(language)
    if mark == get_decimal_symbol(locale) and places >= 3:
        return as_decimal
    if mark == get_group_symbol(locale) and places < 3:
        return as_thousands
    raise Ambiguous(head + mark + tail, (as_thousands, as_decimal))
