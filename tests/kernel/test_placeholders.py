"""Texts with placeholders: found, judged, filled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.placeholders import Placeholder, PlaceholderRefused, check, fields_of, fill

LETTER = "Dear {organization},\n{reference} is { reference } and {{this}} stays.\n{amount}"


def test_fields_of_a_text_come_once_with_their_first_line() -> None:
    assert fields_of(LETTER) == [Placeholder("organization", 1), Placeholder("reference", 2), Placeholder("amount", 3)]


def test_fill_replaces_each_placeholder_and_keeps_doubled_braces_as_single() -> None:
    values = {"organization": "{reference}", "reference": "APP-1", "amount": 0}
    assert fill(LETTER, values) == "Dear {reference},\nAPP-1 is APP-1 and {this} stays.\n0"


def test_check_names_the_unknown_placeholder_its_line_and_the_known_ones() -> None:
    with pytest.raises(PlaceholderRefused) as refused:
        check("a\nb {amuont}", {"amount", "organization"})
    assert str(refused.value) == ("There is no placeholder {amuont} (line 2). There are: {amount}, {organization}.")


def test_fill_refuses_a_placeholder_without_a_value() -> None:
    with pytest.raises(PlaceholderRefused) as refused:
        fill("x\n\n{amount}", {"amount": None})
    assert str(refused.value) == "There is nothing to put for {amount} (line 3)."


@pytest.mark.parametrize("text", ["{", "}", "a {b", "{}", "{a.b}", "{a!r}", "{a:>9}", "{Ana}", "{a\nb}", "{0}", "{ă}"])
def test_braces_that_hold_no_name_are_refused(text: str) -> None:
    with pytest.raises(PlaceholderRefused):
        fields_of(text)


@given(st.text(), st.text())
def test_fill_reads_no_placeholder_in_what_a_value_says(before: str, value: str) -> None:
    text = before.replace("{", "{{").replace("}", "}}") + "{a}"
    assert fill(text, {"a": value}) == before + value
