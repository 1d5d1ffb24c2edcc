"""How tests find what is invented in a page or a file, and whether its mark is there."""

import html
import re
from typing import Any

from grants.models import Agreement, Application, Call, Programme
from monitoring.models import ScorecardCycle
from organizations.models import Organization

LANGUAGES = ("ro", "ru", "en")
MARK = re.compile("demo data|date demonstrative|демонстрационные данные", re.IGNORECASE)
# What may be chosen in a form is not what the page is about.
CHOICES = re.compile("<(select|datalist).*?</\\1>", re.DOTALL)
MAIN = re.compile("<main.*?</main>", re.DOTALL)


def invented_names() -> re.Pattern[str]:
    """The names and references of what the story invents."""
    applications = Application.objects.filter(call__programme__is_demo=True)
    names = {
        *_titles(Organization.objects.filter(is_demo=True), "name"),
        *_titles(Programme.objects.filter(is_demo=True), "title"),
        *_titles(Call.objects.filter(programme__is_demo=True), "title"),
        *Call.objects.filter(programme__is_demo=True).values_list("reference", flat=True),
        *applications.values_list("reference", flat=True),
        *applications.values_list("title", flat=True),
        *Agreement.objects.filter(programme__is_demo=True).values_list("reference", flat=True),
        *ScorecardCycle.objects.values_list("reference", flat=True),
    }
    return re.compile("|".join(re.escape(name) for name in sorted(filter(None, names))))


def _titles(queryset: Any, field: str) -> set[str]:
    return {text for row in queryset.values_list(*(f"{field}_{each}" for each in LANGUAGES)) for text in row if text}


def middle(page: str) -> str:
    """What the page is about: its main part, as it is read."""
    return html.unescape(MAIN.search(page).group())


def unmarked_name(page: str, invented: re.Pattern[str]) -> str:
    """The first invented name in the middle of a page that does not say that it is invented; else an empty text."""
    found = invented.search(CHOICES.sub("", middle(page)))
    return found.group() if found and not MARK.search(middle(page)) else ""
