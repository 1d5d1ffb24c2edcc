"""Read files: typed rows, or every fault by its cell."""

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from kernel.spreadsheets import Wanted, read_rows
from tests.kernel.samples import PDF, archive, docx, xlsx

COLUMNS = [
    Wanted("payee", ["Payee", "Plătit către", "Получатель"]),
    Wanted("idno", ["IDNO"], "id", required=False),
    Wanted("amount", ["Amount", "Suma"], "number"),
    Wanted("paid_on", ["Date", "Data"], "date"),
]
HEAD = ["Payee", "IDNO", "Amount", "Date"]
GOOD = ["Tipografia", 1008600012345, 1234.5, datetime.fromisoformat("2026-01-02")]


def read(rows, **kwargs):
    return read_rows(io.BytesIO(xlsx(rows)), COLUMNS, **kwargs)


def faults(reading):
    assert reading.rows == []
    return [str(each) for each in reading.errors]


def read_csv(text, encoding="utf-8"):
    return read_rows(io.BytesIO(text.encode(encoding)), COLUMNS)


def test_rows_are_typed() -> None:
    reading = read([HEAD, GOOD])
    assert [(row.number, row.values) for row in reading.rows] == [
        (2, {"payee": "Tipografia", "idno": "1008600012345", "amount": Decimal("1234.5"), "paid_on": date(2026, 1, 2)})
    ]
    assert reading.is_sound


def test_headings_are_known_in_any_language_case_and_order_below_a_title() -> None:
    rows = [["Raport"], [], ["DATA", "suma", "Notă", "platit  catre"], ["02.01.2026", "1.234,50", "x", "Ana"]]
    assert read(rows).rows[0].values == {
        "payee": "Ana", "idno": None, "amount": Decimal("1234.50"), "paid_on": date(2026, 1, 2),
    }  # fmt: skip


def test_number_with_two_readings_is_asked_about() -> None:
    assert faults(read([HEAD, ["Ana", "", "1.234", "2026-01-02"]])) == [
        "Row 2, column C: “1.234” can be read as 1234 or as 1.234. Write it without thousands."
    ]


def test_unknown_headings_are_named() -> None:
    assert read([[*HEAD, "Notes"], [*GOOD, "x"]]).ignored == ["Notes"]


def test_every_fault_is_named_by_its_cell() -> None:
    reading = read([HEAD, GOOD, ["", "", "abc", "31.02.2026"], [], ["Ana", 1.5e17, None, 45000]])
    assert faults(reading) == [
        "Row 3, column A: The cell of “Payee” is empty: fill it in.",
        "Row 3, column C: “abc” is not a number.",
        "Row 3, column D: “31.02.2026” is not a date. Write it like 2026-11-30 or 30.11.2026.",
        "Row 5, column B: “1.5e+17” lost digits. Format the column as text and type it again.",
        "Row 5, column C: The cell of “Amount” is empty: fill it in.",
        "Row 5, column D: “45000.0” is not a date. Write it like 2026-11-30 or 30.11.2026.",
    ]


def test_missing_and_doubled_headings_are_named() -> None:
    assert faults(read([["Payee", "Amount", "Suma"], ["a", 1, 2]])) == [
        "Row 1, column C: The heading “Amount” stands twice.",
        "Row 1: The column “Date” is missing.",
    ]


def test_formulas_and_error_values_are_named() -> None:
    assert faults(read([HEAD, ["Ana", "", "=1+1", "#REF!"]])) == [
        "Row 2, column C: The cell holds a formula. Paste its value instead.",
        "Row 2, column D: The cell holds an error value.",
    ]


def test_merged_cells_are_named() -> None:
    book = openpyxl.Workbook()
    for row in (HEAD, GOOD, GOOD):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    target = io.BytesIO()
    book.save(target)
    assert faults(read_rows(target, COLUMNS)) == [
        "Row 2, column A: The cells A2:A3 are merged. Split them and fill each one."
    ]


def test_sheet_is_found_by_name_or_by_its_headings() -> None:
    book = openpyxl.Workbook()
    book.active.append(["About"])
    for row in (HEAD, GOOD):
        book.create_sheet("Linii") if "Linii" not in book.sheetnames else None
        book["Linii"].append(row)
    target = io.BytesIO()
    book.save(target)
    assert len(read_rows(target, COLUMNS).rows) == 1
    assert len(read_rows(target, COLUMNS, sheet="linii").rows) == 1
    assert faults(read_rows(target, COLUMNS, sheet="Lines")) == [
        "There is no sheet “Lines”. The file has: Sheet, Linii."
    ]


