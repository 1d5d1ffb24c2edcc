"""The pages of an application's way, from each seat: read by axe, wide and narrow, and none wider than the window."""

import pytest

from tests.browser.conftest import NARROW, WIDE, sideways, violations
from tests.browser.serving import inside

pytestmark = pytest.mark.browser
A, C = "/workspace/applications", "/workspace/calls"
PAGES = {
    "visitor": [
        "/receipts/",
        "/receipts/{receipt}/",
        "/receipts/{receipt}/?sha256=ab",
        "/en/calls/punti-steps/",
        "/en/calls/punti-steps/quiz/",
        "/en/calls/punti-kitchen/",
        "/accounts/signup/",
    ],
    "elena": [
        A + "/",
        A + "/{school}/",
        A + "/{school}/receipt/",
        A + "/{school}/versions/",
        A + "/{school}/versions/1/",
        A + "/{school}/thread/",
        A + "/{draft}/form/facts/",
        A + "/{draft}/form/earlier/",
        A + "/{draft}/indicators/",
        A + "/{draft}/form/budget/",
        A + "/{draft}/form/files/",
        A + "/{draft}/form/partner/",
        A + "/{draft}/form/check/",
        A + "/{steps}/form/facts/",
        A + "/{kitchen}/feedback/",
        "/workspace/letters/{letter}/",
        "/workspace/appeals/",
        "/workspace/appeals/{appeal}/",
        "/workspace/awards/{mobile}/",
        "/workspace/organizations/casa-mare/",
        "/workspace/organizations/casa-mare/profile/",
        "/workspace/organizations/new/",
        "/workspace/people/me/notices/",
        "/workspace/people/me/messages/",
    ],
    "vera": [A + "/{draft}/form/check/", A + "/{draft}/form/budget/"],
    "ion": [
        C + "/{second_call}/",
        C + "/{second_call}/form/",
        C + "/{second_call}/form/untranslated/",
        C + "/{second_call}/preview/",
        C + "/{second_call}/design/criteria/",
        C + "/{steps_call}/versions/",
        C + "/{steps_call}/concept-notes/",
        C + "/{second_pk}/extend/",
        A + "/?q=masa",
        A + "/{school}/eligibility/",
        A + "/{school}/notes/",
        A + "/{school}/sent/",
        A + "/{school}/conflict/",
        "/workspace/clarifications/{clarification}/extend/",
        "/workspace/shelf/",
        "/workspace/shelf/filters/{filter}/",
        "/workspace/shelf/filters/new/?path=/workspace/applications/&query=q%3Dmasa",
        "/workspace/message-templates/",
        "/workspace/enquiries/",
        "/workspace/enquiries/{enquiry}/",
    ],
    "ion, who prepares decisions": [
        C + "/{school_call}/reviewers/",
        C + "/{school_call}/reviewers/plan/",
        C + "/{school_call}/reviewers/proposal/",
        C + "/{school_call}/reviewers/waiting/",
        C + "/{playground_call}/ranking/",
        C + "/{playground_call}/propose/",
        C + "/{playground_call}/decision/",
        C + "/{kitchen_call}/committee/",
        "/workspace/meetings/{meeting}/",
        C + "/{kitchen_call}/comments/",
        A + "/{kitchen}/comments/",
        C + "/{kitchen_call}/letters/",
        C + "/{mobile_call}/letters/preview/",
        C + "/{mobile_call}/letters/rejected/text/",
        C + "/{workshop_call}/reserve/",
        C + "/{workshop_call}/reserve/move-up/",
        A + "/{reserve}/less/",
        "/workspace/award-lists/{garden_list}/",
        "/workspace/award-lists/{garden_list}/no-objection/",
        "/workspace/award-lists/{garden_list}/objection/",
    ],
    "natalia": [
        "/workspace/reviews/",
        "/workspace/reviews/profile/",
        "/workspace/reviews/{sheet}/",
    ],
    "ana": [
        "/workspace/award-lists/{evening_list}/",
        "/workspace/award-lists/{evening_list}/return/",
        C + "/{playground_call}/decision/terms/",
        C + "/{steps_call}/",
    ],
    "galina": ["/workspace/appeals/{appeal}/", "/workspace/appeals/{appeal_pk}/uphold/"],
}


@pytest.fixture(scope="module")
def words(address):
    told = inside(address, "from tests.browser import landmarks; print(*landmarks.tell())")
    return dict(word.split("=", 1) for word in told.split())


def barriers(page):
    """What is wrong with the page, wide and narrow."""
    found = []
    for viewport in (WIDE, NARROW):
        page.set_viewport_size(viewport)
        over = sideways(page)
        found += [f"{viewport['width']}: {fault}" for fault in violations(page)]
        found += [f"{viewport['width']}: {over} pixels too wide"] if over else []
    return found + ([] if page.locator("h1").count() == 1 else ["not one h1"])


@pytest.mark.parametrize("seat", PAGES)
def test_every_page_of_a_seat_is_without_barriers(visit, words, seat):
    page = visit("/en/", seat=seat.partition(",")[0])
    found = {}
    for template in PAGES[seat]:
        path = template.format(**words)
        answer = page.goto(path)
        faults = barriers(page) if answer.status == 200 else [f"answered {answer.status}"]
        if faults:
            found[template] = faults
    assert found == {}
