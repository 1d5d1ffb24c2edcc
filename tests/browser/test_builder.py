"""A grants officer puts the questions of a call in order: by dragging, by keys, and by the buttons without scripts."""

import pytest

from tests.browser.conftest import fit, follow, violations

pytestmark = pytest.mark.browser
FORM = "/workspace/calls/CALL-2026-0011/form/"


def asked(page):
    """The questions in the order in which they stand."""
    return [words.split("\n")[0] for words in page.locator(".order-list .order-words").all_inner_texts()]


def grabbed(page, row):
    """The pointer holds the question of this row and has moved a little."""
    page.locator(".order-list > li").nth(row).hover(position={"x": 8, "y": 8})
    page.mouse.down()
    page.mouse.move(*middle(page, row, 12))


def middle(page, row, down):
    box = page.locator(".order-list > li").nth(row).bounding_box()
    return box["x"] + 40, box["y"] + down


def test_question_is_dragged_to_another_place_and_stays_there(visit):
    page = visit(FORM, seat="ion")
    first, second = asked(page)
    assert violations(page) == []
    grabbed(page, 1)
    page.mouse.move(*middle(page, 0, 4), steps=4)
    with page.expect_event("load"):  # its own place in the address comes before, which is a navigation too
        page.mouse.up()
    assert asked(page) == [second, first]
    page.reload()
    assert asked(page) == [second, first]
    fit(page)


def test_question_that_is_let_go_elsewhere_stands_where_it_was(visit):
    page = visit(FORM, seat="ion")
    first, second = asked(page)
    grabbed(page, 1)
    page.mouse.move(*middle(page, 0, 4), steps=4)
    heading = page.locator("h1").bounding_box()
    page.mouse.move(heading["x"] + 4, heading["y"] + 4, steps=4)
    page.mouse.up()
    assert asked(page) == [first, second]
    page.reload()
    assert asked(page) == [first, second]


@pytest.mark.parametrize("scripts", [True, False])
def test_question_is_moved_by_key_or_button_but_not_over_the_edge(visit, scripts):
    page = visit(FORM, seat="ion", scripts=scripts)
    first, second = asked(page)
    assert page.locator(".order-list button[value=up]").first.is_disabled()
    assert page.locator(".order-list button[value=down]").last.is_disabled()
    if scripts:
        page.locator(".order-list a").first.focus()
        with page.expect_navigation():
            page.keyboard.press("Alt+ArrowDown")
    else:
        follow(page, f"Move down: {first}")
    assert asked(page) == [second, first]
