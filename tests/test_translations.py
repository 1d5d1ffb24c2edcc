"""The catalogues, proved from their .po files: complete, with the same placeholders, with every plural form.

That every string of the code stands in them is proved by `make check` (it needs gettext to read the templates).
"""

import ast
import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import allauth
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.contrib import auth

from organizations.library_words import LIBRARY_WORDS
from tests import source

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|</?[a-z][^>]*>")
ALPHABET = {"ro": re.compile(r"[a-zăâîșț]", re.IGNORECASE), "ru": re.compile(r"[а-яё]", re.IGNORECASE)}
# Marks, names and codes that read the same in every language, and need no letter of its alphabet.
SAME = re.compile(r"^(?:%\(\w+\)s|[\W\d]|Răboj|XLSX|CSV|PDF|IDNO|IBAN|SWIFT|BIC|OK|EUR|USD|MDL|VAT|URL|SDG|DAC|ID)*$")


def catalogue(language: str) -> Catalog:
    path = Path(settings.ROOT) / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> list[Message]:
    return [each for each in catalogue(language) if each.id]


def forms(message: Message) -> list[str]:
    return list(message.string) if message.pluralizable else [message.string]


def placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_is_translated_and_none_is_a_guess(language):
    missing = [each.id for each in messages(language) if each.fuzzy or not all(forms(each))]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_plural_forms(language):
    assert catalogue(language).num_plurals == 3
    assert [each.id for each in messages(language) if each.pluralizable and len(each.string) != 3] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_tags_are_those_of_the_source(language):
    wrong = []
    for each in messages(language):
        if each.pluralizable:
            allowed = set(placeholders(each.id[0])) | set(placeholders(each.id[1]))
            wrong += [text for text in each.string if not set(placeholders(text)) <= allowed]
            # Only the first form may stand for one thing alone and leave the number out.
            wrong += [text for text in each.string[1:] if set(placeholders(text)) != set(placeholders(each.id[1]))]
        elif set(placeholders(each.string)) != set(placeholders(each.id)):
            wrong.append(each.string)
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_written_in_their_own_letters(language):
    foreign = [
        text
        for each in messages(language)
        for text in forms(each)
        if not ALPHABET[language].search(PLACEHOLDER.sub("", text)) and not SAME.match(PLACEHOLDER.sub("", text))
    ]
    assert foreign == []
    assert [text for each in messages(language) for text in forms(each) if re.search("[şţŞŢ]", text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_catalogues_hold_the_same_strings(language):
    source = {(each.context, each.id) for each in messages("ro")}
    assert {(each.context, each.id) for each in messages(language)} == source


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_compile_and_read_back(language):
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    assert len(read_mo(compiled)) == len(messages(language))


def test_words_of_a_status_say_whose_status_they_are():
    # A payment and a tranche are “paid” in one word of English, and in two of Russian.
    plain = [
        source.at(path, row)
        for path, node in source.nodes(source.modules("grants", "monitoring"))
        if isinstance(node, ast.ClassDef)
        and node.name.endswith("Status")
        and "TextChoices" in ast.unparse(node.bases[0])
        for row in node.body
        if isinstance(row, ast.Assign) and "pgettext_lazy(" not in ast.unparse(row.value)
    ]
    assert plain == []


def test_words_are_translated_by_names_that_are_collected():
    # What collects the strings knows `_` and gettext's own names; a string given to any other name stays English.
    other = [
        (source.at(path, node), name.asname)
        for path, node in source.nodes(source.product())
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if "gettext" in name.name and name.asname not in {None, "_"}
    ]
    assert other == []


def test_words_of_the_library_are_still_its_words():
    places = [(allauth, "ro"), (auth, "en")]
    said: set[str] = set()
    for library, language in places:
        path = Path(library.__file__).parent / "locale" / language / "LC_MESSAGES" / "django.po"
        with path.open("rb") as file:
            said |= {each.id for each in read_po(file, locale=language) if not each.context and not each.pluralizable}
    assert set(LIBRARY_WORDS) - said == set()
