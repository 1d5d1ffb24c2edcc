"""The main path in a real browser: award, acceptance, agreement, a payment by two people, and the public page changed.

Each person goes by what waits for them, as a newcomer does who changes seats in the role bar.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import fit, violations

pytestmark = pytest.mark.browser
PAPER = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def take(visit):
    """`take(seat, task)`: the page of the one task of that seat which says `task`."""

    def open_task(seat: str, task: str) -> Any:
        page = visit("/workspace/", seat=seat)
        page.locator(".tasks .task", has_text=task).locator("a.button").click()
        page.wait_for_load_state("load")
        return page

    return open_task


def press(page: Any, name: str) -> None:
    """Press the button and wait for the notice of what was done."""
    fit(page)
    page.get_by_role("button", name=name, exact=True).first.click()
    page.locator(".messages").wait_for()
    fit(page)


def sign(page: Any, paper: Path) -> None:
    page.locator('input[type="file"]').set_input_files(paper)
    press(page, "Record")


def paid(page: Any) -> str:
    """What the public page of the grant says was paid."""
    page.get_by_role("link", name="See the public page").click()
    page.wait_for_load_state("load")
    return page.locator("dl.figures div", has_text="Paid").locator(".figure-value").inner_text().replace("\xa0", " ")


def test_award_becomes_a_grant_that_two_people_pay_and_the_public_sees(visit, take, tmp_path):
    paper = tmp_path / "signed.pdf"
    paper.write_bytes(PAPER)

    page = take("elena", "Award to")
    press(page, "Accept the award")
    page.get_by_role("link", name="See the public page").click()
    assert "Echipa mobilă din Valea Exemplului" in page.locator("main").inner_text()

    page = take("ion", "Prepare agreement")
    press(page, "Offer to the organisation")
    reference = re.search(r"AGR-\d{4}-\d{4}", page.locator("main").inner_text())[0]
    press(take("elena", f"Read and accept agreement {reference}"), "Accept")
    sign(take("elena", f"Record your signature on agreement {reference}"), paper)
    page = take("ion", f"Have agreement {reference} signed")
    page.get_by_role("link", name="Record a signature").click()
    sign(page, paper)
    press(take("ana", f"Activate agreement {reference}"), "Activate")
    page = take("ana", f"Let the public read about grant {reference}")
    press(page, "Publish")
    assert paid(page) == "0.00 EUR"

    press(take("ion", f"Release tranche 1 of {reference}"), "Release for payment")
    page = take("mihai", f"Prepare the payment of tranche 1 of {reference}")
    press(page, "Prepare")
    assert page.get_by_role("button", name="Approve", exact=True).count() == 0
    press(take("galina", f"Agreement {reference}"), "Approve")
    page = take("mihai", f"Agreement {reference}")
    page.get_by_role("link", name="Record as paid").click()
    page.get_by_label("Number of the bank document").fill("OP-77")
    press(page, "Record")
    assert violations(page) == []
    assert paid(page) == "12,000.00 EUR"
    fit(page)
