"""What in a text may tell who wrote it."""

from hypothesis import given
from hypothesis import strategies as st

from grants.identifying import parts, traces

NAMES = ["Elena Rotaru", "Asociația „Casa Mare”", "Ассоциация «Рассвет»"]


def marked(text, names=()):
    return [(text[each.start : each.end], each.kind) for each in traces(text, names)]


def test_addresses_and_numbers_are_marked():
    text = "Scrieți la ana.rusu@casa.md sau +373 69 123 456, IDNO 1012620001234, www.casa.md, MD24AG000225100013104168."
    assert marked(text) == [
        ("ana.rusu@casa.md", "email"),
        ("+373 69 123 456", "phone"),
        ("1012620001234", "idno"),
        ("www.casa.md,", "site"),
        ("MD24AG000225100013104168", "iban"),
    ]


def test_names_are_marked_in_other_endings_and_without_diacritics():
    assert marked("Suntem de la Casei Mari; întreabă Elenei.", NAMES) == [
        ("Casei", "name"),
        ("Mari", "name"),
        ("Elenei", "name"),
    ]
    assert marked("Мы из Рассвета", NAMES) == [("Рассвета", "name")]


def test_plain_words_and_amounts_are_not_marked():
    assert marked("Asociația poate cere 30 000 EUR până pe 24.11.2026 pentru o casă?", ["Asociația pentru sat"]) == []


def test_parts_put_the_text_together_again():
    text = "Casa Mare: casa@mare.md"
    cut = parts(text, traces(text, NAMES))
    assert "".join(words for words, _kind in cut) == text
    assert [kind for _words, kind in cut] == ["name", "", "name", "", "email"]


@given(st.text(max_size=200))
def test_any_text_can_be_cut_and_put_together(text):
    assert "".join(words for words, _kind in parts(text, traces(text, NAMES))) == text
