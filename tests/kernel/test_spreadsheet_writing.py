"""Written files: typed, marked, and safe to open."""

import csv
import io
import tracemalloc
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from kernel.spreadsheets import Heading, Sheet, write_csv, write_workbook
from kernel.spreadsheets.writing import LONGEST, sheet_titles

DAY, NIGHT = datetime.fromisoformat("2026-01-02"), datetime.fromisoformat("2026-01-03T00:30")
RISKY = ["=1+1", "+373 22 000000", "-5", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0"]


def cells(sheets, **kwargs):
    with write_workbook(sheets, **kwargs) as file:
        book = openpyxl.load_workbook(io.BytesIO(file.read()))
    return {page.title: [list(row) for row in page.iter_rows()] for page in book}


def lines(headings, rows, **kwargs):
    text = "".join(write_csv(headings, rows, **kwargs))
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("text", RISKY)
def test_risky_text_stays_text_in_a_workbook(text: str) -> None:
    cell = cells([Sheet("a", [Heading("h")], [[text]])])["a"][1][0]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


@pytest.mark.parametrize("text", RISKY)
def test_risky_text_gets_an_apostrophe_in_csv(text: str) -> None:
    assert lines([Heading("h")], [[text]])[1] == [f"'{text}"]


def test_risky_headings_and_notes_are_neutral_too() -> None:
    book = cells([Sheet("a", [Heading("=h")], [])], notes=[("=k", "=v")])
    assert [cell.data_type for cell in [*book["a"][0], *book["Notes"][0]]] == ["s", "s", "s"]
    assert lines([Heading("=h")], [])[0] == ["'=h"]


def test_values_keep_their_types() -> None:
    moment = datetime(2026, 1, 2, 22, 30, tzinfo=UTC)
    row = [Decimal("12345.67"), -5, date(2026, 1, 2), moment, True, None, gettext_lazy("Total"), 0]
    kinds = ["money", "number", "date", "moment", "text", "text", "text", "money"]
    found = cells([Sheet("a", [Heading(kind, kind) for kind in kinds], [row])])["a"][1]
    assert [cell.value for cell in found] == [
        12345.67, -5, DAY, NIGHT, True, None, "Total", 0,
    ]  # fmt: skip
    assert [found[place].number_format for place in (0, 2, 3)] == ["#,##0.00", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"]
    assert lines([Heading("a")] * 8, [row])[1] == [
        "12345.67", "-5", "2026-01-02", "2026-01-03 00:30", "true", "", "Total", "0",
    ]  # fmt: skip


def test_control_characters_are_left_out_and_later_rows_are_written() -> None:
    found = cells([Sheet("a", [Heading("h")], [["a\x00\x0bb\r\nc"], ["next"]])])["a"]
    assert [row[0].value for row in found] == ["h", "ab\nc", "next"]


def test_control_characters_do_not_hide_a_formula() -> None:
    assert cells([Sheet("a", [Heading("h")], [["\x00=1+1"]])])["a"][1][0].data_type == "s"
    assert lines([Heading("h")], [["\x00=1+1"]])[1] == ["'=1+1"]


def test_long_text_is_cut_with_a_sign() -> None:
    text = cells([Sheet("a", [Heading("h")], [["a" * 40_000]])])["a"][1][0].value
    assert (len(text), text[-1]) == (LONGEST, "…")


def test_mark_stands_first_on_every_sheet_and_in_every_line() -> None:
    book = cells([Sheet("a", [Heading("h")], [["x"]])], notes=[("k", "v")], mark="demo data")
    assert {title: rows[0][0].value for title, rows in book.items()} == {"a": "demo data", "Notes": "demo data"}
    assert lines([Heading("h")], [["x"]], mark="demo data") == [["h", "demo data"], ["x", "demo data"]]


def test_heading_stays_in_sight() -> None:
    with write_workbook([Sheet("a", [Heading("h")], [["x"]])], mark="m") as file:
        assert openpyxl.load_workbook(io.BytesIO(file.read()))["a"].freeze_panes == "A3"


def test_csv_begins_with_the_mark_of_utf_8() -> None:
    assert next(iter(write_csv([Heading("Școală")], []))) == "\ufeffȘcoală\r\n"


def test_titles_of_sheets_are_made_acceptable() -> None:
    assert sheet_titles(["A/b:c?", "a b c", "", "x" * 40, "x" * 40]) == [
        "A b c", "a b c 2", "1", "x" * 31, "x" * 27 + " 2",
    ]  # fmt: skip


def test_memory_does_not_grow_with_the_rows() -> None:
    def peak(rows: int) -> int:
        tracemalloc.start()
        write_workbook([Sheet("a", [Heading("h")], ([f"text {n}"] for n in range(rows)))]).close()
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    peak(10)
    assert peak(4000) < peak(400) * 2


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4))
def test_any_text_is_written_and_none_is_a_formula(texts: list[str]) -> None:
    found = cells([Sheet("a", [Heading("h")] * len(texts), [texts])])["a"]
    assert all(cell.data_type != "f" for row in found for cell in row)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in lines([Heading("h")], [texts])[1])
