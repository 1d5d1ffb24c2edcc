"""A grants officer: a filter kept, an act on many rows with what was refused, side by side, dossier, clarification."""

import zipfile

import pytest

from tests.browser.conftest import fit, follow, saved, violations
from tests.browser.serving import play

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def quince(address):
    return play(address, "quince")


def listed(visit, **how):
    """The list of applications, filtered to the call of this test."""
    page = visit("/workspace/applications/", seat="ion", **how)
    page.get_by_label("Call", exact=True).select_option("Quince jam")
    follow(page, "Show")
    assert page.locator("main tbody tr").count() == 3
    return page


def choose(page, act, **rows):
    """Go on with an act on the rows that are meant."""
    page.get_by_label("With", exact=True).select_option(rows.get("scope", "ticked"))
    page.get_by_label("do", exact=True).select_option(act)
    follow(page, "Go on")


def test_filter_is_kept_under_a_name_and_found_again(visit, quince):
    page = listed(visit)
    assert violations(page) == []
    fit(page)
    follow(page, "Save this filter")
    page.get_by_label("Name").fill("Gutui")
    fit(page)
    follow(page, "Save")
    page.goto("/workspace/applications/")
    page.get_by_role("navigation", name="Saved filters").get_by_role("link", name="Gutui").click()
    page.wait_for_load_state("load")
    assert page.locator("main tbody tr").count() == 3
    assert page.locator("main .chip", has_text="Quince jam").count() == 1


def test_act_on_all_rows_says_for_each_what_came_of_it(visit, quince):
    _call, _first, _second, unchecked = quince
    page = listed(visit, scripts=False)
    choose(page, "Assign a reviewer", scope="all")
    assert "3 rows" in page.locator("main").inner_text()
    page.get_by_label("Reviewer").select_option("Natalia Petrenko")
    fit(page)
    follow(page, "Assign a reviewer")
    rows = {row.locator("th").inner_text()[:13]: row.inner_text() for row in page.locator("main tbody tr").all()}
    assert sorted("refused" in words for words in rows.values()) == [False, False, True]
    assert "refused" in rows[unchecked]
    assert page.locator("main tbody tr", has_text=unchecked).locator("td").last.inner_text() != ""
    fit(page)
    page = visit(page.url, seat="ion")
    assert violations(page) == []


def test_three_stand_side_by_side(visit, quince):
    page = listed(visit)
    for box in page.locator('main tbody input[name="row"]').all():
        box.check()
    choose(page, "Compare side by side (up to four)")
    heads = page.locator("table.compare thead th").all_inner_texts()
    assert {words[:13] for words in heads[1:]} == set(quince[1:])
    assert page.locator("table.compare").get_by_text("9,000.00").count() == 3
    assert violations(page) == []
    fit(page)


def test_dossier_is_made_in_the_background_and_downloaded(visit, quince, tmp_path):
    page = visit(f"/workspace/applications/{quince[1]}/", seat="ion")
    follow(page, "Have the dossier made (ZIP)")
    page.get_by_role("link", name="Download").wait_for()
    assert violations(page) == []
    fit(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download").click()
    waiting.value.save_as(tmp_path / "dossier.zip")
    with zipfile.ZipFile(tmp_path / "dossier.zip") as archive:
        assert archive.testzip() is None
        assert any(name.endswith(".pdf") for name in archive.namelist())


def test_clarification_opens_only_what_was_asked(visit, quince):
    reference = quince[3]
    page = visit(f"/workspace/applications/{reference}/", seat="ion")
    follow(page, "Ask for clarification")
    page.get_by_label("What has to be clarified").fill("Câte persoane, mai exact?")
    page.get_by_label("The idea", exact=True).check()
    fit(page)
    follow(page, "Send to the applicant")
    assert "Câte persoane, mai exact?" in page.locator("main").inner_text()
    assert violations(page) == []

    page = visit("/workspace/", seat="elena")
    page.locator(".tasks .task", has_text="Clarify “Centru de zi în Valea Exemplului”").locator("a.button").click()
    page.wait_for_load_state("load")
    if page.get_by_role("link", name="Answer the clarification").count():
        follow(page, "Answer the clarification")
    steps = page.get_by_role("navigation", name="Steps of the application").get_by_role("link")
    assert steps.all_inner_texts() == ["The idea", "Check and submit"]
    assert "Câte persoane, mai exact?" in page.locator("main").inner_text()
    page.locator("main form.form input[type=text]").first.fill("57")
    saved(page)
    assert violations(page) == []
    fit(page)
    copy = page.url.partition("/form/")[0]
    closed = page.request.get(f"{copy}/form/facts/")
    assert closed.status == 404
    follow(page, "Save and continue")
    page.get_by_label("Your answer").fill("Sunt 57: am numărat din nou.")
    page.locator('[name="is_declared"]').check()
    fit(page)
    follow(page, "Send the answer")
    assert violations(page) == []

    page = visit(f"/workspace/applications/{reference}/", seat="ion")
    follow(page, "what is different in version 2")
    assert page.locator("ins").inner_text().endswith("57")
    assert page.locator("del").inner_text().endswith("42")
    assert "Sunt 57: am numărat din nou." in page.locator("main").inner_text()
    assert violations(page) == []
    fit(page)
