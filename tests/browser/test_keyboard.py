"""Everything by the keyboard: the way in, the visible focus, and a reviewer who scores without a mouse."""

from typing import Any

import pytest

pytestmark = pytest.mark.browser
MOST_STEPS = 120
# The ring of the focus, as the eye sees it: an outline or a shadow where the cursor of the keyboard is.
HERE = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  return {
    tag: element.tagName, name: element.name || '', text: (element.innerText || '').trim(),
    href: element.getAttribute('href') || '', seen: ring || style.boxShadow !== 'none',
  };
}"""


def tab_to(page: Any, wanted: Any) -> dict[str, Any]:
    """Press Tab until `wanted` fits what has the focus; on the way every stop must show that it has it."""
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        here: dict[str, Any] = page.evaluate(HERE)
        if here["tag"] == "BODY":
            continue  # past the last stop the browser's own bar is next
        assert here["seen"], f"the focus is not visible on {here}"
        if wanted(here):
            return here
    raise AssertionError(f"not reached in {MOST_STEPS} steps on {page.url}")


def press_enter(page: Any) -> None:
    """Enter, and the page that it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_first_stop_leads_past_the_menu(visit):
    page = visit("/en/")
    page.keyboard.press("Tab")
    assert page.evaluate(HERE)["href"] == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_visitor_walks_from_the_front_page_to_the_questions_of_a_call(visit):
    page = visit("/en/")
    tab_to(page, lambda here: here["href"].endswith("/calls/punti-second/"))
    press_enter(page)
    tab_to(page, lambda here: here["text"] == "Apply")


def test_reviewer_declares_and_saves_points_without_a_mouse(visit):
    page = visit("/workspace/", seat="natalia")
    tab_to(page, lambda here: "/reviews/" in here["href"] and here["href"] != "/workspace/reviews/")
    press_enter(page)
    if page.url.endswith("/declare/"):
        tab_to(page, lambda here: here["name"] == "has_conflict")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        press_enter(page)
    tab_to(page, lambda here: here["name"].startswith("comment_"))
    page.keyboard.type("Tastatura ajunge peste tot.")
    tab_to(page, lambda here: here["tag"] == "BUTTON" and here["name"] == "")
    press_enter(page)
    assert "Tastatura ajunge peste tot." in page.locator("textarea[name^=comment_]").first.input_value()
