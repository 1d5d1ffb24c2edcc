"""Charts as SVG, made on the server: accessible, in the page's own colours, the same bytes for the same data.

matplotlib writes paint into `style` attributes, which the Content-Security-Policy refuses; here they become
presentation attributes and classes (`.chart` in components.css). The same data stands as a table beside every chart.
"""

import hashlib
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

from kernel import formatting
from kernel.answers import unheard

SVG = "http://www.w3.org/2000/svg"
LINK = "{http://www.w3.org/1999/xlink}href"
KEPT_FOR_SECONDS = 7 * 24 * 3600
# Paints that stand for the page's own colours; no other colour is used in a figure.
INK, SERIES = "#010203", ("#010301", "#010302", "#010303", "#010304")
CLASSES = {INK: "ink", **{paint: f"series-{number}" for number, paint in enumerate(SERIES, 1)}}


@dataclass(frozen=True)
class Series:
    """One row of bars: its name, and a value for each label; None is a gap and no bar."""

    name: str
    values: Sequence[Decimal | None]


def grouped_bars(title: str, labels: Sequence[str], series: Sequence[Series], unit: str, language: str) -> SafeString:
    """Bars of up to four series side by side for each label, as an SVG figure; cached by its data and language.

    `title` says what is shown and is read aloud with every value; `unit` (a currency) is named on the axis. Raises
    ValueError for no series, more than four, or a series whose length is not that of `labels`.
    """
    return _chart("grouped", title, labels, series, unit, language)


def bars(title: str, labels: Sequence[str], values: Sequence[Decimal | None], unit: str, language: str) -> SafeString:
    """Horizontal bars, one for each label from the top down, each with its value at its end; cached like the others.

    A value of None has no bar and no figure. Raises ValueError when there are not as many values as labels.
    """
    return _chart("bars", title, labels, [Series(title, values)], unit, language)


def _chart(
    kind: str, title: str, labels: Sequence[str], series: Sequence[Series], unit: str, language: str
) -> SafeString:
    if not 1 <= len(series) <= len(SERIES) or any(len(each.values) != len(labels) for each in series):
        raise ValueError("A chart takes one to four series, each with a value or None for every label.")
    rows = [[each.name, [str(value) for value in each.values]] for each in series]
    data = json.dumps([kind, title, list(labels), rows, unit, language], ensure_ascii=False)
    key = f"chart-{hashlib.sha256(data.encode()).hexdigest()}"
    with unheard():
        drawn: str | None = cache.get(key)
        if drawn is None:
            figure = _draw(kind, labels, series, unit, language, key)
            drawn = _clean(figure, title, _spoken(labels, series, unit, language), key)
            cache.set(key, drawn, KEPT_FOR_SECONDS)
    return mark_safe(drawn)  # our own drawing; every text in it was escaped by the XML writer


