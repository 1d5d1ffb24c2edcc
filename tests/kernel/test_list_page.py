"""Lists: what is shown, in which order, on which page, at what cost, and the same in files."""

import csv
import io
from datetime import date
from decimal import Decimal

import factory
import html5lib
import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grants.models import FundingLine
from kernel.listing import order, page_of
from tests.factories.grants.programmes import FundingLineFactory, ProgrammeFactory
from tests.factories.organizations import OrganizationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.kernel.pages")]


@pytest.fixture
def visit(login):
    person = login(UserFactory())
    return lambda query="": person.get(f"/list/{query}")


@pytest.fixture
def lines():
    """Three lines of two donors: 300 EUR in 2025, 100 EUR in 2024, 50.50 MDL in 2024."""
    school = OrganizationFactory(name_ro="Școala Nouă", slug="scoala")
    city = OrganizationFactory(name_ro="Комунитате Ёлка", slug="comunitate")
    first = ProgrammeFactory(title_ro="Punți", starts_on=date(2024, 5, 1))
    return [
        FundingLineFactory(programme=first, donor=school, year=2025, amount=Decimal("300.00")),
        FundingLineFactory(programme=first, donor=city, year=2024, amount=Decimal("100.00")),
        FundingLineFactory(programme=first, donor=city, year=2024, amount=Decimal("50.50"), currency="MDL"),
    ]


def years():
    """A year of its own for each line of one programme."""
    return factory.Sequence(lambda number: 2000 + number % 200)


def table(response):
    """The cells of the body, row by row, as text."""
    tree = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in tree.findall(".//tbody/tr")]


def foot(response):
    tree = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    return [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in tree.findall(".//tfoot/tr")]


def test_list_shows_typed_cells(visit, lines) -> None:
    shown = table(visit("?sort=amount"))
    assert shown == [
        ["Комунитате Ёлка", "2024", "50.50 MDL", "01/05/2024", "not stated", "✓active"],
        ["Комунитате Ёлка", "2024", "100.00 EUR", "01/05/2024", "not stated", "✓active"],
        ["Școala Nouă", "2025", "300.00 EUR", "01/05/2024", "not stated", "✓active"],
    ]


@pytest.mark.parametrize(
    ("query", "amounts"),
    [
        ("?q=scoala", [300]),
        ("?q=%C5%9ECOAL%C4%82", [300]),
        ("?q=%D0%B5%D0%BB%D0%BA%D0%B0&sort=amount", [50.5, 100]),
        ("?q=punti+scoala", [300]),
        ("?q=scoala+%D0%B5%D0%BB%D0%BA%D0%B0", []),
        ("?year=2024&sort=-amount", [100, 50.5]),
        ("?year=2024&currency=MDL", [50.5]),
        ("?sort=donor", [300, 50.5, 100]),
        ("?sort=year&q=&year=", [100, 50.5, 300]),
    ],
)
def test_list_filters_and_sorts(visit, lines, query, amounts) -> None:
    shown = [float(row[2].split("\u00a0")[0].split(" ")[0]) for row in table(visit(query))]
    assert sorted(shown) == sorted(amounts) if "sort" not in query or "donor" in query else shown == amounts


def test_unknown_sort_is_ignored(visit, lines) -> None:
    assert len(table(visit("?sort=programme__implementer__email"))) == 3
    assert len(table(visit("?sort=-"))) == 3


def test_wrong_filter_value_says_what_is_wrong_and_lists_nothing(visit, lines) -> None:
    page = visit("?year=abc").content.decode()
    assert "Enter a number." in page
    assert "<tbody>" not in page


def test_totals_keep_currencies_and_demo_apart(visit, lines) -> None:
    demo = ProgrammeFactory(is_demo=True)
    FundingLineFactory(programme=demo, amount=Decimal("7.00"))
    assert [(row[0], row[2]) for row in foot(visit())] == [
        ("Total", "400.00 EUR"),
        ("Total", "50.50 MDL"),
        ("Total, demo data", "7.00 EUR"),
    ]