@pytest.mark.parametrize("comma", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_of_any_comma_and_encoding_is_read(comma: str, encoding: str) -> None:
    reading = read_csv(
        comma.join(HEAD) + "\r\n" + comma.join(['"Școala\nnouă"', "01008", "12.5", "2026-01-02"]), encoding
    )
    assert [row.values["payee"] for row in reading.rows] == ["Școala\nnouă"]
    assert reading.rows[0].values["idno"] == "01008"


def test_csv_in_an_old_encoding_is_not_guessed() -> None:
    assert "CSV UTF-8" in faults(read_csv("Получатель;Suma;Data\nИван;1;2026-01-02", "cp1251"))[0]


def test_broken_csv_says_where() -> None:
    assert "breaks off at line" in faults(read_csv('Payee,Amount,Date\n"a,1,2026-01-02\n'))[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (PDF, "No row bears these headings: Payee, Amount, Date."),
        (docx(), "not a workbook"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "locked by a password"),
        (b"a\x00b", "not a table"),
        (archive({"xl/workbook.xml": b"<x/>", "bomb.xml": b"0" * 40_000_000}), "larger inside"),
        (archive({"xl/workbook.xml": b"<x/>"}), "damaged"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, words: str) -> None:
    assert words in faults(read_rows(io.BytesIO(content), COLUMNS))[0]


def test_too_many_rows_are_refused() -> None:
    assert faults(read([HEAD, *[GOOD] * 4], most_rows=3)) == ["Row 5: The file has more than 3 rows. Split it."]
    assert len(read([HEAD, *[GOOD] * 3], most_rows=3).rows) == 3


def test_table_without_rows_says_so() -> None:
    assert faults(read([HEAD])) == ["Row 1: There are no rows below the headings."]


def test_list_of_faults_ends_somewhere() -> None:
    reading = read([HEAD, *[["x", "", "y", "z"]] * 150])
    assert (len(reading.errors), str(reading.errors[-1])) == (201, "There are more mistakes; correct these first.")


@pytest.mark.parametrize(
    ("wanted", "cell", "value"),
    [
        (Wanted("a", ["A"], "integer"), 5.0, 5),
        (Wanted("a", ["A"], "yes_no"), "Да", True),
        (Wanted("a", ["A"], "yes_no"), "nu", False),
        (Wanted("a", ["A"], "yes_no"), True, True),
        (Wanted("a", ["A"], "choice", choices={"Femei": "women"}), " femei ", "women"),
        (Wanted("a", ["A"]), 2024.0, "2024"),
        (Wanted("a", ["A"]), "e\u0301\x07", "é"),
        (Wanted("a", ["A"], "id"), "MD24 AG00 0225", "MD24AG000225"),
        (Wanted("a", ["A"], "date"), "22/11/2026", date(2026, 11, 22)),
        (Wanted("a", ["A"], "number"), 0.1, Decimal("0.1")),
        (Wanted("a", ["A"], "number"), "1 234,56", Decimal("1234.56")),
        (Wanted("a", ["A"], "number", required=False), " ", None),
    ],
)
def test_cell_becomes_its_value(wanted: Wanted, cell: object, value: object) -> None:
    assert wanted.convert(cell) == value


@pytest.mark.parametrize(
    ("wanted", "cell", "words"),
    [
        (Wanted("a", ["A"], "integer"), 5.5, "not a whole number"),
        (Wanted("a", ["A"], "yes_no"), "maybe", "neither yes nor no"),
        (Wanted("a", ["A"], "choice", choices={"Femei": 1, "Bărbați": 2}), "copii", "one of these: Femei, Bărbați"),
        (Wanted("a", ["A"], longest=3), "four", "is 1 letter too long: the limit is 3"),
        (Wanted("a", ["A"], "number"), True, "not a number"),
        (Wanted("a", ["A"], "number"), float("nan"), "not a number"),
    ],
)
def test_cell_is_refused_with_its_reason(wanted: Wanted, cell: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        wanted.convert(cell)
