"""How much each page asks of the database, over the demo story.

That a list asks the same with 1 and with 30 rows is tested beside each list.
"""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from kernel.views import ListPage
from tests.addresses import address_of, own_rows
from tests.seats import SEATS
from tests.test_access import ACCESS, browsers

pytestmark = pytest.mark.django_db
__all__ = ["browsers"]

# A list may ask 15 times; the page of one thing 32 times, which the agreement needs: terms, money, reports, record.
LIST, PAGE = 15, 32
READERS = {str(row): row for row in own_rows() if ACCESS[str(row)][0] == "GET" and "o" in ACCESS[str(row)][1]}


@pytest.mark.parametrize("name", READERS)
def test_page_keeps_its_budget(browsers: Any, name: str) -> None:
    row = READERS[name]
    seat = SEATS[ACCESS[name][1].index("o")]
    url = address_of(row)
    view = getattr(resolve(url).func, "view_class", object)
    with CaptureQueriesContext(connection) as captured:
        browsers[seat].get(url).close()
    assert len(captured) <= (LIST if issubclass(view, ListPage) else PAGE), f"as {seat}"
