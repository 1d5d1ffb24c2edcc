"""Between two stages: one officer chooses among concept notes, a manager sends it back once, then invites."""

import pytest

from tests.browser.conftest import fit, follow, violations
from tests.browser.serving import play

pytestmark = pytest.mark.browser
REASON = "Alte note au mai multe puncte."


def clean(page):
    """Nothing bars the way, and nothing stands out sideways; a step that is to be confirmed is confirmed."""
    assert violations(page) == []
    fit(page)


def press(page, name):
    """Press, and again where the page asks whether it is meant."""
    follow(page, name)
    if page.get_by_text("You are about to do this").count():
        clean(page)
        follow(page, name)


def test_notes_are_chosen_by_two_and_the_invited_goes_on(visit, address):
    call, first, second = play(address, "cherry")
    officer = visit(f"/workspace/calls/{call}/concept-notes/", seat="ion")
    clean(officer)
    follow(officer, "Choose whom to invite")
    officer.get_by_label("By what rule").fill("Cel mai bun.")
    officer.get_by_label(f"Invite {first}").check()
    officer.get_by_label(f"Invite {second}").uncheck()
    clean(officer)
    follow(officer, "Propose the choice")
    assert officer.locator(".error-summary").is_visible()
    assert officer.get_by_label("By what rule").input_value() == "Cel mai bun."
    officer.get_by_label(f"Why {second} is not invited").fill(REASON)
    follow(officer, "Propose the choice")
    assert officer.get_by_role("button", name="Approve and tell everybody").count() == 0
    clean(officer)

    manager = visit("/workspace/", seat="ana")
    manager.locator(".tasks .task", has_text="Cherry orchard").locator("a.button").first.click()
    manager.wait_for_load_state("load")
    clean(manager)
    send_back(manager)
    officer.reload()
    assert "Scrieți regula mai clar." in officer.locator("main").inner_text()
    follow(officer, "Choose whom to invite")
    officer.get_by_label("By what rule").fill("Cel puțin 60 de puncte.")
    officer.get_by_label(f"Invite {first}").check()
    officer.get_by_label(f"Invite {second}").uncheck()
    officer.get_by_label(f"Why {second} is not invited").fill(REASON)
    follow(officer, "Propose the choice")
    manager.goto(f"/workspace/calls/{call}/concept-notes/")
    press(manager, "Approve and tell everybody")
    assert "invited" in manager.locator("main").inner_text()
    clean(manager)

    invited = visit("/workspace/", seat="elena")
    invited.locator(".tasks .task", has_text="Cherry orchard").locator("a.button").first.click()
    invited.wait_for_load_state("load")
    assert "/form/" in invited.url or invited.get_by_role("link", name="Continue").count()
    clean(invited)


def send_back(page):
    """The manager says what is to be mended; nothing was decided."""
    follow(page, "Send the proposal back")
    page.locator('[name="remark"]').fill("Scrieți regula mai clar.")
    clean(page)
    follow(page, "Send back")
