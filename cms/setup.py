"""`manage.py setup`: the locales, the site and the tree of public pages, made once in three languages.

Idempotent: what exists is left as editors made it.
"""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, override
from wagtail.models import Locale, Page, Site
from wagtail.rich_text import RichText

from cms.models import (
    AuthorityIndexPage,
    CallIndexPage,
    GrantIndexPage,
    HomePage,
    OrganizationIndexPage,
    ProgrammeIndexPage,
    ScorecardIndexPage,
    StandardPage,
)

TEXTS = Path(__file__).parent / "data"
REGISTERS: list[tuple[type[Page], str, str]] = [
    (CallIndexPage, "calls", "Calls"),
    (ProgrammeIndexPage, "programmes", "Projects"),
    (GrantIndexPage, "grants", "Grants"),
    (AuthorityIndexPage, "authorities", "Authorities"),
    (ScorecardIndexPage, "scorecards", "Scorecards"),
    (OrganizationIndexPage, "organizations", "Organisations"),
]


def make_site() -> None:
    """The whole tree, in each language of the settings; Romanian is the root of the site."""
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES}
    texts = {path.stem: read_words(path) for path in sorted(TEXTS.glob("*.toml"))}
    homes = make_in_every_language(Page.objects.get(depth=1), HomePage, "home", locales, texts["home"])
    for model, slug, title in REGISTERS:
        words = {code: {"title": translated(title, code)} for code in locales}
        make_children(homes, model, slug, locales, words, show_in_menus=True)
    for slug in ("about", "how-it-is-counted", "privacy", "terms", "accessibility"):
        make_children(homes, StandardPage, slug, locales, texts[slug])
    site, _made = Site.objects.get_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": homes["ro"]}
    )
    if not isinstance(site.root_page.specific, HomePage):
        welcome = site.root_page
        site.root_page, site.site_name = homes["ro"], settings.WAGTAIL_SITE_NAME
        site.save()
        welcome.delete()


def read_words(path: Path) -> dict[str, dict[str, Any]]:
    """The words of a page by language, its body as blocks."""
    words = tomllib.loads(path.read_text("utf-8"))
    for fields in words.values():
        if "body" in fields:
            fields["body"] = [(kind, RichText(text) if kind == "text" else text) for kind, text in fields["body"]]
    return words


def translated(text: str, code: str) -> str:
    """`text` in the language `code`."""
    with override(code):
        return gettext(text)


def make_in_every_language(
    parent: Page, model: type[Page], slug: str, locales: dict[str, Locale], words: dict[str, dict[str, Any]]
) -> dict[str, Page]:
    """Siblings under `parent`, one for each language, tied together as translations; the slug carries the language."""
    made: dict[str, Page] = {}
    for code, locale in locales.items():
        page = model.objects.filter(locale=locale, depth=parent.depth + 1).first()
        if page is None:
            page = model(slug=f"{slug}-{code}", locale=locale, **words[code])
            if made:
                page.translation_key = next(iter(made.values())).translation_key
            parent.add_child(instance=page)
        made[code] = page
    return made


def make_children(
    homes: dict[str, Page],
    model: type[Page],
    slug: str,
    locales: dict[str, Locale],
    words: dict[str, dict[str, Any]],
    **facts: Any,
) -> None:
    """One page under each front page, tied together as translations."""
    key = None
    for code, locale in locales.items():
        page = model.objects.child_of(homes[code]).filter(slug=slug).first()
        if page is None:
            page = model(slug=slug, locale=locale, **facts, **words[code])
            page.translation_key = key or page.translation_key
            homes[code].add_child(instance=page)
        key = page.translation_key
