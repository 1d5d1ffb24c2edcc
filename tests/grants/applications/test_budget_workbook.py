"""The budget as a workbook: every bad file is refused by its cell and changes nothing; a good one is shown first."""

import io
import zipfile
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from openpyxl import Workbook, load_workbook

from grants.actions.applications.budgets import replace_budget
from grants.forms.applications.budget_workbook import read_budget, template_for
from grants.queries.applications.budgets import rows_of
from grants.receipts import token
from organizations.models import Role
from tests.factories.grants.applications import ApplicationFactory, BudgetLineFactory, member

HEAD = ["Category", "What", "Unit", "Period 1", "Period 2", "Price of a unit", "Source of money", "Form"]
GOOD = ["staff", "Muncă", "lună", 5, 5, 900.5, "requested grant", "cash"]


@pytest.fixture
def draft(db):
    return ApplicationFactory(call__budget_periods=2)


@pytest.fixture
def elena(draft):
    return member(draft.organization)


def book(*rows, head=HEAD, change=None):
    made = Workbook()
    page = made.active
    for row in [head, *rows]:
        page.append(row)
    if change:
        change(made)
    file = io.BytesIO()
    made.save(file)
    file.seek(0)
    return file


def test_template_goes_round(draft):
    BudgetLineFactory(application=draft, order=1, quantities=["1.500", "0.500"], source="own", form="in_kind")
    BudgetLineFactory(application=draft, order=2, quantities=["2.000", "0.000"], description="=1+1")
    rows = rows_of(draft)
    for language in ("en", "ro", "ru"):
        with translation.override(language):
            file = template_for(draft.call, rows)
        with file:
            filled = read_budget(file, draft.call)
        assert (filled.errors, filled.ignored) == ([], [])
        assert [(row["category"], row["description"], row["quantities"]) for row in filled.rows] == [
            ("staff", "Asistent social", ["1.500", "0.500"]),
            ("staff", "=1+1", ["2.000", "0.000"]),
        ]
        assert [(row["source"], row["form"]) for row in filled.rows] == [("own", "in_kind"), ("requested", "cash")]


def test_template_locks_headings_and_offers_choices(draft):
    with template_for(draft.call, []) as file:
        page = load_workbook(file).active
    assert page.protection.sheet
    assert (page["A1"].protection.locked, page["A2"].protection.locked) == (True, False)
    assert [str(each.sqref) for each in page.data_validations.dataValidation] == ["A2:A501", "G2:G501", "H2:H501"]
    assert page.max_row == 501
    assert page["A2"].value is None


def test_a_good_file_is_read(draft):
    [row] = read_budget(book(GOOD), draft.call).rows
    assert row == {
        "category": "staff",
        "description": "Muncă",
        "unit": "lună",
        "quantities": ["5.000", "5.000"],
        "unit_price": "900.50",
        "source": "requested",
        "form": "cash",
    }


