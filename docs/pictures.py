"""`make pictures`: tells the demo story in a folder of its own, serves it, and takes the pictures in docs/images.

Those of the guides stand in docs/images/guides; the ones an organisation needs most exist in three languages.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.serving import launch, served

IMAGES = Path(__file__).resolve().parent / "images"
WIDE, NARROW, PAGE = (1280, 900), (320, 700), (1000, 760)
COLOURS = 128
UPPER_EDGE = "place => { place.scrollIntoView(); window.scrollBy(0, 4); }"


@dataclass(frozen=True)
class Picture:
    """One picture: whose eyes, which address, how wide; `full` takes the whole page.

    `follow` are links pressed on the way, `place` is what stands at the upper edge, `language` is the reader's: the
    browser of a visitor asks for it, the others choose it.
    """

    name: str
    seat: str
    path: str
    size: tuple[int, int] = WIDE
    full: bool = False
    follow: tuple[str, ...] = ()
    place: str = "body"
    language: str = ""


TASK = ".tasks .task a.button"


def stop(end: str) -> str:
    """The button of the tour's stop whose address ends so."""
    return f'#way form:has(input[name="next"][value$="{end}"]) button'


OF_ORGANISATION = [
    ("home", "elena", "/workspace/", (), "main"),
    ("application", "visitor", "/tour/", (stop("/form/check/"),), "main"),
    ("report", "vera", "/workspace/", (TASK,), "main"),
    ("call", "visitor", "/en/calls/punti-steps/", (), "main"),
    ("points", "visitor", "/tour/", (stop("/feedback/"),), "main"),
]
OF_OTHERS = [
    ("builder", "visitor", "/tour/", (stop("/form/"),), "main"),
    ("ranking", "visitor", "/tour/", (stop("/ranking/"),), "main"),
    ("decision", "visitor", "/tour/", (stop("/decision/"),), "main"),
    ("meeting", "radu", "/workspace/", ('main a[href*="/meetings/"]',), "main"),
    ("payment", "galina", "/workspace/", ('.tasks a.button[href*="/payments/"]',), "main"),
    ("reply", "maria", "/workspace/", (TASK,), "main"),
    ("scorecard", "dorin", "/workspace/scorecards/", ("main tbody a",), "main"),
    ("figure", "sofia", "/workspace/frameworks/", ("main tbody a", 'main a[href*="/indicators/"]'), "main"),
]


PICTURES = [
    Picture("home", "visitor", "/en/"),
    Picture("programme", "visitor", "/en/programmes/milab/", full=True),
    Picture("programme-narrow", "visitor", "/ro/programmes/milab/", NARROW),
    Picture("calls", "visitor", "/ru/calls/"),
    Picture("grants", "visitor", "/en/grants/"),
    Picture("workspace", "elena", "/workspace/"),
    Picture("payments", "galina", "/workspace/payments/"),
    Picture("authority", "visitor", "/en/authorities/valea/", full=True),
    *(
        Picture(
            f"guides/{name}{ending}",
            seat,
            path.replace("/en/", f"/{language}/"),
            PAGE,
            follow=follow,
            place=place,
            language=language,
        )
        for language, ending in (("en", ""), ("ro", ".ro"), ("ru", ".ru"))
        for name, seat, path, follow, place in OF_ORGANISATION
    ),
    *(
        Picture(f"guides/{name}", seat, path, PAGE, follow=follow, place=place, language="en")
        for name, seat, path, follow, place in OF_OTHERS
    ),
    Picture("guides/review", "natalia", "/workspace/", WIDE, follow=(TASK,), place="#sheet", language="en"),
]


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Take one picture, from the seat it asks for."""
    width, height = picture.size
    reader = picture.language or "en"
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=address, locale=reader)
    page = context.new_page()
    if picture.seat != "visitor":
        page.goto("/tour/")
        page.locator(f'.demo-bar button[value="{picture.seat}"]').click()
    page.goto(picture.path)
    if picture.language and picture.seat != "visitor":
        page.locator(f'form.languages button[value="{picture.language}"]').or_(
            page.locator(f'form.languages [lang="{picture.language}"]')
        ).first.click()
        page.wait_for_load_state()
        page.goto(picture.path)  # the menu stands at its beginning again
    for link in picture.follow:
        page.locator(link).first.click()
        page.wait_for_load_state()
    page.locator(picture.place).first.evaluate(UPPER_EDGE)
    file = IMAGES / f"{picture.name}.png"
    page.screenshot(path=file, full_page=picture.full)
    with Image.open(file) as taken:
        taken.convert("RGB").quantize(COLOURS).save(file, optimize=True)
    context.close()


def main() -> None:
    """All pictures, or those named on the command line."""
    (IMAGES / "guides").mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[1:]
    with served() as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for picture in PICTURES:
            if not wanted or picture.name in wanted:
                take(browser, address, picture)
        browser.close()


if __name__ == "__main__":
    main()
