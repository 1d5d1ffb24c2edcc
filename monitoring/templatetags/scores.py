"""How pages print the figures of scorecards. Asks no database."""

from functools import lru_cache

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kernel.templatetags.raboj import language, number
from monitoring.breakdown import State
from monitoring.queries.published import PublicFigure

register = template.Library()


@register.filter
def scored(figure: PublicFigure) -> SafeString:
    """The mean of one side with how many gave it, or in words why there is none."""
    return _scored(figure, language())


@lru_cache(maxsize=4096)
def _scored(figure: PublicFigure, _language: str) -> SafeString:
    """Remembered: a page prints the same few figures in a dozen cells."""
    if figure.state == State.SHOWN:
        mean = format_html("<strong>{}</strong>", number(figure.mean, 1))
        people = format_html(' <span class="small soft nowrap">{}</span>', figure.people_words) if figure.people else ""
        return format_html("{}{}", mean, people)
    if figure.state == State.UNANIMOUS:
        bound = _("over 90%% satisfied") if figure.bound == "over" else _("under 10%% satisfied")
        return escape(bound % {})
    if figure.state == State.HELD:
        why = _("held, too few people to show")
    else:
        why = _("not applicable") if figure.state == State.NOT_APPLICABLE else _("not scored")
    return format_html('<span class="missing">{}</span>', why)
