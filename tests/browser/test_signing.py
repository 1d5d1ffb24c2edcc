"""Drafter and signatory: ready, sent back with a note, submitted, proved to the public, changed and submitted again."""

import re

import pytest

from tests.browser.conftest import fit, follow, saved, violations
from tests.browser.serving import play

pytestmark = pytest.mark.browser
NOTE = "Scrieți și cine gătește."


@pytest.fixture(scope="module")
def walnut(address):
    return play(address, "open_draft", "walnut", "Walnut bread")


def check_step(reference):
    return f"/workspace/applications/{reference}/form/check/"


def test_drafter_and_signatory_submit_together(visit, walnut):
    _call, reference = walnut
    vera = visit(check_step(reference), seat="vera")
    assert "A representative of the organisation submits the application." in vera.locator("main").inner_text()
    assert vera.get_by_role("button", name="Submit the application").count() == 0
    follow(vera, "Ready for signature")
    assert violations(vera) == []
    fit(vera)

    elena = visit(check_step(reference), seat="elena")
    elena.get_by_text("Send it back with a note").click()
    follow(elena, "Send back")
    assert elena.locator(".error-summary").is_visible()
    elena.locator('[name="note"]').fill(NOTE)
    assert violations(elena) == []
    follow(elena, "Send back")

    vera.goto(f"/workspace/applications/{reference}/form/facts/")
    assert NOTE in vera.locator("main .note").first.inner_text()
    vera.get_by_label("The project in short").fill("Douăzeci de copii mănâncă; gătește bucătăreasa satului.")
    saved(vera)
    assert violations(vera) == []
    fit(vera)
    vera.goto(check_step(reference))
    follow(vera, "Ready for signature")

    elena.goto("/workspace/applications/" + reference + "/form/check/")
    assert "gătește bucătăreasa satului" in elena.locator("main").inner_text()
    elena.locator('[name="is_declared"]').check()
    follow(elena, "Submit the application")
    assert f"Application {reference} was received" in elena.locator("body").inner_text()
    code = elena.locator("dd strong").first.inner_text()
    digest = elena.locator("dd code").first.inner_text()
    assert re.fullmatch(r"[0-9a-f]{64}", digest)
    assert violations(elena) == []
    fit(elena)

    stranger = visit("/receipts/")
    stranger.get_by_label("Receipt code").fill(code.lower())
    follow(stranger, "Check")
    assert digest in stranger.locator("main").inner_text()
    assert "Casa Mare" not in stranger.locator("main").inner_text()
    assert violations(stranger) == []
    fit(stranger)


def test_what_was_submitted_is_changed_and_submitted_again_before_the_deadline(visit, walnut):
    _call, reference = walnut
    page = visit(f"/workspace/applications/{reference}/", seat="elena")
    follow(page, "Change and submit again")
    assert "Drop the changes" in page.locator("main").inner_text()
    page.get_by_label("Title of the project").fill("Pâine cu nuci")
    saved(page)
    fit(page)
    page.goto(f"/workspace/applications/{reference}/")
    assert page.locator("h1").inner_text() == "Centru de zi în Valea Exemplului"
    assert "Version 1" in page.locator(".standing").inner_text()
    assert violations(page) == []
    follow(page, "Continue the changes")
    page.get_by_role("navigation", name="Steps of the application").get_by_role("link", name="Check").click()
    page.locator('[name="remark"]').fill("Alt titlu.")
    page.locator('[name="is_declared"]').check()
    fit(page)
    follow(page, "Submit the changed application")
    assert "Pâine cu nuci" in page.locator("body").inner_text()
    page.goto(f"/workspace/applications/{reference}/")
    assert "Version 2" in page.locator(".standing").inner_text()
    follow(page, "What is different 2")
    assert page.locator("ins").first.inner_text().endswith("Pâine cu nuci")
    assert violations(page) == []
    fit(page)


def test_two_who_write_the_same_answer_lose_nothing(visit, address):
    _call, reference = play(address, "open_draft", "hazel", "Hazel trees")
    path = f"/workspace/applications/{reference}/form/facts/"
    elena, vera = visit(path, seat="elena"), visit(path, seat="vera")
    elena.get_by_label("The project in short").fill("Alunii îi sădim în martie.")
    saved(elena)
    vera.get_by_label("The project in short").fill("Alunii îi sădim în octombrie.")
    vera.locator('[data-saved][data-state="lost"]').wait_for()
    said = vera.locator("[data-saved]").inner_text()
    assert "Elena Munteanu saved this part" in said
    assert "both texts are kept" in said
    vera.reload()
    aside = vera.get_by_role("region", name="Two people wrote at once")
    assert "Alunii îi sădim în martie." in aside.inner_text()
    assert "Alunii îi sădim în octombrie." in aside.inner_text()
    assert "Vera Ceban" in aside.inner_text()
    assert violations(vera) == []
    fit(vera)
    follow(vera, "Take this one")
    assert vera.get_by_label("The project in short").input_value() == "Alunii îi sădim în octombrie."
    assert vera.get_by_role("region", name="Two people wrote at once").count() == 0
    elena.reload()
    assert elena.get_by_label("The project in short").input_value() == "Alunii îi sădim în octombrie."
