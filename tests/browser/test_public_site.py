"""The public site in a real browser: three languages, wide and narrow, read by axe, without scripts."""

import pytest

from tests.browser.conftest import NARROW, WIDE, sideways, violations

pytestmark = pytest.mark.browser
PATHS = [
    "",
    "calls/",
    "calls/punti-second/",
    "programmes/",
    "programmes/milab/",
    "programmes/punti/",
    "grants/",
    "authorities/valea/",
    "scorecards/",
    "scorecards/sco-2026-0001/",
    "privacy/",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("language", "viewport"), [("en", WIDE), ("ro", NARROW), ("ru", NARROW)])
def test_public_page_is_clean(visit, language, viewport, path):
    page = visit(f"/{language}/{path}", viewport=viewport)

    assert page.locator("html").get_attribute("lang") == language
    assert sideways(page) == 0
    assert violations(page) == []


def test_milab_prints_its_money_in_three_languages(visit):
    printed = {"en": ("546,396", "544,219.15"), "ro": ("546.396", "544.219,15"), "ru": ("546 396", "544 219,15")}
    for language, figures in printed.items():
        text = visit(f"/{language}/programmes/milab/").locator("main").inner_text().replace("\u202f", " ")
        text = text.replace("\xa0", " ")
        assert [figure for figure in figures if figure not in text] == []


def test_unpublished_columns_are_no_zero(visit):
    figures = visit("/en/programmes/milab/").locator("dl.figures").first.inner_text()

    assert figures.count("not published") == 3


def test_grants_can_be_filtered_without_scripts(visit):
    page = visit("/en/grants/", scripts=False)
    page.get_by_label("Search").fill("centru")
    page.get_by_role("button", name="Show").click()

    assert "q=centru" in page.url
    assert page.get_by_role("link", name="AGR-").count() >= 1
