"""Tags and filters of the house, built into every template. Each prints; none asks the database."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.template import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kernel import clock, drawing, formatting, tally
from kernel.drawing import local_day
from kernel.forms import rows_of
from kernel.labels import label_of
from kernel.money import Money
from kernel.moves import buttons_for
from kernel.steps import Step

register = template.Library()
SOON_DAYS = 7


def language() -> str:
    """The language of this page; English where none is active."""
    return get_language() or "en"


@register.simple_tag
def money(amount: Money | Decimal | str | None, currency: str = "", *, whole: bool = False, missing: str = "") -> str:
    """Plain text `1,234.50 EUR`. An unknown amount prints as `missing` ("not reported"), never as 0."""
    if amount is None or amount == "":
        return missing or _("not reported")
    if isinstance(amount, Money):
        return formatting.money(amount.amount, amount.currency, language(), whole=whole)
    if not currency:
        raise template.TemplateSyntaxError("{% money %} needs a currency: an amount without one says nothing.")
    return formatting.money(Decimal(amount), currency, language(), whole=whole)


@register.filter
def number(value: Decimal | int | None, places: int | None = None) -> str:
    """`1,234.5`; with an argument, exactly so many decimals. None prints as "not reported"."""
    return _("not reported") if value is None or value == "" else formatting.number(value, language(), places)


@register.filter
def percent(ratio: Decimal | None) -> str:
    """A ratio (1 = all) as `99.6%`. None prints as "not known"."""
    return _("not known") if ratio is None or ratio == "" else formatting.percent(Decimal(ratio), language())


@register.filter
def day(value: date | datetime | None) -> str:
    """`22 November 2026`, in the time zone of the house; nothing for None."""
    return formatting.day(local_day(value), language()) if value else ""


@register.filter
def known_to(value: date | None, precision: str) -> str:
    """A date as far as it is known: to the day, the month or the year."""
    return formatting.known_to(value, precision, language()) if value else ""


@register.filter
def short_day(value: date | datetime | None) -> str:
    """`22/11/2026`, for the columns of tables; nothing for None."""
    return formatting.short_day(local_day(value), language()) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """`22 November 2026, 09:41`, in the time zone of the house; nothing for None."""
    return formatting.moment(timezone.localtime(value), language()) if value else ""


@register.filter
def is_past(value: date | None) -> bool:
    """Whether a date lies before today; False for None."""
    return value is not None and value < clock.today()


@register.simple_tag
def due(value: date | datetime | None, *, is_done: bool = False) -> str:
    """A deadline: its absolute date, and beside it how long is left. With `is_done` the date alone."""
    if not value:
        return ""
    is_moment = isinstance(value, datetime)
    days = (local_day(value) - clock.today()).days
    is_late = days < 0 or (is_moment and value < clock.now())
    tone = "late" if is_late else "soon" if days <= SOON_DAYS else "calm"
    left = "" if is_done else days_left(days, is_late=is_late)
    printed = moment(value) if isinstance(value, datetime) else day(value)
    return drawing.due(value, "calm" if is_done else tone, printed, left)


def days_left(days: int, *, is_late: bool = False) -> str:
    """ "3 days left", "today", "2 days late"."""
    if days < 0:
        return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
    if is_late:
        return _("passed today")
    if days == 0:
        return _("today")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


@register.simple_tag
def tag(tone: str, text: str) -> SafeString:
    """A tag: the sign of its tone, and a word. Tones: kept, late, wait, info, neutral."""
    return drawing.tag(tone, str(text))


@register.filter
def table_rows(rows: Iterable[Sequence[Any]]) -> SafeString:
    """The rows of a list."""
    return drawing.rows(rows, language())


@register.simple_tag
def status(thing: Any, tone: str = "") -> SafeString:
    """The status of `thing` as a tag, in the tone that kernel.tones knows for it, or in the one given."""
    return drawing.status(thing, tone)


@register.filter
def word(thing: Any, name: str) -> str:
    """The word for what stands in the field of choices `name` of `thing`."""
    return label_of(thing, name)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """static/icons/<name>.svg, inline; silent for a screen reader unless it has a `label`."""
    attributes = format_html('role="img" aria-label="{}"', label) if label else format_html('aria-{}="true"', "hidden")
    return format_html('<svg class="icon" {} {}', attributes, mark_safe(_icon(name)))


@lru_cache(maxsize=128)
def _icon(name: str) -> str:
    """The drawing after its opening `<svg `."""
    found = finders.find(f"icons/{name}.svg")
    if not found:
        raise template.TemplateSyntaxError(f"There is no icon {name!r} in static/icons.")
    return Path(found).read_text(encoding="utf-8").strip().removeprefix("<svg ")


@register.filter
def options(named: Iterable[tuple[Any, str]]) -> SafeString:
    """The choices of a list, out of their keys and names."""
    return drawing.options(named)


@register.simple_tag(name="tally")
def tally_tag(
    promised: Money | Decimal | int | None,
    kept: Money | Decimal | int | None,
    *,
    label: str = "",
    text: str = "",
    unit: str = "",
) -> SafeString:
    """The tally of what was promised and what was kept, and the same in words (`text`, or made of the numbers)."""
    words = text or _tally_words(promised, kept, unit)
    drawn = tally.draw(_plain(promised), _plain(kept))
    return drawing.tally(drawn, label, words, f"{label}: {words}" if label else words)


def _plain(value: Money | Decimal | int | None) -> Decimal | None:
    if value is None or value == "":
        return None
    return value.amount if isinstance(value, Money) else Decimal(value)


def _tally_words(promised: Money | Decimal | int | None, kept: Money | Decimal | int | None, unit: str) -> str:
    """ "18 of 24 · 75%", or which of the two is not known."""
    said, done = _plain(promised), _plain(kept)
    # The unit is said once, by the last number of the line.
    words = {"promised": _amount(promised, unit), "kept": _amount(kept, unit) if said is None else _bare(kept)}
    if said is None and done is None:
        return _("not reported · no target stated")
    if said is None:
        return _("%(kept)s · no target stated") % words
    if done is None:
        return _("not reported · target %(promised)s") % words
    if not said:
        return _("%(kept)s of %(promised)s") % words
    return _("%(kept)s of %(promised)s · %(share)s") % {**words, "share": percent(done / said)}


def _bare(value: Money | Decimal | int | None) -> str:
    """The number without its unit, cents kept."""
    places = 2 if isinstance(value, Money) and value.amount != value.amount.to_integral_value() else None
    return number(_plain(value), places)


def _amount(value: Money | Decimal | int | None, unit: str) -> str:
    """The number, with its unit where one is given; money always carries its own."""
    if isinstance(value, Money):
        return money(value, whole=True)
    printed = number(_plain(value))
    return f"{printed}{formatting.NBSP}{unit}" if unit else printed


@register.simple_tag
@lru_cache(maxsize=128)
def asset(path: str) -> str:
    """The address of a file under static/, which is the same as long as the process lives."""
    return static(path)


@register.inclusion_tag("components/steps.html")
def steps(path: Iterable[Step], label: str = "") -> dict[str, Any]:
    """Where a thing is in its life; `path` is made by kernel.steps.path or by hand."""
    return {"steps": list(path), "label": label or _("Where this stands")}


@register.inclusion_tag("components/moves.html", takes_context=True)
def moves(context: Context, thing: Any, lifecycle: Any = None) -> dict[str, Any]:
    """The buttons of the moves that are open to this person on `thing` now; nothing when there are none."""
    buttons = buttons_for(thing, context["request"].user, lifecycle or context.get("lifecycle"))
    return {"buttons": buttons, "csrf_token": context.get("csrf_token")}


@register.filter
def form_rows(form: Any) -> list[Any]:
    """The visible fields of a form, with those of one text in several languages put together."""
    return rows_of(form)
