"""What strangers do on a call's page, without scripts: the test, a question, news by mail; and the officer's answer."""

import re

import pytest

from tests.browser.conftest import NARROW, WIDE, fit, follow, sideways, violations

pytestmark = pytest.mark.browser
CALL = "/en/calls/punti-second/"


def test_quiz_is_answered_without_scripts_and_without_an_account(visit):
    page = visit(CALL, scripts=False, viewport=NARROW)
    page.get_by_role("link", name="Is this call for us? A short test").click()
    page.get_by_label("How much do you need").fill("20 000")
    page.get_by_label("yes", exact=True).last.check()
    page.get_by_role("button", name="Show what fits").click()
    told = page.locator("main").inner_text()
    assert re.search("Yes, it seems so|Perhaps: something is open", told)
    page.get_by_role("link", name="Answer again").click()
    page.get_by_label("What are you?").select_option("company")
    page.get_by_label("no", exact=True).last.check()
    page.get_by_role("button", name="Show what fits").click()
    assert "As it stands, no" in page.locator("main").inner_text()
    assert page.get_by_role("link", name="Apply", exact=True).count() == 0


def test_a_stranger_asks_without_scripts_and_confirms_by_mail(visit):
    page = visit(f"{CALL}ask/", scripts=False)
    page.locator('[name="text"]').fill("May the town hall pay for the heating?")
    page.locator('[name="email"]').fill("browser@demo.invalid")
    page.get_by_role("button", name="Send the question").click()
    assert "browser@demo.invalid" in page.locator("main").inner_text()
    page.goto("/dev/mail/")
    page.get_by_role("link", name="Confirm your question").first.click()
    page.goto(re.search(r"https?://\S+/questions/\S+", page.locator("main").inner_text()).group())
    page.get_by_role("button", name="Send the question").click()
    assert "Thank you." in page.locator("main").inner_text()


def test_officer_answers_for_everyone_what_names_nobody(visit):
    page = visit("/workspace/enquiries/?status=waiting", seat="ion")
    page.locator("main").get_by_role("link", name="Lidia").click()
    assert page.locator("mark").count() >= 3
    assert violations(page) == []
    follow(page, "Answer for everyone")
    page.locator('[name="answer_ro"]').fill("Da, munca voluntarilor se numără.")
    page.get_by_role("button", name="Publish the answer").click()
    assert "Look at" in page.locator(".error-summary").inner_text()
    page.locator('[name="question_ro"]').fill("Se numără munca voluntarilor?")
    fit(page)
    page.get_by_role("button", name="Publish the answer").click()
    page.goto("/ro/calls/punti-second/")
    assert "Da, munca voluntarilor se numără." in page.locator("main").inner_text()
    assert "Lidia" not in page.locator("main").inner_text()


@pytest.mark.parametrize("path", ["quiz/", "ask/", "follow/", "changes/"])
@pytest.mark.parametrize(("language", "viewport"), [("en", WIDE), ("ro", NARROW), ("ru", NARROW)])
def test_pages_of_strangers_are_clean(visit, language, viewport, path):
    page = visit(f"/{language}/calls/punti-second/{path}", viewport=viewport)
    assert sideways(page) == 0
    assert violations(page) == []
