"""Nothing that was typed is lost: read on another device, kept on this one while the line is down, offered again."""

import re

import pytest

from tests.browser.conftest import NARROW, fit, follow, saved, violations
from tests.browser.serving import play

pytestmark = pytest.mark.browser
FIRST, SECOND, THIRD = "Teii îi sădim lângă școală.", "Teii îi sădim la marginea satului.", "Teii îi udă elevii."


@pytest.fixture(scope="module")
def path(address):
    _call, reference = play(address, "open_draft", "linden", "Linden trees")
    return f"/workspace/applications/{reference}/form/facts/"


def summary(page):
    return page.get_by_label("The project in short")


def unsent(page, text):
    """The line is cut; what is typed waits on the device, and the page says so."""
    page.context.set_offline(True)
    summary(page).fill(text)
    page.locator('[data-saved][data-state="lost"]').wait_for()
    assert "kept on this device" in page.locator("[data-saved]").inner_text()


def leave_without_a_last_try(page):
    """As when the battery ends; returns a new tab. A page that is hidden, left or closed tries once more, and the line
    that a test has cut may by then be whole again: so it is the page that can send nothing any more."""
    page.evaluate("() => { window.fetch = () => new Promise(() => {}); }")
    page.close()
    return page.context.new_page()


def test_what_was_saved_is_there_on_another_device(visit, path):
    desk = visit(path, seat="vera")
    summary(desk).fill(FIRST)
    saved(desk)
    phone = visit(path, seat="vera", viewport=NARROW)
    assert summary(phone).input_value() == FIRST
    assert re.search(r"saved by Vera Ceban, .*\d\d:\d\d", phone.locator("main .heading").inner_text())


def test_line_that_comes_back_brings_what_was_typed(visit, path):
    page = visit(path, seat="vera")
    unsent(page, SECOND)
    assert violations(page) == []
    fit(page)
    page.context.set_offline(False)
    saved(page)
    assert summary(visit(path, seat="elena", scripts=False)).input_value() == SECOND


def test_page_that_was_closed_offers_what_was_not_sent(visit, path):
    page = visit(path, seat="vera")
    unsent(page, THIRD)
    page = leave_without_a_last_try(page)
    page.context.set_offline(False)
    page.goto(path)
    assert summary(page).input_value() == SECOND
    assert violations(page) == []
    fit(page)
    page.locator("[data-take]").click()
    assert summary(page).input_value() == THIRD
    saved(page)
    other = visit(path, seat="elena")
    assert summary(other).input_value() == THIRD
    assert other.locator("[data-take]").count() == 0
    follow(other, "Save")
