"""Everything invented says so: each page of the public that names it, and each file. (Workspace: test_access.py.)"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import urljoin

import openpyxl
import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from grants.models import COLUMNS
from kernel.tables import Table
from kernel.views import ListPage
from monitoring.models import ScorecardCycle
from tests.addresses import FLOORS, address_of
from tests.invention import MARK, middle, unmarked_name
from tests.seats import SEATS
from tests.test_access import ACCESS, ROWS, browsers, invented

pytestmark = pytest.mark.django_db
__all__ = ["browsers", "invented"]

# Tables whose rows are nobody's invention, and why.
NEVER_INVENTED = {"grants.tables.programmes.RateTable": "banks publish the rates"}
SEEN_OF_A_KIND = 6
REGISTERS = ["programmes", "grants", "organizations", "authorities", "scorecards"]


PAGES = [name for name, (method, signs) in ACCESS.items() if method == "GET" and "o" in signs]


def answer(browser: Client, url: str) -> tuple[str, bytes]:
    """What kind of answer it is, and its content; whatever it did is undone."""
    with transaction.atomic():
        response = browser.get(url, follow=True)
        content = response.getvalue()
        response.close()
        transaction.set_rollback(True)
    assert response.status_code == 200, f"{url}: {response.status_code}"
    return response.headers.get("Content-Type", "").split(";")[0], content


def opening(name: str) -> list[str]:
    """The first and the last seat that opens the route."""
    seats = [seat for seat, sign in zip(SEATS, ACCESS[name][1], strict=True) if sign == "o"]
    return list(dict.fromkeys([seats[0], seats[-1]]))


def test_every_table_says_how_it_knows_what_is_invented():
    assert get_resolver().url_patterns  # imports every view, and so every table

    def below(table: type[Table]) -> Iterator[type[Table]]:
        for each in table.__subclasses__():
            yield each
            yield from below(each)

    own = [each for each in below(Table) if each.__module__.split(".")[0] in FLOORS]
    assert {f"{each.__module__}.{each.__name__}" for each in own if not each.demo} == set(NEVER_INVENTED)


LISTS = [name for name in PAGES if isinstance(ROWS[name].view, type) and issubclass(ROWS[name].view, ListPage)]


def unmarked_lines(lines: list[str], invented: re.Pattern[str]) -> list[str]:
    return [line for line in lines if invented.search(line) and not MARK.search(line)]


def lines_of(kind: str, content: bytes) -> list[str]:
    """The lines of a CSV file, or of the sheets of a workbook without its notes."""
    if kind == "text/csv":
        return content.decode("utf-8-sig").splitlines()
    book = openpyxl.load_workbook(BytesIO(content), read_only=True)
    *sheets, notes = book.worksheets
    assert all(value is not None for row in notes.iter_rows(max_row=1, values_only=True) for value in row[:2])
    return ["|".join(map(str, row)) for sheet in sheets for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", LISTS)
def test_file_of_a_list_marks_each_invented_line(browsers, invented, name, kind):
    for seat in opening(name):
        lines = lines_of(*answer(browsers[seat], f"{address_of(ROWS[name])}?format={kind}"))
        assert unmarked_lines(lines, invented) == []


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("register", [*REGISTERS, *(f"programmes/punti/rows/{column}" for column in COLUMNS)])
def test_file_of_the_public_marks_each_invented_line(browsers, invented, register, kind):
    lines = lines_of(*answer(browsers["visitor"], f"/en/{register}/?format={kind}"))
    assert unmarked_lines(lines, invented) == []
    assert len(lines) > 1
    if "punti" in register:
        assert [line for line in lines[1:] if not MARK.search(line)] == []


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_file_of_the_figures_of_an_indicator_marks_each(browsers, kind):
    page = answer(browsers["visitor"], "/en/programmes/punti/")[1].decode()
    code = re.search(r'href="[^"]*results/([^"]+)/"', page).group(1)
    lines = lines_of(*answer(browsers["visitor"], f"/en/programmes/punti/results/{code}/?format={kind}"))
    assert len(lines) > 1
    assert [line for line in lines[1:] if not MARK.search(line)] == []


@pytest.mark.parametrize(
    ("seat", "url"),
    [("visitor", "/en/programmes/punti/workbook/"), ("programme manager", "/workspace/dashboards/PUNTI/workbook/")],
)
def test_every_sheet_of_a_workbook_is_marked(browsers, seat, url):
    _kind, content = answer(browsers[seat], url)
    book = openpyxl.load_workbook(BytesIO(content), read_only=True)
    marked = {
        sheet.title: any(MARK.search(str(cell)) for row in sheet.iter_rows(values_only=True) for cell in row)
        for sheet in book.worksheets
    }
    assert len(marked) > 3
    assert [title for title, is_marked in marked.items() if not is_marked] == []


def test_sealed_scorecard_and_own_data_say_that_they_are_invented(browsers):
    cycle = ScorecardCycle.objects.filter(status="published").order_by("pk")[0]
    _kind, snapshot = answer(browsers["visitor"], f"/en/scorecards/{cycle.slug}/versions/1/snapshot/")
    assert json.loads(snapshot)["is_demo"] is True
    _kind, mine = answer(browsers["representative"], "/workspace/people/me/data/")
    assert json.loads(mine)["person"]["is_demo"] is True


@pytest.mark.parametrize("name", ["grants:receipt", "grants:disbursement_receipt", "monitoring:scorecard_sheet"])
def test_what_is_printed_is_marked(browsers, name):
    for seat in opening(name):
        assert 'class="demo-mark"' in answer(browsers[seat], address_of(ROWS[name]))[1].decode()


def test_public_page_that_names_an_invented_thing_says_so(browsers, invented):
    """Every page that links lead to from the front page, the first few of each kind."""
    waiting, seen, unmarked = ["/en/"], Counter(), {}
    known = set(waiting)
    while waiting:
        url = waiting.pop(0)
        kind, content = answer(browsers["visitor"], url)
        if kind != "text/html":
            continue
        page = content.decode()
        if name := unmarked_name(page, invented):
            unmarked[url] = name
        for link in (urljoin(url, each) for each in re.findall(r'href="([^"#?]+)', middle(page))):
            folder = link.rstrip("/").rsplit("/", 1)[0]
            if link.startswith("/en/") and link not in known and seen[folder] < SEEN_OF_A_KIND:
                seen[folder] += 1
                known.add(link)
                waiting.append(link)
    assert unmarked == {}
    assert len(known) > 40