def test_totals_count_the_whole_list_and_only_what_is_filtered(visit, lines) -> None:
    assert [row[2] for row in foot(visit("?year=2024"))] == ["100.00 EUR", "50.50 MDL"]
    FundingLineFactory.create_batch(60, programme=lines[0].programme, year=2030, amount=Decimal("1.00"))
    assert [row[2] for row in foot(visit("?page=2&year=2030"))] == ["60.00 EUR"]


def test_demo_rows_bear_a_mark(visit, lines) -> None:
    assert "demo-mark" not in visit().content.decode()
    FundingLineFactory(programme__is_demo=True)
    assert "demo-mark" in visit().content.decode()


@pytest.mark.parametrize("query", ["", "?q=a&year=2024", "?sort=-amount&page=9", "?format=csv", "?format=xlsx"])
def test_list_costs_the_same_number_of_queries(visit, query) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = visit(query)
            b"".join(response.streaming_content) if response.streaming else response.content
        return len(queries)

    FundingLineFactory(year=2024)
    one = cost()
    FundingLineFactory.create_batch(70, year=2024)
    assert cost() == one
    assert one <= 9


def test_pages_are_disjoint_and_complete(visit) -> None:
    FundingLineFactory.create_batch(120, programme=ProgrammeFactory(), donor=None, year=years())
    keys = [row.pk for number in (1, 2, 3) for row in page_of(order(FundingLine.objects.all(), "donor"), number).rows]
    assert keys == list(FundingLine.objects.order_by("pk").values_list("pk", flat=True))
    down = [row.pk for number in (1, 2, 3) for row in page_of(order(FundingLine.objects.all(), "-donor"), number).rows]
    assert down == keys[::-1]


@pytest.mark.parametrize(
    ("asked", "given"), [("0", 1), ("2", 2), ("99", 3), ("abc", 1), ("-1", 1), ("1e9", 1), ("٣", 3)]
)
def test_page_out_of_range_gives_the_nearest(asked, given) -> None:
    FundingLineFactory.create_batch(5, programme=ProgrammeFactory(), year=years())
    page = page_of(order(FundingLine.objects.all()), asked, size=2)
    assert (page.number, page.pages, page.count) == (given, 3, 5)


def test_empty_list_has_one_page(visit) -> None:
    assert (page_of(order(FundingLine.objects.all()), 1).first, page_of(order(FundingLine.objects.all()), 1).pages) == (
        0,
        1,
    )
    assert "Nothing here yet." in visit().content.decode()


def test_links_to_pages_leave_gaps() -> None:
    FundingLineFactory.create_batch(20, programme=ProgrammeFactory(), year=years())
    assert page_of(order(FundingLine.objects.all()), 5, size=2).near == [1, None, 3, 4, 5, 6, 7, None, 10]


def test_csv_holds_what_is_shown(visit, lines) -> None:
    response = visit("?sort=-amount&year=2024&format=csv")
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text.lstrip("\ufeff")))) == [
        ["Donor", "Year", "Amount", "Amount: currency", "Starts", "Source", "Status", "Demo data"],
        ["Комунитате Ёлка", "2024", "100.00", "EUR", "2024-05-01", "not stated", "active", ""],
        ["Комунитате Ёлка", "2024", "50.50", "MDL", "2024-05-01", "not stated", "active", ""],
    ]


def test_workbook_holds_what_is_shown_and_says_how_it_was_made(visit, lines) -> None:
    response = visit("?sort=amount&year=2024&format=xlsx")
    assert response["Content-Disposition"].startswith('attachment; filename="funding-lines-')
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    rows = [[cell.value for cell in row] for row in book["Funding lines"]]
    assert [row[2:4] for row in rows] == [["Amount", "Amount: currency"], [50.5, "MDL"], [100, "EUR"]]
    notes = dict(tuple(cell.value for cell in row) for row in book["Notes"])
    assert (notes["List"], notes["Year"]) == ("Funding lines", "2024")


def test_list_writes_nothing(visit, lines) -> None:
    with CaptureQueriesContext(connection) as queries:
        visit("?q=a")
    assert [each["sql"] for each in queries if not each["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))] == []
