"""An authority without an account: a mail, a signed link, one answer; the applicant reads what was answered."""

import re

import pytest

from config.demo.story.papers import one_page
from tests.browser.conftest import NARROW, WIDE, fit, follow, newest_mail, violations
from tests.browser.serving import play

pytestmark = pytest.mark.browser
GIVES = "O sală de 60 m² și încălzirea ei."


@pytest.fixture(scope="module")
def reference(address):
    return play(address, "open_draft", "maple", "Maple park")[1]


def ask(visit, reference, email):
    """Vera asks; the address of the signed link, as it stands in the mail."""
    page = visit(f"/workspace/applications/{reference}/form/partner/", seat="vera")
    page.locator('[name="ask-authority"]').select_option(index=1)
    page.locator('[name="ask-kind"]').select_option("letter")
    page.locator('[name="ask-contribution"]').fill(GIVES)
    follow(page, "Ask the authority")
    assert page.locator(".error-summary").is_visible()
    assert page.locator('[name="ask-contribution"]').input_value() == GIVES
    page.locator('[name="ask-email"]').fill(email)
    assert violations(page) == []
    fit(page)
    follow(page, "Ask the authority")
    mail = newest_mail(visit("/"), email)
    return page, re.search(r"https?://[^/\s]+(/confirm/\S+)", mail)[1]


def test_town_hall_declines_and_then_paper_stands_for_it(visit, reference, tmp_path):
    page, link = ask(visit, reference, "nu@demo.invalid")
    authority = visit(link, viewport=NARROW)
    authority.get_by_label("We decline").check()
    authority.get_by_label("Your name and function").fill("Ion Rusu, secretar (demo)")
    authority.get_by_label("A word to the organisation").fill("Sala se repară până în mai.")
    follow(authority, "Send the answer")
    assert "Thank you." in authority.locator("main").inner_text()
    page.reload()
    assert "Sala se repară până în mai." in page.locator("#partners").inner_text()
    assert violations(page) == []
    fit(page)

    paper = tmp_path / "decizie.pdf"
    paper.write_bytes(one_page("Decizie"))
    page.locator('[name="paper-authority"]').select_option(index=1)
    page.locator('[name="paper-kind"]').select_option("letter")
    page.locator('input[type="file"]').set_input_files(paper)
    follow(page, "Upload")
    assert "paper" in page.locator("#partners").inner_text()
    assert violations(page) == []
    fit(page)


def test_town_hall_confirms_without_an_account_and_without_scripts(visit, address):
    reference = play(address, "open_draft", "willow", "Willow weaving")[1]
    page, link = ask(visit, reference, "da@demo.invalid")
    authority = visit(link, scripts=False, viewport=NARROW)
    asked = authority.locator("main").inner_text()
    assert all(words in asked for words in (GIVES, "Casa Mare", "Willow weaving"))
    assert "9,000" not in asked
    follow(authority, "Send the answer")
    assert authority.locator(".error-summary").is_visible()
    authority.get_by_label("We confirm the partnership").check()
    authority.get_by_label("Your name and function").fill("Maria Toma, viceprimar (demo)")
    fit(authority)
    follow(authority, "Send the answer")
    after = authority.locator("main").inner_text()
    assert "Thank you." in after
    assert "Maria Toma" not in after
    again = visit(link)
    assert again.get_by_role("button", name="Send the answer").count() == 0
    for viewport in (WIDE, NARROW):
        again.set_viewport_size(viewport)
        assert violations(again) == []
    cut = visit("/").request.get(link[:-6] + "/")
    assert cut.status == 410
    page.reload()
    assert "confirmed" in page.locator("#partners").inner_text()
