"""Numbers as people read and type them, by language."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from kernel import formatting
from kernel.formatting import Ambiguous, NotANumber

LANGUAGES = ("ro", "ru", "en")
AMOUNTS = st.decimals(min_value=-(10**13), max_value=10**13, places=2)


@given(amount=AMOUNTS, language=st.sampled_from(LANGUAGES))
def test_amount_printed_and_typed_again_is_the_same_to_the_cent(amount, language):
    assert formatting.parse_decimal(formatting.number(amount, language, 2), language) == amount


@given(
    value=AMOUNTS | st.integers(-(10**18), 10**18) | st.decimals(min_value=-1000, max_value=1000, places=6),
    language=st.sampled_from(LANGUAGES),
    places=st.sampled_from([None, 0, 1, 2, 3]),
)
def test_number_is_printed_as_the_standard_of_the_language_says(value, language, places):
    pattern = "#,##0.####" if places is None else "#,##0" + ("." + "0" * places if places else "")
    locale = formatting.locale_of(language)
    assert formatting.number(value, language, places) == format_decimal(value, format=pattern, locale=locale)


@given(day=st.dates(min_value=date(1000, 1, 1)), language=st.sampled_from(LANGUAGES))
def test_short_day_is_printed_as_the_standard_of_the_language_says(day, language):
    pattern = "dd/MM/y" if language == "en" else "dd.MM.y"
    assert formatting.short_day(day, language) == format_date(day, pattern, locale=formatting.locale_of(language))


@given(amount=AMOUNTS, language=st.sampled_from(LANGUAGES))
def test_amount_copied_with_point_or_comma_is_understood_in_every_language(amount, language):
    plain = f"{amount:.2f}"

    assert formatting.parse_decimal(plain, language) == amount
    assert formatting.parse_decimal(plain.replace(".", ","), language) == amount


@given(ratio=st.decimals(min_value=0, max_value=1, places=6), language=st.sampled_from(LANGUAGES))
def test_percent_is_nothing_or_all_only_when_it_is(ratio, language):
    printed = formatting.percent(ratio, language).replace("\u00a0", "").replace(",", ".")

    assert (printed == "100%") == (ratio == 1)
    assert (printed == "0%") == (ratio == 0)


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("1 234,50", "ro", "1234.50"),
        ("1.234,50", "ro", "1234.50"),
        ("1234.5", "ro", "1234.5"),
        ("1.234", "ro", "1234"),
        ("1.234.567", "ro", "1234567"),
        ("1\u00a0234,5", "ru", "1234.5"),
        ("1\u202f234", "ru", "1234"),
        ("1,234.50", "en", "1234.50"),
        ("1,234", "en", "1234"),
        ("1'234.50", "en", "1234.50"),
        ("-7,5", "ro", "-7.5"),
        ("−7,5", "ro", "-7.5"),
        ("+12", "en", "12"),
        (",5", "ro", "0.5"),
        ("0,125", "ro", "0.125"),
        ("12.", "en", "12"),
    ],
)
def test_number_as_typed_is_understood(text, language, number):
    assert formatting.parse_decimal(text, language) == Decimal(number)


@pytest.mark.parametrize(("text", "language"), [("1,234", "ro"), ("1.234", "en"), ("1,234", "ru"), ("1.234", "ru")])
def test_number_with_two_readings_is_asked_about(text, language):
    with pytest.raises(Ambiguous) as caught:
        formatting.parse_decimal(text, language)

    assert caught.value.readings == (Decimal("1234"), Decimal("1.234"))


def test_rate_with_four_places_takes_three_decimals_by_the_language():
    assert formatting.parse_decimal("19,234", "ro", places=4) == Decimal("19.234")


@pytest.mark.parametrize("text", ["", "abc", "12,34,5", "1.23.456", "1,234.567,8", "1..2", "--1", "1e5", "12 MDL", "."])
def test_text_that_is_no_number_is_refused(text):
    with pytest.raises(NotANumber):
        formatting.parse_decimal(text, "ro")


def test_cents_of_a_whole_amount_may_be_left_out():
    assert formatting.money(Decimal("546396.00"), "USD", "en", whole=True) == "546,396\u00a0USD"
    assert formatting.money(Decimal("544219.15"), "USD", "en", whole=True) == "544,219.15\u00a0USD"


def test_nothing_is_printed_without_a_sign_whatever_was_printed_before():
    for places in (None, 2):
        printed = {formatting.number(nothing, "ro", places) for nothing in (Decimal("-0.00"), Decimal("0.00"), 0)}
        assert printed == {"0" if places is None else "0,00"}


def test_dates_are_absolute_in_each_language():
    saved = datetime(2026, 11, 22, 9, 41, tzinfo=ZoneInfo("Europe/Chisinau"))

    assert [formatting.day(date(2026, 11, 22), language) for language in LANGUAGES] == [
        "22 noiembrie 2026",
        "22 ноября 2026",
        "22 November 2026",
    ]
    assert [formatting.short_day(saved.date(), language) for language in LANGUAGES] == [
        "22.11.2026",
        "22.11.2026",
        "22/11/2026",
    ]
    assert formatting.moment(saved, "ru") == "22 ноября 2026, 09:41"


def test_language_without_a_format_is_printed_as_english():
    assert formatting.number(Decimal("1234.5"), "uk") == "1,234.5"
