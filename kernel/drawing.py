"""Tags and the rows of lists, drawn without templates: fifty rows of seven cells would cost more than their queries."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Protocol

from django.utils import timezone
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe

from kernel import formatting, tones
from kernel.labels import label_of

NUMBERS = ("money", "number")


class Drawable(Protocol):
    """A cell as kernel.tables makes it."""

    @property
    def kind(self) -> str: ...
    @property
    def value(self) -> Any: ...
    @property
    def url(self) -> str: ...
    @property
    def missing(self) -> str | Promise: ...
    @property
    def places(self) -> int | None: ...


@lru_cache(maxsize=1024)
def tag(tone: str, text: str) -> SafeString:
    """A tag: the sign of its tone, and a word; an unknown tone is neutral."""
    tone = tone if tone in tones.SIGNS else tones.NEUTRAL
    return format_html(
        '<span class="tag tag-{}"><span class="tag-sign" aria-hidden="true">{}</span>{}</span>',
        tone,
        tones.SIGNS[tone],
        text,
    )


def status(thing: Any, tone: str = "") -> SafeString:
    """The status of `thing` as a tag, in the tone that is known for it or in the one given."""
    return tag(tone or tones.tone_of(thing.status), label_of(thing, "status"))


def row(cells: Sequence[Drawable], language: str) -> SafeString:
    """One row of a list; its first cell names it."""
    drawn = []
    for place, cell in enumerate(cells):
        number = ' class="num"' if cell.kind in NUMBERS else ""
        inside = _inside(cell, language)
        drawn.append(f"<td{number}>{inside}</td>" if place else f'<th scope="row"{number}>{inside}</th>')
    return mark_safe(f"<tr>{''.join(drawn)}</tr>\n")


def _inside(cell: Drawable, language: str) -> str:
    """What stands in a cell, escaped."""
    value = cell.value
    if value is None:
        return f'<span class="missing">{escape(cell.missing or "—")}</span>'
    if cell.kind == "money":
        return escape(formatting.money(value.amount, value.currency, language))
    if cell.kind == "number":
        return escape(formatting.number(value, language, cell.places))
    if cell.kind == "date":
        day = local_day(value)
        return f'<time datetime="{day.isoformat()}">{formatting.short_day(day, language)}</time>'
    if cell.kind == "status":
        return status(value)
    text = conditional_escape(value if isinstance(value, str) else localize(value))
    return f'<a href="{escape(cell.url)}">{text}</a>' if cell.url else text


def local_day(value: date | datetime) -> date:
    """The day of a date, or of a moment in the time zone of the house."""
    return timezone.localtime(value).date() if isinstance(value, datetime) else value
