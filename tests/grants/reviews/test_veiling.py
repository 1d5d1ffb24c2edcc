"""Names taken out of texts: in any case and spelling of letters, as whole words, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.veiling import bare_names, hide, person_names, surnames
from kernel.folding import fold

NAMES = bare_names("Asociația Obștească „Casa Mare”")


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Noi, Casa Mare, lucrăm", "Noi, [x], lucrăm"),
        ("CASA  MARE lucrează", "[x] lucrează"),
        ("Asociația Obștească «Casa Mare» cere", "[x]» cere"),
        ("Casa Marelui nu este ea", "Casa Marelui nu este ea"),
        ("scrieți la casa@mare.md sau https://casamare.md/a", "scrieți la [x] sau [x]"),
        ("", ""),
    ],
)
def test_a_name_is_hidden_as_it_is_written(text, hidden):
    assert hide(text, sorted(NAMES, key=len, reverse=True), "[x]") == hidden


def test_a_name_has_its_bare_forms():
    assert {"asociatia obsteasca casa mare", "casa mare"} == NAMES
    assert "valea" in bare_names("Primăria satului Valea")
    assert bare_names("ОО «Дом»") >= {"дом"}


def test_people_are_hidden_by_name_and_by_surname_in_capitals():
    names, capitals = person_names("Elena Munteanu"), surnames("Elena Munteanu")
    assert hide("Munteanu Elena și dna Munteanu", sorted(names), "[x]", capitalised=capitals) == "[x] și dna [x]"
    assert hide("un munteanu oarecare", sorted(names), "[x]", capitalised=capitals) == "un munteanu oarecare"
    assert surnames("Elena") == set()


@given(st.text(max_size=60), st.sampled_from(["casa mare", "дом", "pas cu pas"]), st.text(max_size=60))
def test_no_planted_name_is_left(before, name, after):
    found = hide(f"{before} {name.upper()} {after}", [name], "[x]")
    assert f" {name} " not in f" {fold(found)} ".replace("[x]", "|")


@given(st.text(alphabet="abcdef ", max_size=80))
def test_a_text_without_names_stays_as_it_is(text):
    assert hide(text, ["casa mare"], "[x]") == text
