"""What README and docs point at is there: files, pictures, headings; each picture of the guides is used and light."""

import re
import unicodedata
from pathlib import Path

import pytest

from tests.source import ROOT

PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
PICTURES = ROOT / "docs" / "images" / "guides"
HEAVIEST_PICTURE = 150_000


def links_of(page: Path) -> list[str]:
    """The targets of the links and pictures of a page, without those that lead out of the repository."""
    return [target for target in LINK.findall(page.read_text("utf-8")) if "://" not in target]


def anchors_of(page: Path) -> set[str]:
    """The anchors that a reader of Markdown makes of the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {
        "".join(letter for letter in heading.lower() if unicodedata.category(letter)[0] in "LN" or letter in " -_")
        .strip()
        .replace(" ", "-")
        for heading in headings
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page):
    for target in links_of(page):
        path, _, anchor = target.partition("#")
        aim = (page.parent / path).resolve() if path else page
        assert aim.exists(), f"{page.name}: {target}"
        assert not anchor or anchor in anchors_of(aim), f"{page.name}: {target}"


def test_pictures_of_the_guides_are_light_and_each_is_used():
    pictures = set(PICTURES.glob("*.png"))
    used = {(page.parent / target).resolve() for page in PAGES for target in links_of(page) if target.endswith(".png")}
    assert pictures
    assert pictures <= used
    assert [picture.name for picture in sorted(pictures) if picture.stat().st_size > HEAVIEST_PICTURE] == []


def test_every_path_that_the_docs_name_exists():
    pages = [page for page in PAGES if page.parent.name != "adr"]
    named = {path for page in pages for path in re.findall(r"`([a-z_]+/[\w./-]+)`", page.read_text("utf-8"))}
    assert len(named) > 40
    assert sorted(path for path in named if not (ROOT / path).exists()) == []
