"""Tags, tallies, deadlines, inputs and the rows of lists, drawn without templates.

Fifty rows of seven cells, or a list of fifty choices, would cost more than their queries.
"""

import html
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Protocol

from django.db.models import Model
from django.utils import timezone
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kernel import formatting, tones
from kernel.labels import label_of, word_of
from kernel.tally import Tally

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


def due(value: date | datetime, tone: str, printed: str, left: str) -> SafeString:
    """A deadline: the date, and in brackets how long is left, where that is said."""
    at = timezone.localtime(value) if isinstance(value, datetime) else value
    beside = f' <span class="due-left">({_escaped(left)})</span>' if left else ""
    when = f'<time datetime="{at.isoformat()}">{_escaped(printed)}</time>'
    return mark_safe(f'\n<span class="due due-{tone}">{when}{beside}</span>\n')


def tally(drawn: Tally, label: str, text: str, spoken: str) -> SafeString:
    """Promised above the stick, kept below it, with a label and the same in words, which alone are there without it."""
    words, name = _escaped(text), _escaped(label)
    shown = f'<span class="tally-label" aria-hidden="true">{name}</span>' if label else ""
    if drawn.is_empty:
        unseen = f'<span class="unseen">{name}: </span>' if label else ""
        inside = f'<figcaption class="tally-text">{unseen}{words}</figcaption>'
    else:
        kinds = (("said", drawn.said), ("open", drawn.open), ("done", drawn.done), ("over", drawn.over))
        paths = "".join(f'<path class="{kind}" d="{path}"/>' for kind, path in kinds if path)
        size = f'viewBox="0 0 {drawn.width} 44" width="{drawn.width}" height="44"'
        stick = f'<path class="stick" d="{drawn.stick}"/>'
        inside = (
            f'<svg {size} role="img" aria-label="{_escaped(spoken)}">{stick}{paths}</svg>'
            f'\n    <figcaption class="tally-text" aria-hidden="true">{words}</figcaption>'
        )
    return mark_safe(f'\n<figure class="tally">\n  {shown}\n  \n    {inside}\n  \n</figure>\n')


def options(named: Iterable[tuple[Any, str]]) -> SafeString:
    """The choices of a list, each with its key and its name."""
    return mark_safe("".join(f'<option value="{_plain(key)}">{_escaped(name)}</option>' for key, name in named))


@lru_cache(maxsize=1024)
def _status_of(model: type[Model], value: str, language: str) -> SafeString:
    """What `status` draws, in `language`, which is that of now."""
    return tag(tones.tone_of(value), word_of(model, "status", value))


def rows(lines: Iterable[Sequence[Drawable]], language: str) -> SafeString:
    """The rows of a list, in the language of now."""
    missing: dict[int, str] = {}  # what a column says where it has nothing, by its place in memory: in words once
    return mark_safe("".join(f"\n          {_row(cells, language, missing)}\n        " for cells in lines))


def row(cells: Sequence[Drawable], language: str) -> SafeString:
    """One row of a list, in the language of now."""
    return mark_safe(_row(cells, language, {}))


def _row(cells: Sequence[Drawable], language: str, missing: dict[int, str]) -> str:
    """One row; its first cell names it, after the box to tick where there is one."""
    drawn = []
    if cells and cells[0].kind == "tick":
        drawn.append(_tick(cells[0]))
        cells = cells[1:]
    for place, cell in enumerate(cells):
        number = ' class="num"' if cell.kind in NUMBERS else ""
        inside = _inside(cell, language) if cell.value is not None else _nothing(cell, missing)
        drawn.append(f"<td{number}>{inside}</td>" if place else f'<th scope="row"{number}>{inside}</th>')
    return f"<tr>{''.join(drawn)}</tr>\n"


def _nothing(cell: Drawable, missing: dict[int, str]) -> str:
    """What stands in a cell without a value."""
    key = id(cell.missing)
    if key not in missing:
        missing[key] = f'<span class="missing">{_escaped(cell.missing or "—")}</span>'
    return missing[key]


def _tick(cell: Drawable) -> str:
    label, key = html.escape(str(cell.missing)), html.escape(str(cell.value))
    return f'<td><input type="checkbox" form="batch" name="row" value="{key}" aria-label="{label}"></td>'


def _inside(cell: Drawable, language: str) -> str:
    """What stands in a cell that has a value, escaped."""
    value, kind = cell.value, cell.kind
    if kind == "money":
        return html.escape(formatting.money(value.amount, value.currency, language))
    if kind == "number":
        return html.escape(formatting.number(value, language, cell.places))
    if kind == "date" and isinstance(value, date):
        day = local_day(value)
        return f'<time datetime="{day.isoformat()}">{formatting.short_day(day, language)}</time>'
    if kind == "status":
        model = type(value)
        return _status_of(model, value.status, language) if issubclass(model, Model) else status(value)
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


def names(
    name: str, named: Iterable[tuple[Any, Any]], chosen: Collection[str], attributes: Mapping[str, Any]
) -> SafeString:
    """The same without groups, out of keys and names: hundreds of them are not made a thing each before."""
    drawn = []
    for key, label in named:
        mark = " selected" if str(key) in chosen else ""
        drawn.append(f'\n  <option value="{_plain(key)}"{mark}>{_escaped(label)}</option>')
    return mark_safe(f'<select name="{html.escape(name)}"{_attributes(attributes)}>{"".join(drawn)}\n</select>')


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