BAD = {
    "a word for a number": (["staff", "Muncă", "", "zece", 1, 5, None, None], ["D2: “zece” is not a number."]),
    "no text": (["staff", None, "", 1, 1, 5, None, None], ["B2: The cell of “What” is empty: fill it in."]),
    "no such category": (["mită", "Muncă", "", 1, 1, 5, None, None], ["A2: “mită” is not one of these"]),
    "no quantity": (["staff", "Muncă", "", 0, None, 5, None, None], ["D2: write a quantity in at least one period"]),
    "less than nothing": (["staff", "Muncă", "", 5, -1, 5, None, None], ["E2: “-1” is not greater than zero"]),
    "a price of nothing": (["staff", "Muncă", "", 5, 1, 0, None, None], ["F2: “0” is not greater than zero"]),
    "too many decimals": (["staff", "Muncă", "", 5, 1, 1.005, None, None], ["F2: “1.005” has too many decimals"]),
    "a grant in kind": (["staff", "Muncă", "", 5, 1, 1, None, "in kind"], ["H2: a grant pays in cash"]),
    "a formula": (["staff", "Muncă", "", 5, 1, "=2*3", None, None], ["F2: The cell holds a formula"]),
    "two faults": (["staff", "", "", "x", 1, 1, None, None], ["B2: ", "D2: "]),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_wrong_cell_is_named_and_nothing_is_read(draft, name):
    row, said = BAD[name]
    filled = read_budget(book(row, head=HEAD), draft.call)
    assert filled.rows == []
    assert [error[: len(start)] for error, start in zip(filled.errors, said, strict=True)] == said


def _merge(made):
    made.active.merge_cells("A2:A3")


def test_merged_cells_wrong_sheets_and_empty_files_are_named(draft):
    call = draft.call
    assert read_budget(book(GOOD, GOOD, change=_merge), call).errors[0].startswith("A2: The cells A2:A3 are merged")
    wrong = read_budget(book(["x"], head=["Altceva"]), call).errors
    assert wrong[0].startswith("No row bears these headings")
    assert read_budget(io.BytesIO(b""), call).errors == ["The file is empty."]
    assert "no rows below the headings" in read_budget(book(), call).errors[0]
    twice = [*HEAD[:7], "What"]
    assert "stands twice" in read_budget(book(GOOD, head=twice), call).errors[0]
    missing = read_budget(book(["staff", "Muncă"], head=HEAD[:2]), call).errors
    assert "Price of a unit" in missing[0]


def test_too_many_rows_are_refused(draft):
    errors = read_budget(book(*[GOOD] * 501), draft.call).errors
    assert errors == ["Row 502: The file has more than 500 rows. Split it."]


def test_extra_columns_are_told(draft):
    filled = read_budget(book([*GOOD, "notă"], head=[*HEAD, "Notes"]), draft.call)
    assert (len(filled.rows), filled.ignored) == (1, ["Notes"])


def upload(file, name="buget.xlsx"):
    return SimpleUploadedFile(name, file.read() if hasattr(file, "read") else file)


def _not_a_workbook():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "buget.xlsx"),
        (b"%PDF-1.7\n%%EOF", "buget.xlsx"),
        (_not_a_workbook(), "buget.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "buget.xlsx"),
        (b"MZ\x90\x00", "buget.csv"),
        (b"x", "buget.exe"),
    ],
)
def test_what_is_no_table_is_refused_with_words(client, draft, elena, content, name):
    client.force_login(elena)
    address = f"/workspace/applications/{draft.reference}/form/budget/workbook/"
    answer = client.post(address, {"file": upload(content, name)})
    assert answer.status_code == 400
    assert "Nothing was changed" in answer.content.decode()
    assert draft.budget_lines.count() == 0


def test_a_file_is_shown_before_it_replaces_anything(client, draft, elena):
    old = {"category": "staff", "description": "Vechi", "quantities": ["1", "0"], "unit_price": "10.00"}
    replace_budget(draft, [old], by=elena, base=token([]))
    client.force_login(elena)
    address = f"/workspace/applications/{draft.reference}/form/budget/workbook/"
    shown = client.post(address, {"file": upload(book(GOOD))})
    page = shown.content.decode()
    assert (shown.status_code, "goes away" in page, "9,005.00" in page) == (200, True, True)
    assert draft.budget_lines.get().description == "Vechi"
    carried = {name: shown.context[name] for name in ("rows", "base")}
    assert client.post(address, carried).status_code == 302
    draft.refresh_from_db()
    assert (draft.budget_lines.get().description, draft.requested) == ("Muncă", Decimal("9005.00"))


def test_rows_that_were_changed_on_the_way_are_refused(client, draft, elena):
    client.force_login(elena)
    address = f"/workspace/applications/{draft.reference}/form/budget/workbook/"
    client.post(address, {"rows": "eyJhIjoxfQ:forged", "base": token([])})
    assert draft.budget_lines.count() == 0


def test_a_budget_that_somebody_else_changed_meanwhile_is_kept_beside_the_file(client, draft, elena):
    vera = member(draft.organization, Role.ACCOUNTANT)
    client.force_login(elena)
    address = f"/workspace/applications/{draft.reference}/form/budget/workbook/"
    shown = client.post(address, {"file": upload(book(GOOD))})
    carried = {name: shown.context[name] for name in ("rows", "base")}
    row = {"category": "travel", "description": "Al Verei", "unit": "", "quantities": ["1"], "unit_price": "7.00"}
    replace_budget(draft, [row], by=vera, base=token([]))
    client.post(address, carried)
    assert draft.budget_lines.get().description == "Al Verei"
    assert draft.set_aside.get().value[0]["description"] == "Muncă"
