"""Dates and numbers that Django itself prints agree with those of the house."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.utils import formats, translation

from kernel import formatting

LANGUAGES = ("ro", "ru", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_date_and_number_are_those_of_the_house(language):
    day, amount = date(2026, 11, 22), Decimal("1234567.89")

    with translation.override(language):
        # Django writes the Romanian months with a capital; pages print dates with the filter `day`.
        printed = (formats.date_format(day).casefold(), formats.number_format(amount, force_grouping=True))

    assert printed == (formatting.day(day, language).casefold(), formatting.number(amount, language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["2026-11-05", "05.11.2026", "05/11/2026", "5.11.2026"])
def test_date_is_read_day_first_or_as_the_picker_sends_it(language, typed):
    with translation.override(language):
        assert forms.DateField().clean(typed) == date(2026, 11, 5)
