"""Documents as PDF: their words are there as typed, marked when invented, and the same for the same facts."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from kernel.pdf import Bullets, Document, Facts, Heading, Note, Table, Text, make_pdf

TYPED = '*not bold* #eval("1+1") $x$ @name \\ <label> "quoted"'


def document() -> Document:
    return Document(
        title="Receipt of APP-2026-0001",
        subtitle="Școală și молодёжь",
        blocks=[
            Heading("What was sent"),
            Text(f"{TYPED}\nsecond line"),
            Facts([("Applicant", "Casa Mare"), ("Requested", "10.000,00 MDL")]),
            Table(["Line", "Amount"], [[f"Transport {number}", "1,00"] for number in range(120)], numeric=[1]),
            Bullets(["statutes", "budget"]),
            Note("Read by the written rule."),
        ],
        language="ro",
        made_at=datetime(2026, 11, 22, 12, tzinfo=UTC),
        footer="code ABC",
    )


def words(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


def test_document_prints_every_block_and_what_people_typed_is_never_code() -> None:
    printed = words(make_pdf(document()))
    typed = ("Receipt of APP-2026-0001", "Școală și молодёжь", TYPED, "second line", "10.000,00 MDL", "Transport 119")
    for text in (*typed, "statutes", "Read by the written rule."):
        assert text in printed


def test_every_page_of_an_invented_document_is_marked() -> None:
    made = make_pdf(replace(document(), is_demo=True))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]
    assert len(pages) > 2
    assert all("Date demonstrative" in page for page in pages)
    assert "Date demonstrative" not in words(make_pdf(document()))


def test_equal_documents_are_equal_to_the_byte_and_say_their_language_and_title() -> None:
    made = make_pdf(document())
    assert made == make_pdf(document())
    reader = PdfReader(io.BytesIO(made))
    assert reader.metadata is not None
    assert reader.metadata.title == "Receipt of APP-2026-0001"
    assert reader.trailer["/Root"]["/Lang"] == "ro"
    assert "/StructTreeRoot" in reader.trailer["/Root"]


def test_table_with_a_row_that_is_too_short_is_refused() -> None:
    with pytest.raises(ValueError, match="one entry for each column"):
        Table(["Line", "Amount"], [["Transport"]])
