"""Folding for search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Școală", "scoala"),
        ("Şcoală", "scoala"),
        ("ȚARĂ Ţară", "tara tara"),
        ("Împreună în Râșcani", "impreuna in rascani"),
        ("ПУНТИ Молодёжь Край", "пунти молодежь краи"),
        ("Straße ŁÓDŹ Đorđe Ørsted Œuvre", "strasse lodz dorde orsted oeuvre"),
        ("  a\u00a0b\n\tc  ", "a b c"),
        ("ﬁnanțare №5", "finantare no5"),
        ("İstanbul ısı", "istanbul isi"),
        ("", ""),
    ],
)
def test_spelling_does_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcăâîșțşţABCĂÂÎȘȚабвёйЁЙ ", max_size=20))
def test_case_does_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(text)
