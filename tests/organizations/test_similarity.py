"""How alike names are: what must not matter, and what must."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from organizations.similarity import LIKELY, POSSIBLE, Described, compare, name_score, words_of

LETTERS = "abcdefghilmnoprstuvzăâîșțабвгдежзиклмнопрстуфхцчшыэюя"
WORD = st.text(alphabet=LETTERS, min_size=3, max_size=12)
NAME = st.lists(WORD, min_size=1, max_size=5).map(" ".join)


@given(NAME, NAME)
def test_score_is_symmetric_and_between_0_and_100(first, second):
    assert 0 <= name_score(first, second) <= 100
    assert name_score(first, second) == name_score(second, first)


@given(NAME)
def test_same_name_scores_100(name):
    assert name_score(name, name) == 100


@given(NAME, st.randoms())
def test_order_of_words_does_not_matter(name, random):
    words = name.split()
    random.shuffle(words)
    assert name_score(name, " ".join(words)) == 100


@given(NAME)
def test_case_and_legal_form_do_not_matter(name):
    assume(all(len(word) > 2 for word in words_of(name)))
    assert name_score(f"Asociația Obștească „{name.upper()}”", f"A.O. {name}") >= 99


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_compared(first, second):
    assert 0 <= name_score(first, second) <= 100


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Asociația Obștească „Casa Mare”", "Общественная ассоциация «Каса Маре»"),
        ("Casa Mare", "AO Mare Casa"),
        ("Fundația „Speranța”", "ОО «Сперанца»"),
        ("Asociația Femeilor din Cahul", "Asociatia femeilor Cahul"),
        ("Centrul de Tineret „Dacia”", "CENTRUL DE TINERET DACIA"),
        ("Keystone Moldova", "Cheystone Moldova"),
        ("Организация «Наш дом»", "Наш дом, НКО"),
    ],
)
def test_same_organization_in_another_spelling_is_likely(first, second):
    assert name_score(first, second) >= LIKELY


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Centrul pentru Copii „Dacia”", "Centrul pentru Copii „Orizont”"),
        ("Asociația Obștească „Casa Mare”", "Asociația Obștească „Roata Satului”"),
        ("Fundația Moldova", "Fundația Soros"),
        ("Tinerii din Soroca", "Tinerii din Cahul"),
    ],
)
def test_other_organizations_with_common_words_are_not_possible(first, second):
    assert name_score(first, second) < POSSIBLE


def test_name_of_nothing_but_a_legal_form_keeps_its_words():
    assert words_of("Asociația Obștească") == ("asociatia", "obsteasca")
    assert name_score("Asociația", "Fundația") < POSSIBLE
    assert name_score("", "Casa") == 0


def test_contacts_and_short_names_are_reasons():
    first = Described(("Casa Mare",), "CM-Soroca", "a@b.md", "+373 22 123456", "https://www.casa.md/")
    second = Described(("Roata Satului",), "cm soroca", "A@b.md", "022123456", "http://casa.md")
    found = compare(first, second)
    assert (found.score, found.reasons) == (85, ("short_name", "email", "phone", "website"))
    assert compare(first, first).score == 100
    assert compare(Described(("Casa",)), Described(("Roata",))).reasons == ()
