"""Tags, inputs and the rows of lists, drawn without templates: fifty rows of seven cells, or a list of fifty choices,
would cost more than their queries.
"""

import html
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Protocol

from django.utils import timezone
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import format_html
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
    """One row of a list; its first cell names it, after the box to tick where there is one."""
    drawn = []
    if cells and cells[0].kind == "tick":
        drawn.append(_tick(cells[0]))
        cells = cells[1:]
    for place, cell in enumerate(cells):
        number = ' class="num"' if cell.kind in NUMBERS else ""
        inside = _inside(cell, language)
        drawn.append(f"<td{number}>{inside}</td>" if place else f'<th scope="row"{number}>{inside}</th>')
    return mark_safe(f"<tr>{''.join(drawn)}</tr>\n")


def _tick(cell: Drawable) -> str:
    label, key = html.escape(str(cell.missing)), html.escape(str(cell.value))
    return f'<td><input type="checkbox" form="batch" name="row" value="{key}" aria-label="{label}"></td>'


def _inside(cell: Drawable, language: str) -> str:
    """What stands in a cell, escaped."""
    value, kind = cell.value, cell.kind
    if value is None:
        return f'<span class="missing">{_escaped(cell.missing or "—")}</span>'
    if kind == "money":
        return html.escape(formatting.money(value.amount, value.currency, language))
    if kind == "number":
        return html.escape(formatting.number(value, language, cell.places))
    if kind == "date" and isinstance(value, date):
        day = local_day(value)
        return f'<time datetime="{day.isoformat()}">{formatting.short_day(day, language)}</time>'
    if kind == "status":
        return status(value)
    text = _escaped(value)
    return f'<a href="{html.escape(cell.url)}">{text}</a>' if cell.url else text


def _escaped(value: Any) -> str:
    """`value` as a page prints it: markup as it is, all else as text in the language of now."""
    return value.__html__() if hasattr(value, "__html__") else html.escape(str(localize(value)))


def text_input(widget: Mapping[str, Any]) -> SafeString:
    """An input of one line, from the context of its widget."""
    value = "" if widget["value"] is None else f' value="{_plain(widget["value"])}"'
    kind, name = html.escape(widget["type"]), html.escape(widget["name"])
    return mark_safe(f'<input type="{kind}" name="{name}"{value}{_attributes(widget["attrs"])}>')


def choices(widget: Mapping[str, Any]) -> SafeString:
    """A list of choices, from the context of its widget."""
    drawn = []
    for group, options, _place in widget["optgroups"]:
        inside = "".join(_option(each) for each in options)
        drawn.append(f'<optgroup label="{_escaped(group)}">{inside}</optgroup>' if group else inside)
    name = html.escape(widget["name"])
    return mark_safe(f'<select name="{name}"{_attributes(widget["attrs"])}>{"".join(drawn)}\n</select>')


def _option(option: Mapping[str, Any]) -> str:
    value, label = _plain(option["value"]), _escaped(option["label"])
    return f'\n  <option value="{value}"{_attributes(option["attrs"])}>{label}</option>'


def _attributes(attributes: Mapping[str, Any]) -> str:
    """Attributes of an element; one that is True stands without a value, one that is False not at all."""
    shown = ((name, value) for name, value in attributes.items() if value is not False)
    return "".join(f" {name}" if value is True else f' {name}="{_plain(value)}"' for name, value in shown)


def _plain(value: Any) -> str:
    """`value` as machines read it, escaped."""
    return value.__html__() if hasattr(value, "__html__") else html.escape(str(value))


def local_day(value: date | datetime) -> date:
    """The day of a date, or of a moment in the time zone of the house."""
    return timezone.localtime(value).date() if isinstance(value, datetime) else value
