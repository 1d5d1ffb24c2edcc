"""The main path in a real browser, its first half: from the public call to the receipt of an application.

Elena applies for an association that she registers on the way, so that the draft of her own still waits in the demo,
which all browser tests share.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from config.demo.story.papers import one_page
from tests.browser.conftest import fit, follow, saved, violations
from tests.browser.serving import inside

pytestmark = pytest.mark.browser
CALL = "/en/calls/punti-second/"
# As Excel puts cells on the clipboard: tabs, line ends of Windows, a quoted cell with a line break.
BLOCK = (
    "Staff\tSocial worker\tmonth\t4\t6\t900,50\tRequested grant\tcash\r\n"
    'Equipment\t"Tables\nand chairs"\tset\t1\t\t1,250.00\tRequested grant\tcash\r\n'
    "Staff\tVolunteers\tmonth\t6\t6\t80\tOwn contribution\tin kind\r\n"
)
# A call that asks for nothing of the profile; its other sections take a day, and a code by mail before the account.
UNASKED = "from grants.models import Call; Call.objects.filter(slug='punti-second').update(profile_sections=[])"
# The browser gives no page the right to fill the clipboard; this is what it sends when a person presses Ctrl+V.
PASTE = """(input, text) => {
  const board = new DataTransfer();
  board.setData('text/plain', text);
  input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: board, bubbles: true, cancelable: true }));
}"""


def press(page: Any, name: str) -> None:
    """Go on, where both pages fit."""
    fit(page)
    follow(page, name)
    fit(page)


def register(page: Any) -> None:
    """A second association of Elena, through the page to which newcomers are led."""
    page.goto("/workspace/organizations/")
    press(page, "Register an organisation")
    page.locator('[name="name_ro"]').fill("Asociația „Prispa” (demo)")
    page.get_by_label("association", exact=True).check()
    assert violations(page) == []
    press(page, "Register")


def begin(page: Any) -> None:
    page.goto(CALL)
    press(page, "Apply")
    assert violations(page) == []
    page.get_by_label("Prispa").check()
    press(page, "Begin")


def test_draft_of_her_own_is_what_apply_leads_to(visit):
    page = visit(CALL, seat="elena")
    press(page, "Apply")
    assert "this is its draft" in page.locator(".messages").inner_text()
    assert page.get_by_label("Title of the project").input_value() == "Masă caldă și lecții după școală"


def test_application_from_the_call_to_the_receipt(visit, address, tmp_path):
    paper = tmp_path / "statut.pdf"
    paper.write_bytes(one_page("Statute"))
    page = visit("/workspace/", seat="elena")
    register(page)
    begin(page)

    page.get_by_label("Title of the project").fill("Masa de duminică")
    saved(page)
    page.get_by_label("The project in short").fill("Doisprezece vârstnici mănâncă împreună în fiecare duminică.")
    page.get_by_label("Valea Exemplului").check()
    saved(page)
    assert violations(page) == []
    page.reload()
    assert page.get_by_label("Title of the project").input_value() == "Masa de duminică"
    press(page, "Save and continue")
    change, persons, after = page.locator("main form.form textarea, main form.form input[type=text]").all()
    change.fill("Nimeni nu mai mănâncă singur.")
    persons.fill("12")
    after.fill("Primăria și donațiile satului.")
    saved(page)
    assert violations(page) == []
    press(page, "Save and continue")
    propose(page)
    paste_budget(page)
    add_file(page, paper)
    press(page, "Continue")
    said = page.locator("main").inner_text()
    for lacking in ("The IDNO is missing.", "Nobody is named who may sign for the organisation today."):
        assert lacking in said
    inside(address, UNASKED)
    page.reload()
    submit(page)


def propose(page: Any) -> None:
    """One indicator in own words; it saves itself, and what is left on the step is said as it is typed."""
    page.locator('[name="rows-0-title"]').fill("Vârstnici care mănâncă împreună")
    saved(page)
    assert "has no target" in page.locator("[data-gaps]").inner_text()
    page.locator('[name="rows-0-target_value"]').fill("12")
    page.locator("[data-gaps]").wait_for(state="hidden")
    assert violations(page) == []
    press(page, "Save and continue")


def paste_budget(page: Any) -> None:
    """Three rows at once; what the table holds then is what is kept."""
    page.locator('[data-rows-body] [name="lines-0-category"]').evaluate(PASTE, BLOCK)
    assert page.locator("[data-rows-said]").inner_text() == "Rows pasted: 3."
    names = ("category", "description", "unit", "quantity_1", "quantity_2", "unit_price", "source", "form")
    rows = [[page.locator(f'[name="lines-{row}-{name}"]').input_value() for name in names] for row in range(3)]
    assert rows == [
        ["staff", "Social worker", "month", "4", "6", "900,50", "requested", "cash"],
        ["equipment", "Tables and chairs", "set", "1", "", "1,250.00", "requested", "cash"],
        ["staff", "Volunteers", "month", "6", "6", "80", "own", "in_kind"],
    ]
    assert page.locator('[data-source="requested"]').inner_text() == "10,255.00"
    assert page.locator("[data-whole]").inner_text() == "11,215.00"
    assert violations(page) == []
    press(page, "Save and continue")


def add_file(page: Any, paper: Path) -> None:
    page.locator('input[type="file"]').last.set_input_files(paper)
    press(page, "Add the file")
    assert "statut.pdf is stored." in page.locator(".messages").inner_text()
    assert violations(page) == []
    press(page, "Continue")


def submit(page: Any) -> None:
    """Everything is there and adds up; the receipt says so again, and its code proves it."""
    assert "Nothing is missing." in page.locator("main").inner_text()
    assert "10,255.00 EUR" in page.locator("main").inner_text().replace("\xa0", " ")
    assert violations(page) == []
    page.locator('[name="is_declared"]').check()
    press(page, "Submit the application")
    receipt = page.locator("body").inner_text().replace("\xa0", " ")
    assert re.search(r"Application APP-\d{4}-\d{4} was received", receipt)
    assert all(words in receipt for words in ("Masa de duminică", "10,255.00 EUR", "statut.pdf"))
    assert violations(page) == []
    page.locator('a[href*="/receipts/"]').click()
    page.wait_for_load_state("load")
    assert "An application with this digest was received on" in page.locator("main").inner_text()
    fit(page)
