"""Keys as they come from outside."""

import pytest

from kernel.keys import key_in


@pytest.mark.parametrize(("text", "key"), [("7", 7), (7, 7), (" 12 ", 12), ("0", 0), ("9" * 18, 10**18 - 1)])
def test_key_in_plain_digits_is_read(text, key):
    assert key_in(text) == key


@pytest.mark.parametrize("text", [None, "", "²", "٣", "-1", "1.0", "1e3", "x", "9" * 19, "9" * 5000, "1\x00"])
def test_all_else_is_no_key(text):
    assert key_in(text) is None
