"""A whole application without JavaScript, at 320 px: from the page of the call over the account to the receipt."""

import re

import pytest

from config.demo.story.papers import one_page
from tests.browser.conftest import NARROW, fit, follow, newest_mail
from tests.browser.serving import inside, play

pytestmark = pytest.mark.browser
EMAIL = "migdale@demo.invalid"
# Whoever makes an account is real and applies to no call of the demo; a call here asks for nothing of the profile.
LET_IN = "from organizations.models import User; User.objects.filter(email={!r}).update(is_demo=True)"
UNASKED = "from grants.models import Call; Call.objects.filter(reference={!r}).update(profile_sections=[])"


def sign_up(page, visit):
    """An account by name and address alone, with the code that comes by mail."""
    page.locator('main a[href*="signup"]').click()
    page.get_by_label("Your name").fill("Vera Pop")
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_label("Language of your pages").select_option("en")
    fit(page)
    follow(page, "Create the account")
    code = re.search(r"^[A-Z0-9]{3,}-[A-Z0-9]{3,}$", newest_mail(visit("/"), EMAIL), re.MULTILINE)[0]
    page.get_by_label("Code").fill(code)
    fit(page)
    follow(page, "Confirm")


def register(page, address):
    """The organisation, on the way to the application."""
    assert "only the demo's organisations apply to it" in page.locator("main").inner_text()
    inside(address, LET_IN.format(EMAIL))
    page.reload()
    page.locator('[name="name_ro"]').fill("Asociația „Migdala” (demo)")
    fit(page)
    follow(page, "Register")
    assert page.locator(".error-summary").is_visible()
    assert page.locator('[name="name_ro"]').input_value() == "Asociația „Migdala” (demo)"
    page.get_by_label("association", exact=True).check()
    follow(page, "Register")


def test_application_is_written_and_submitted_without_scripts(visit, address, tmp_path):
    paper = tmp_path / "statut.pdf"
    paper.write_bytes(one_page("Statute"))
    [call] = play(address, "open_call", "almond", "Almond cakes")
    inside(address, UNASKED.format(call))
    page = visit("/en/calls/punti-almond/", scripts=False, viewport=NARROW)
    follow(page, "Apply")
    sign_up(page, visit)
    register(page, address)
    page.get_by_label("Migdala").check()
    fit(page)
    follow(page, "Begin")
    fit(page)
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
    code = page.locator("dd strong").first.inner_text()
    page.goto("/receipts/")
    page.get_by_label("Receipt code").fill(code)
    follow(page, "Check")
    assert "An application with this digest was received on" in page.locator("main").inner_text()


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
