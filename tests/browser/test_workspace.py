"""The workspace in a real browser, from every seat of the demo: its tasks open, it is clean, wide and narrow."""

import pytest

from tests.browser.conftest import NARROW, WIDE, sideways, violations

pytestmark = pytest.mark.browser
SEATS = ["elena", "vera", "ion", "natalia", "ana", "mihai", "galina", "dorin", "maria"]


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("seat", SEATS)
def test_home_of_each_seat_is_clean_and_its_first_task_opens(visit, seat, viewport):
    page = visit("/workspace/", seat=seat, viewport=viewport)

    assert sideways(page) == 0
    assert violations(page) == []

    page.locator(".tasks .task a.button").first.click()
    page.wait_for_load_state("load")
    assert page.locator("h1").count() == 1
    assert sideways(page) == 0
    assert violations(page) == []


def test_donor_reads_the_dashboard(visit):
    page = visit("/workspace/dashboards/", seat="sofia")

    assert page.get_by_role("link", name="Bridges (demo data)").count() >= 1
    assert violations(page) == []


def test_approver_opens_the_payment_without_scripts(visit):
    page = visit("/workspace/", seat="galina", scripts=False)
    page.locator('.tasks a[href*="/payments/"]').first.click()

    assert page.locator("h1").inner_text()
