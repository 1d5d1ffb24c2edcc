"""The chair of a committee: how sure the line is, who steps aside, another order with its reason, the minutes."""

import io
import re

import pytest
from pypdf import PdfReader

from tests.browser.conftest import fit, follow, violations
from tests.browser.serving import play

pytestmark = pytest.mark.browser
REASON = "Singura cerere care ajunge în cinci sate."


@pytest.fixture(scope="module")
def pears(address):
    return play(address, "pears")


def plain(page):
    """What the page's own part says, with ordinary spaces."""
    return page.locator("main").inner_text().replace("\xa0", " ")


def decide(page, reference, decision, votes):
    """Record what the committee says of one application."""
    follow(page, f"Record: {reference}")
    page.get_by_label(decision, exact=True).check()
    page.get_by_label("Votes for", exact=True).fill(str(votes))
    page.get_by_label("Reasons").fill("Discutat și votat.")
    fit(page)
    follow(page, "Save")


def test_ranking_says_what_the_money_holds_and_how_sure_that_is(visit, pears):
    call, first, second, third = pears
    page = visit(f"/workspace/calls/{call}/ranking/", seat="galina")
    rows = page.locator("main tbody tr").all_inner_texts()
    assert [re.search(r"APP-\d{4}-\d{4}|above this line", row)[0] for row in rows[:4]] == [
        first,
        second,
        "above this line",
        third,
    ]
    ranges = page.locator("main tbody tr:not(.line-of-money) td:nth-child(6)").all_inner_texts()
    assert ranges[:3] == ["1", "1–3", "2–3"]
    assert page.get_by_text("one review decides").count() == 2
    assert "The line is not sure" in plain(page)
    assert violations(page) == []
    fit(page)


def open_meeting(page):
    """The chair steps aside for one application and opens the meeting; the reference that is closed to her."""
    follow(page, "Step aside for an application")
    page.locator('[name="application"]').select_option(index=2)
    aside = page.locator('[name="application"] option:checked').inner_text().partition(" ")[0]
    fit(page)
    follow(page, "Step aside")
    assert violations(page) == []
    follow(page, "Open a meeting")
    page.get_by_label("When").fill("2026-11-20T10:00")
    page.get_by_label("Where, or the link").fill("Sala mică")
    follow(page, "Open the meeting")
    assert f"{aside} Closed to you" in re.sub(r"\s+", " ", plain(page))
    follow(page, "Record who is present")
    for box in page.locator('input[name="present"]').all():
        box.check()
    fit(page)
    follow(page, "Save")
    return aside


def change_order(page, reference):
    """The secretary writes another order into the record, with its reason and who proposed it."""
    follow(page, f"Change the place: {reference}")
    page.get_by_label("New place").fill("1")
    follow(page, "Change the order")
    assert page.locator(".error-summary").is_visible()
    assert page.get_by_label("New place").input_value() == "1"
    page.get_by_label("Why").fill(REASON)
    page.get_by_label("Who proposed it").select_option("Dorin Vieru")
    fit(page)
    follow(page, "Change the order")
    assert f"Place 2 became place 1, proposed by Dorin Vieru: {REASON}" in plain(page)
    assert violations(page) == []
    assert page.get_by_role("link", name="Propose the award list").count() == 0


def sign(page):
    """The chair closes the meeting and signs its minutes off."""
    for step in ("Close the meeting", "Sign off the minutes"):
        follow(page, step)
        if page.get_by_text("You are about to do this").count():
            follow(page, step)
    assert "Signed off" in plain(page)
    assert violations(page) == []


def test_committee_meets_and_its_minutes_make_the_list(visit, pears):
    call, *applications = pears
    chair = visit(f"/workspace/calls/{call}/committee/", seat="galina")
    aside = open_meeting(chair)
    meeting = chair.url
    for reference in set(applications) - {aside}:
        decide(chair, reference, "award", 2)
    follow(chair, "Close the meeting")
    assert f"Nothing is recorded yet for {aside}" in chair.locator("body").inner_text()

    secretary = visit(meeting, seat="ion")
    decide(secretary, aside, "reserve", 1)
    change_order(secretary, applications[1])
    chair.goto(meeting)
    sign(chair)
    minutes(chair, aside)
    secretary.goto(meeting)
    follow(secretary, "Propose the award list")
    follow(secretary, "Propose the list")
    assert "It was made from the signed minutes" in plain(secretary)
    assert violations(secretary) == []
    fit(secretary)


def minutes(page, aside):
    """The minutes as a file, in Romanian: who left the room, what order and why."""
    answer = page.request.get(page.get_by_role("link", name="română").get_attribute("href"))
    assert answer.headers["content-type"] == "application/pdf"
    text = " ".join(part.extract_text() for part in PdfReader(io.BytesIO(answer.body())).pages)
    text = re.sub(r"\s+", " ", text)
    assert all(words in text for words in (REASON, "Galina Sokolova", "Dorin Vieru", aside))
