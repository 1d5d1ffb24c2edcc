"""Rows of lists drawn without templates: the same words, and nothing that a person typed is read as HTML."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils import translation
from django.utils.safestring import mark_safe

from kernel import drawing
from kernel.forms import DateInput, HouseRenderer, NamesSelect
from kernel.money import Money
from kernel.tables import Cell


def test_the_first_cell_names_the_row_and_numbers_stand_right():
    cells = [Cell("text", "Vatra", "/vatra/", ""), Cell("money", Money(Decimal("1234.5"), "EUR"), "", "")]
    assert drawing.row(cells, "en") == (
        '<tr><th scope="row"><a href="/vatra/">Vatra</a></th><td class="num">1,234.50\xa0EUR</td></tr>\n'
    )


def test_what_was_typed_is_escaped_in_every_kind_of_cell():
    evil = '<script>"&'
    cells = [Cell("text", evil, evil, ""), Cell("text", None, "", evil)]
    assert "<script" not in drawing.row(cells, "en")
    assert "<script" not in drawing.tag("kept", evil)


def test_dates_and_numbers_follow_the_language():
    cells = [Cell("number", Decimal("1234.5"), "", ""), Cell("date", date(2026, 3, 1), "", "")]
    assert ">1.234,5<" in drawing.row(cells, "ro")
    assert '<time datetime="2026-03-01">01.03.2026</time>' in drawing.row(cells, "ro")


def test_what_is_missing_is_said():
    with translation.override("en"):
        assert drawing.row([Cell("text", None, "", "not stated")], "en") == (
            '<tr><th scope="row"><span class="missing">not stated</span></th></tr>\n'
        )
        assert "—" in drawing.row([Cell("text", None, "", "")], "en")


EVIL = '"><script>&'
NATURES = [("", "any"), (1, "association"), ("Local", [("hall", EVIL), (EVIL, mark_safe("<b>&amp;"))])]


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (forms.TextInput({"id": "id_q", "required": True, "disabled": False, "title": EVIL}), EVIL),
        (forms.NumberInput({"step": "any", "min": 0}), 0),
        (forms.EmailInput(), None),
        (forms.HiddenInput(), ""),
        (DateInput(), date(2026, 3, 1)),
        (forms.Select({"id": "id_nature"}, NATURES), 1),
        (forms.Select(None, NATURES), EVIL),
    ],
)
def test_inputs_and_choices_are_those_of_django(widget, value):
    own = widget.render("na<me", value, renderer=HouseRenderer())
    theirs = widget.render("na<me", value, renderer=DjangoTemplates())
    assert parts_of(own) == parts_of(theirs)


def parts_of(html):
    """The markup without the space between elements."""
    return [" ".join(part.split()) for part in html.replace("<", "\n<").splitlines() if part.strip()]


@pytest.mark.parametrize("value", ["", 1, EVIL, None])
def test_names_are_drawn_as_choices_are(value):
    names = [("", "any"), (1, "association"), (EVIL, EVIL)]
    drawn = NamesSelect({"id": "id_nature", "required": True}, names).render("nature", value)
    assert drawn == forms.Select({"id": "id_nature", "required": True}, names).render(
        "nature", value, None, HouseRenderer()
    )


def test_rows_say_what_each_column_lacks():
    rows = [[Cell("text", None, "", "not stated"), Cell("money", None, "", "not published")]] * 2
    drawn = drawing.rows(rows, "en")
    assert (drawn.count(">not stated<"), drawn.count(">not published<"), drawn.count("<tr>")) == (2, 2, 2)
