"""The colours can be read, and a page's styles and scripts are light enough for a slow line."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.ROOT) / "static"
GROUNDS = ("paper", "sheet", "shade")
WORDS = ("ink", "ink-soft", "link", "kept", "late", "wait", "info", "neutral", "madder")


def themes() -> dict[str, dict[str, str]]:
    """The colours of the light theme, and of the dark one over it."""
    blocks = re.findall(r":root \{(.*?)\}", (STATIC / "css" / "tokens.css").read_text(), re.DOTALL)
    light, dark, paper = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks)
    return {"light": light, "dark": {**light, **dark}, "print": {**light, **paper}}


def luminance(color: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_words_stand_out_from_every_ground(theme):
    colors = themes()[theme]
    pairs = [(word, ground) for word in WORDS for ground in GROUNDS]
    pairs += [(tone, f"{tone}-wash") for tone in ("kept", "late", "wait", "info", "neutral")]
    pairs += [("on-madder", "madder"), ("on-madder", "madder-deep")]

    assert [pair for pair in pairs if contrast(colors[pair[0]], colors[pair[1]]) < 4.5] == []


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_edges_of_inputs_can_be_seen(theme):
    colors = themes()[theme]

    assert [ground for ground in GROUNDS if contrast(colors["edge"], colors[ground]) < 3] == []


def test_styles_and_scripts_are_light():
    files = [*STATIC.glob("css/**/*.css"), *STATIC.glob("js/**/*.js")]

    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 60_000


def test_colours_are_named_in_one_file_only():
    others = [file for file in STATIC.glob("css/**/*.css") if file.name != "tokens.css"]

    assert [file.name for file in others if re.search(r"#[0-9a-f]{3,8}\b|\brgba?\(", file.read_text())] == []
