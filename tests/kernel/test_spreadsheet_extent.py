"""How far a sheet reaches: found in its XML, whatever tricks that plays, before anything makes room for it."""

import io

import pytest

from kernel.spreadsheets import extent
from kernel.spreadsheets.extent import SheetRefused, corner

FAR = {
    "cell": '<row r="1"><c r="XFD1048576"><v>1</v></c></row>',
    "small letters": '<row r="1"><c r="xfd1048576"><v>1</v></c></row>',
    "other quotes": "<row r='1'><c r = 'XFD1048576'><v>1</v></c></row>",
    "row of a cell without a place": '<row r="90000000"><c><v>1</v></c></row>',
    "behind another attribute": """<row r="1"><c t=' r="A1" > ' r="XFD1048576"><v>1</v></c></row>""",
    "letters as numbers": '<row r="1"><c r="&#88;FD1048576"><v>1</v></c></row>',
    "prefix": '<x:row xmlns:x="y" r="1"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>',
    "column beyond names": '<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>',
    "formula": '<row r="1"><c r="XFD1048576"><f>1</f></c></row>',
    "text in place": '<row r="1"><c r="XFD1048576"><is><t>a</t></is></c></row>',
}
NEAR = {
    "nothing": "",
    "table": '<row r="1"><c r="A1"><v>1</v></c></row><row><c><v>1</v></c><c r="C2"><v>1</v></c></row>',
    "style only": '<row r="1"><c r="XFD1048576" s="3"/></row>',
    "empty row": '<row r="1048576" ht="12"/>',
    "whole column": "<row r='1048576'><c><v>1</v></c></row>",
}


def measured(body):
    text = f"<worksheet><sheetData>{body}</sheetData></worksheet>".encode()
    return corner(io.BytesIO(text), len(text))


@pytest.mark.parametrize("name", FAR)
def test_a_far_cell_is_found(name):
    assert measured(FAR[name])


@pytest.mark.parametrize("name", NEAR)
def test_a_table_has_none(name):
    assert measured(NEAR[name]) == ""


def test_its_name_is_that_of_the_spreadsheet():
    assert measured(FAR["cell"]) == "XFD1048576"


@pytest.mark.parametrize("body", ["<row>", '<!DOCTYPE a [<!ENTITY b "c">]>', "<c r='A'></row>"])
def test_broken_xml_is_refused(body):
    with pytest.raises(SheetRefused):
        measured(body)


def test_a_sheet_larger_than_any_table_is_refused_unread(monkeypatch):
    monkeypatch.setattr(extent, "LARGEST_SHEET", 10)
    with pytest.raises(SheetRefused):
        measured("")