def _draw(kind: str, labels: Sequence[str], series: Sequence[Series], unit: str, language: str, salt: str) -> bytes:
    # A second and 70 MB on first use: only a process that draws pays for it.
    from matplotlib import rc_context  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    paints = {"text.color": INK, "axes.edgecolor": INK, "xtick.color": INK, "ytick.color": INK}
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": salt, "font.size": 9, **paints}):
        height = 2.8 if kind == "grouped" else 0.4 + 0.32 * max(len(labels), 1)
        figure = Figure(figsize=(7.2, height), layout="constrained")
        axes = figure.subplots()
        if kind == "grouped":
            _draw_grouped(axes, labels, series, unit, language)
        else:
            _draw_bars(axes, labels, series[0].values, unit, language)
        drawn = io.BytesIO()
        figure.savefig(drawn, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return drawn.getvalue()


def _draw_grouped(axes: Any, labels: Sequence[str], series: Sequence[Series], unit: str, language: str) -> None:
    width = 0.8 / len(series)
    for place, each in enumerate(series):
        at = [number - 0.4 + width * (place + 0.5) for number in range(len(labels))]
        heights = [float(value) if value is not None else 0.0 for value in each.values]
        axes.bar(at, heights, width=width * 0.92, color=SERIES[place], label=each.name)
    axes.set_xticks(range(len(labels)), labels)
    axes.yaxis.set_major_formatter(lambda value, _at: formatting.number(Decimal(int(value)), language))
    axes.set_ylabel(unit)
    axes.spines[["top", "right"]].set_visible(False)
    if len(series) > 1:
        axes.legend(frameon=False, ncols=len(series), loc="upper left", bbox_to_anchor=(0, 1.16))


def _draw_bars(axes: Any, labels: Sequence[str], values: Sequence[Decimal | None], unit: str, language: str) -> None:
    drawn = axes.barh(
        range(len(labels)),
        [float(value) if value is not None else 0.0 for value in values],
        height=0.66,
        color=SERIES[1],
    )
    said = ["" if value is None else f"{_figure(value, language)} {unit}" for value in values]
    axes.bar_label(drawn, said, padding=4)
    axes.set_yticks(range(len(labels)), labels)
    axes.invert_yaxis()
    axes.margins(x=0.25)
    axes.xaxis.set_visible(False)
    axes.spines[["top", "right", "bottom"]].set_visible(False)


def _figure(value: Decimal, language: str) -> str:
    return formatting.number(value, language, 0 if value == value.to_integral_value() else 2)


def _spoken(labels: Sequence[str], series: Sequence[Series], unit: str, language: str) -> str:
    """Every value in words, for those who do not see the bars."""
    parts = []
    for each in series:
        values = [
            f"{label} {_figure(value, language)} {unit}"
            for label, value in zip(labels, each.values, strict=True)
            if value is not None
        ]
        parts.append(f"{each.name}: {'; '.join(values)}")
    return ". ".join(parts)


def _clean(drawn: bytes, title: str, description: str, key: str) -> str:
    """The drawing as an element of a page: no inline style, no fixed colour, own ids, title and description."""
    prefix = f"c{key[-8:]}-"
    text = re.sub(rb'(id="|url\(#|href="#)', lambda found: found[0] + prefix.encode(), drawn)
    root = ElementTree.fromstring(text)  # noqa: S314 - our own drawing
    for parent in root.iter():
        for child in list(parent):
            if child.tag.endswith(("}metadata", "}style")):
                parent.remove(child)
        _paint(parent)
        if parent.get("d"):
            parent.set("d", re.sub(r"\d+\.\d+", lambda number: f"{float(number[0]):.2f}", parent.get("d", "")))
    _unqualify(root)
    root.attrib.pop("width", None)
    root.attrib.pop("height", None)
    root.set("class", "chart")
    root.set("role", "img")
    root.set("aria-labelledby", f"{prefix}title {prefix}words")
    for place, (tag, words) in enumerate((("title", title), ("desc", description))):
        element = ElementTree.Element(tag, {"id": f"{prefix}{'words' if place else 'title'}"})
        element.text = words
        root.insert(place, element)
    return ElementTree.tostring(root, encoding="unicode")


def _unqualify(root: Any) -> None:
    """Plain names for elements and links, as a page wants them: it knows no prefixes, and draws nothing under one.

    Which prefix the XML writer takes is one setting for the whole process, which other libraries change.
    """
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{SVG}}}")
        if element.get(LINK):
            element.set("href", element.attrib.pop(LINK))
    root.set("xmlns", SVG)


def _paint(element: Any) -> None:
    """`style` becomes presentation attributes; a paint that stands for a colour of the page becomes a class."""
    rules = dict(re.findall(r"([a-z-]+)\s*:\s*([^;]+)", element.attrib.pop("style", "")))
    classes = []
    for name, value in {**{name: element.get(name, "") for name in ("fill", "stroke")}, **rules}.items():
        paint = value.strip()
        if paint in CLASSES:
            classes.append(f"{name}-{CLASSES[paint]}")
            element.attrib.pop(name, None)
        elif paint:
            element.set(name, paint)
    if classes:
        element.set("class", " ".join(classes))
