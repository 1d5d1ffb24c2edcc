"""One served demo and one browser for all browser tests; every page is watched for errors of its policy or scripts."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.serving import chromium, launch, served

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 700}

# What the page says once nothing of what was typed waits on the device to be sent; it fails when that never comes.
SETTLED = """new Promise((done, failed) => {
  const said = document.querySelector('[data-saved]');
  const waits = () => Object.keys(localStorage).some((each) => each.startsWith('raboj:draft:'));
  const look = () => said.dataset.state === 'saved' && !waits() && done(said.textContent);
  new MutationObserver(look).observe(said, { attributes: true, childList: true });
  setTimeout(() => failed(new Error(said.textContent)), 20000);
  look();
})"""


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    pytest.importorskip("playwright.sync_api", reason="needs Playwright: make browser-test installs it")
    if chromium() is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with served() as url:
        yield url


@pytest.fixture(scope="session")
def browser(address: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        opened = launch(player)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """`visit(path, seat=…, viewport=…, scripts=…)`: a page of a new visitor; an error it reports fails the test."""
    contexts, errors = [], []

    def hear(message: Any) -> None:
        # The browser notes as errors that something was not done, which the page says, and that a test cut the line.
        is_meant = "409 (Conflict)" in message.text or "ERR_INTERNET_DISCONNECTED" in message.text
        if message.type == "error" and not is_meant:
            errors.append(message.text)

    def open_page(path: str, *, seat: str = "visitor", viewport: dict = WIDE, scripts: bool = True) -> Any:
        context = browser.new_context(base_url=address, viewport=viewport, java_script_enabled=scripts)
        contexts.append(context)
        context.on("console", hear)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        page = context.new_page()
        if seat != "visitor":
            page.goto("/tour/")
            page.locator(f'.demo-bar button[value="{seat}"]').click()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


def violations(page: Any) -> list[str]:
    """What axe finds on the page: rule and place."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})")
    return [f"{each['id']}: {each['nodes'][0]['target']}" for each in found["violations"]]


def sideways(page: Any) -> int:
    """By how many pixels the page is wider than the window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return max(0, width)


def follow(page: Any, name: str) -> None:
    """Press the button or the link of the page's own part that leads on, and wait for what comes of it.

    Words that only a reader of the screen hears may stand apart: “Open: Form” is “Open : Form” to some browsers.
    """
    main, named = page.locator("main"), re.compile("^" + re.escape(name).replace(":", " ?:") + "$")
    leads_on = main.get_by_role("button", name=named).or_(main.get_by_role("link", name=named))
    with page.expect_navigation():
        leads_on.first.click()


def fit(page: Any) -> None:
    """Nothing stands out sideways, wide or narrow; the page is left narrow, so that each step is done at 320 px."""
    for viewport in (WIDE, NARROW):
        page.set_viewport_size(viewport)
        assert sideways(page) == 0


def saved(page: Any) -> None:
    """The page says by itself that what was typed is kept; nothing was pressed, and nothing waits to be sent."""
    assert re.fullmatch(r"Saved \d\d:\d\d", page.evaluate(SETTLED))


def newest_mail(page: Any, email: str) -> str:
    """The text of the newest message that the demo wrote to an address."""
    page.goto("/dev/mail/")
    with page.expect_navigation():
        page.locator("main tr", has_text=email).get_by_role("link").first.click()
    text: str = page.locator("main").inner_text()
    return text
