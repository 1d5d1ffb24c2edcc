"""A reviewer at work: declares, reads and scores side by side, is saved without pressing, submits, is locked."""

import pytest

from tests.browser.conftest import NARROW, WIDE, fit, follow, saved, violations
from tests.browser.serving import play

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def bread(address):
    return play(address, "bread")


def open_from_the_list(visit, reference, **how):
    """The page to which the list of reviews leads."""
    page = visit(f"/workspace/reviews/?q={reference}", seat="natalia", **how)
    page.locator("main tbody a", has_text=reference).first.click()
    page.wait_for_load_state("load")
    return page


def is_beside(page):
    """Sheet and application stand side by side, and the sheet stays while one reads on."""
    page.set_viewport_size(WIDE)
    page.locator("#partner-read").scroll_into_view_if_needed()
    sheet, read = page.locator("#sheet").bounding_box(), page.locator("#partner-read").bounding_box()
    return sheet["x"] >= read["x"] + read["width"] and sheet["y"] < WIDE["height"] and sheet["y"] + sheet["height"] > 0


def test_reviewer_declares_scores_beside_the_application_and_submits(visit, bread):
    reference, _other = bread
    page = open_from_the_list(visit, reference)
    assert page.url.endswith("/declare/")
    assert "9,000" not in page.locator("main").inner_text()
    assert violations(page) == []
    fit(page)
    page.get_by_label("No, I can judge it impartially").check()
    follow(page, "Declare")

    assert "Douăzeci de familii" in page.locator("main").inner_text()
    assert is_beside(page)
    assert page.get_by_label("3 – Described with figures.").is_visible()
    assert violations(page) == []
    fit(page)
    page.locator("[data-scale] input").first.focus()
    page.keyboard.press("3")
    page.keyboard.press("Tab")
    page.keyboard.type("Cifrele sunt locale.")
    saved(page)
    page.reload()
    assert page.get_by_label("3 – Described with figures.").is_checked()
    assert page.locator("textarea[name^=comment_]").first.input_value() == "Cifrele sunt locale."

    follow(page, "Submit the review")
    assert page.locator(".error-summary").is_visible()
    assert page.locator("textarea[name^=comment_]").first.input_value() == "Cifrele sunt locale."
    assert violations(page) == []
    for scale in page.locator("[data-scale]").all()[1:]:
        scale.locator('input[value="4"]').check()
    for comment in page.locator("textarea[name^=comment_]").all()[1:]:
        comment.fill("Bine pregătit.")
    follow(page, "Submit the review")
    assert "The review is submitted and locked." in page.locator(".messages").inner_text()
    assert page.locator("#sheet textarea:enabled, #sheet input[type=radio]:enabled").count() == 0
    assert page.get_by_role("button", name="Submit the review").count() == 0
    assert violations(page) == []
    fit(page)


def test_who_declares_a_conflict_meets_the_application_nowhere(visit, bread):
    _one, reference = bread
    page = open_from_the_list(visit, reference, scripts=False, viewport=NARROW)
    sheet = page.url.removesuffix("declare/")
    page.get_by_label("Yes", exact=True).check()
    follow(page, "Declare")
    assert page.locator(".error-summary").is_visible()
    page.locator('[name="nature"]').select_option(index=1)
    follow(page, "Declare")

    assert page.locator("main .note", has_text="closed to you by").count() == 1
    assert reference not in page.locator("main").inner_text()
    for path in (f"/workspace/applications/{reference}/", sheet):
        assert page.request.get(path).status == 404
    page.goto(f"/workspace/applications/?q={reference}")
    assert page.locator("main tbody tr").count() == 0
    page.goto("/workspace/")
    assert reference not in page.locator("main").inner_text()
