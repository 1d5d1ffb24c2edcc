"""`make pictures`: tells the demo story in a folder of its own, serves it, and takes the pictures in docs/images."""

import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.serving import launch, served

IMAGES = Path(__file__).resolve().parent / "images"
WIDE, NARROW = (1280, 900), (320, 700)


@dataclass(frozen=True)
class Picture:
    """One picture: whose eyes, which address, how wide; `full` takes the whole page."""

    name: str
    seat: str
    path: str
    size: tuple[int, int] = WIDE
    full: bool = False


PICTURES = [
    Picture("home", "visitor", "/en/"),
    Picture("programme", "visitor", "/en/programmes/milab/", full=True),
    Picture("programme-narrow", "visitor", "/ro/programmes/milab/", NARROW),
    Picture("calls", "visitor", "/ru/calls/"),
    Picture("grants", "visitor", "/en/grants/"),
    Picture("workspace", "elena", "/workspace/"),
    Picture("payments", "galina", "/workspace/payments/"),
    Picture("authority", "visitor", "/en/authorities/valea/", full=True),
]


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Take one picture, from the seat it asks for."""
    width, height = picture.size
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=address)
    page = context.new_page()
    if picture.seat != "visitor":
        page.goto("/tour/")
        page.locator(f'.demo-bar button[value="{picture.seat}"]').click()
    page.goto(picture.path)
    page.screenshot(path=IMAGES / f"{picture.name}.png", full_page=picture.full)
    context.close()


def main() -> None:
    """All pictures, or those named on the command line."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[1:]
    with served() as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for picture in PICTURES:
            if not wanted or picture.name in wanted:
                take(browser, address, picture)
        browser.close()


if __name__ == "__main__":
    main()
