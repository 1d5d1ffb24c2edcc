"""A whole application without JavaScript, at 320 px: from the page of the call to the receipt."""

import pytest

from config.demo.story.papers import one_page
from tests.browser.conftest import NARROW, fit, follow
from tests.browser.serving import play

pytestmark = pytest.mark.browser


def test_application_is_written_and_submitted_without_scripts(visit, address, tmp_path):
    paper = tmp_path / "statut.pdf"
    paper.write_bytes(one_page("Statute"))
    [call] = play(address, "open_call", "almond", "Almond cakes")
    page = visit("/en/calls/punti-almond/", seat="elena", scripts=False, viewport=NARROW)
    follow(page, "Apply")
    page.get_by_label("Casa Mare").check()
    fit(page)
    follow(page, "Begin")
    fit(page)
    follow(page, "Start empty")
    page.get_by_label("Title of the project").fill("Prăjituri cu migdale")
    follow(page, "Save")
    assert page.get_by_label("Title of the project").input_value() == "Prăjituri cu migdale"
    assert "Before this can be submitted" in page.locator("main").inner_text()
    page.get_by_label("The project in short").fill("Zece tineri învață o meserie.")
    page.get_by_label("Valea Exemplului").check()
    fit(page)
    follow(page, "Save and continue")
    answer(page)
    follow(page, "Save and continue")  # indicators are not asked for
    budget(page)
    page.locator('input[type="file"]').last.set_input_files(paper)
    follow(page, "Add the file")
    assert "statut.pdf is stored." in page.locator(".messages").inner_text()
    fit(page)
    follow(page, "Continue")
    fit(page)
    follow(page, "Continue")
    assert "Nothing is missing." in page.locator("main").inner_text()
    follow(page, "Submit the application")
    assert page.locator(".error-summary").is_visible()
    page.locator('[name="is_declared"]').check()
    fit(page)
    follow(page, "Submit the application")
    receipt = page.locator("body").inner_text()
    assert "was received" in receipt
    assert "Prăjituri cu migdale" in receipt
    assert "statut.pdf" in receipt
    assert call in receipt
    fit(page)


def answer(page):
    """The questions of the section; what is no number is said on the page, and nothing typed is lost."""
    change, persons, after = page.locator("main form.form textarea, main form.form input[type=text]").all()
    change.fill("Tinerii au de lucru acasă.")
    persons.fill("zece")
    after.fill("Cofetăria satului.")
    follow(page, "Save")
    assert "“zece” is not a number" in page.locator("main").inner_text()
    fit(page)
    change, persons, after = page.locator("main form.form textarea, main form.form input[type=text]").all()
    assert [each.input_value() for each in (change, persons, after)] == [
        "Tinerii au de lucru acasă.",
        "zece",
        "Cofetăria satului.",
    ]
    persons.fill("10")
    follow(page, "Save and continue")


def budget(page):
    """One row that is wrong in one cell, then right."""
    page.locator('[name="lines-0-category"]').select_option("staff")
    typed = {"description": "Cofetar", "unit": "lună", "quantity": "multe", "unit_price": "900,50"}
    for name, value in typed.items():
        page.locator(f'[name="lines-0-{name}"]').fill(value)
    follow(page, "Save and continue")
    assert page.locator(".error-summary").is_visible()
    fit(page)
    assert page.locator('[name="lines-0-quantity"]').input_value() == "multe"
    assert page.locator('[name="lines-0-description"]').input_value() == "Cofetar"
    page.locator('[name="lines-0-quantity"]').fill("10")
    follow(page, "Save and continue")
