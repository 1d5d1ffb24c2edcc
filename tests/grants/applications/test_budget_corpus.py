"""Workbooks that people and programs really send in place of a budget: each fault by its cell, nothing half read."""

import io
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from openpyxl import Workbook

from grants.forms.applications.budget_workbook import read_budget
from tests.factories.grants.applications import ApplicationFactory, BudgetLineFactory, member
from tests.kernel.samples import upload

HEAD = ["Category", "What", "Unit", "Quantity", "Price of a unit", "Source of money", "Form"]
GOOD = ["staff", "Muncă", "lună", 5, 900.5, "requested grant", "cash"]


@pytest.fixture
def draft(db):
    return ApplicationFactory()


def book(*rows, change=None, title="Sheet"):
    """A workbook of one sheet with the headings and `rows`, then changed."""
    made = Workbook()
    made.active.title = title
    for row in [HEAD, *rows]:
        made.active.append(row)
    if change:
        change(made)
    file = io.BytesIO()
    made.save(file)
    file.seek(0)
    return file


def rewritten(file, part, old, new):
    """The workbook with the text of one part changed by hand, as no office program would."""
    target = io.BytesIO()
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == part:
                assert old in content
                content = content.replace(old, new)
            written.writestr(info.filename, content)
    target.seek(0)
    return target


def with_price(cell):
    return [*GOOD[:4], cell, *GOOD[5:]]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("nouă sute", "E2: “nouă sute” is not a number"),
        ("NaN", "E2: “NaN” is not a number"),
        ("inf", "E2: “inf” is not a number"),
        ("1e308", "E2: “1e308” is not a number"),
        ("٣٤", "E2: “٣٤” is not a number"),
        ("900,5 EUR", "E2: “900,5 EUR” is not a number"),
        (1e308, "E2: “1E+308” is too large to be true"),
        (-1e308, "E2: “-1E+308” is not greater than zero"),
        (1e-300, "E2: "),
        (-5, "E2: “-5” is not greater than zero"),
        (0, "E2: “0” is not greater than zero"),
        (True, "E2: “True” is not a number"),
        (date(2026, 3, 5), "E2: “2026-03-05” is not a number"),
        (datetime(2026, 3, 5, 10, 30), "E2: "),  # noqa: DTZ001 - a cell has no time zone
        (time(10, 30), "E2: "),
        (timedelta(hours=30), "E2: "),
        ("=SUM(A1:A9)", "E2: The cell holds a formula"),
        ("='[alt.xlsx]Foaie1'!$B$7", "E2: The cell holds a formula"),
        ('=HYPERLINK("http://example.org","x")', "E2: The cell holds a formula"),
        (None, "E2: The cell of “Price of a unit” is empty"),
    ],
)
def test_a_price_that_is_none_is_named_by_its_cell(draft, cell, said):
    filled = read_budget(book(with_price(cell)), draft.call)
    assert filled.rows == []
    assert [error[: len(said)] for error in filled.errors] == [said]


@pytest.mark.parametrize("number", [b"1e400", b"-1e400", b"NaN", b"INF"])
def test_numbers_that_no_office_program_writes_are_named(draft, number):
    file = rewritten(book(with_price(777)), "xl/worksheets/sheet1.xml", b"<v>777</v>", b"<v>" + number + b"</v>")
    filled = read_budget(file, draft.call)
    assert (filled.rows, len(filled.errors)) == ([], 1)


@pytest.mark.parametrize("number", [b"1e400", b"NaN"])
def test_such_a_number_in_the_place_of_a_text_is_named_too(draft, number):
    row = [GOOD[0], 777, *GOOD[2:]]
    file = rewritten(book(row), "xl/worksheets/sheet1.xml", b"<v>777</v>", b"<v>" + number + b"</v>")
    filled = read_budget(file, draft.call)
    assert (filled.rows, len(filled.errors)) == ([], 1)


def test_with_several_sheets_a_fault_names_its_sheet(draft):
    def change(made):
        made.create_sheet("Note", 0).append(["Ce urmează", "Cine"])

    filled = read_budget(book(with_price("zece"), change=change, title="Buget"), draft.call)
    assert filled.errors == ["Buget!E2: “zece” is not a number."]


def test_a_hidden_sheet_is_not_read(draft):
    def change(made):
        made.create_sheet("Note").append(["Ce urmează", "Cine"])
        made["Buget"].sheet_state = "hidden"

    filled = read_budget(book(GOOD, change=change, title="Buget"), draft.call)
    assert filled.rows == []
    assert filled.errors[0].startswith("No row bears these headings")


def test_a_sheet_that_says_it_is_huge_is_read_for_what_it_holds(draft):
    def change(made):
        made.active["XFD1048576"].number_format = "0.00"

    filled = read_budget(book(GOOD, change=change), draft.call)
    assert (len(filled.rows), filled.errors) == (1, [])


@pytest.mark.parametrize("hidden", ["visible", "hidden"])
def test_a_cell_in_the_last_corner_is_named_before_anything_makes_room_for_it(draft, hidden):
    def change(made):
        made.create_sheet("Note")["XFD1048576"] = "departe"
        made["Note"].sheet_state = hidden

    filled = read_budget(book(GOOD, change=change), draft.call)
    assert (filled.rows, filled.errors[0][:23]) == ([], "Cell XFD1048576 lies to")


def test_merged_cells_among_the_rows_are_named(draft):
    filled = read_budget(book(GOOD, GOOD, change=lambda made: made.active.merge_cells("B2:B3")), draft.call)
    assert filled.rows == []
    assert filled.errors[0].startswith("B2: The cells B2:B3 are merged")


def test_the_same_row_twice_is_two_rows(draft):
    filled = read_budget(book(GOOD, GOOD), draft.call)
    assert (len(filled.rows), filled.errors) == (2, [])


def test_one_wrong_row_among_good_ones_changes_nothing(login, draft):
    BudgetLineFactory(application=draft, description="Vechi")
    elena = member(draft.organization)
    address = f"/workspace/applications/{draft.reference}/form/budget/workbook/"
    file = book(GOOD, with_price("NaN"), with_price("zece"), GOOD)
    answer = login(elena).post(address, {"file": upload("buget.xlsx", file.read())})
    assert answer.status_code == 400
    assert ("E3: " in answer.text, "E4: " in answer.text, "Nothing was changed" in answer.text) == (True, True, True)
    assert draft.budget_lines.get().description == "Vechi"


def test_the_sum_is_too_large_even_where_no_row_is(login, draft):
    elena = member(draft.organization)
    address = f"/workspace/applications/{draft.reference}/form/budget/workbook/"
    file = book(*[["staff", "Muncă", "lună", 1, Decimal("9999999999.00"), "requested grant", "cash"]] * 2)
    answer = login(elena).post(address, {"file": upload("buget.xlsx", file.read())})
    assert (answer.status_code, "too large to be true" in answer.text) == (400, True)
    assert draft.budget_lines.count() == 0
