"""A programme manager: the design of a call and its approval by a second person; the award list and its money."""

import pytest

from tests.browser.conftest import fit, follow, violations
from tests.browser.serving import play

pytestmark = pytest.mark.browser


def in_order(page):
    """The questions of the builder as they stand."""
    return [words.partition("\n")[0] for words in page.locator(".order-words").all_inner_texts()]


def test_form_is_put_in_order_by_keys_previewed_and_approved_by_another(visit, address):
    [call] = play(address, "plums")
    page = visit(f"/workspace/calls/{call}/", seat="ion")
    assert page.get_by_role("button", name="Approve the call").count() == 0
    follow(page, "Open: Form")
    before = in_order(page)
    assert len(before) == 3
    fit(page)
    page.get_by_role("link", name=before[2]).focus()
    with page.expect_navigation():
        page.keyboard.press("Alt+ArrowUp")
    assert in_order(page) == [before[0], before[2], before[1]]
    assert violations(page) == []
    follow(page, "Preview as applicant")
    follow(page, "Русский")
    assert page.locator("h1").inner_text() == "Чернослив"
    labels = page.locator("main section label").all_inner_texts()
    assert [words.rstrip(" *") for words in labels][1].startswith("Кто платит за услугу")
    assert violations(page) == []
    fit(page)

    manager = visit("/workspace/", seat="ana")
    manager.locator(".tasks .task", has_text="Dried plums").locator("a.button").click()
    manager.wait_for_load_state("load")
    assert violations(manager) == []
    follow(manager, "Approve the call")
    if manager.get_by_text("You are about to do this").count():
        follow(manager, "Approve the call")
    follow(manager, "Publish the call")
    if manager.get_by_text("You are about to do this").count():
        follow(manager, "Publish the call")
    assert "open" in manager.locator("main .heading").inner_text()
    fit(manager)
    assert "Dried plums" in visit("/en/calls/").locator("main").inner_text()


def test_list_over_the_envelope_is_refused_with_figures_and_another_approves_it(visit, address):
    call, first, second = play(address, "figs")
    page = visit(f"/workspace/calls/{call}/propose/", seat="ion")
    decisions = page.locator('select[name^="decision_"]')
    assert [each.input_value() for each in decisions.all()] == ["award", "reserve"]
    page.get_by_label(f"Decision: {second}").select_option("award")
    fit(page)
    follow(page, "Propose the list")
    refusal = page.locator(".error-summary").inner_text().replace("\xa0", " ")
    assert "awards 18,000.00 EUR" in refusal
    assert "5,000.00 EUR more than the 13,000.00 available" in refusal
    assert page.get_by_label(f"Decision: {second}").input_value() == "award"
    assert violations(page) == []
    page.get_by_label(f"Amount: {second}").fill("4 000")
    follow(page, "Propose the list")
    assert page.get_by_role("button", name="Approve the list").count() == 0
    assert page.get_by_role("link", name="Approve the list").count() == 0

    manager = visit("/workspace/", seat="ana")
    manager.locator(".tasks .task", has_text="Figs by the river").locator("a.button").click()
    manager.wait_for_load_state("load")
    assert "13,000.00 EUR" in manager.locator("main").inner_text().replace("\xa0", " ")
    assert violations(manager) == []
    fit(manager)
    follow(manager, "Approve the list")
    if manager.get_by_text("You are about to do this").count():
        follow(manager, "Approve the list")
    assert "approved by Ana Rusu" in manager.locator("main").inner_text()
    assert first in manager.locator("main").inner_text()
