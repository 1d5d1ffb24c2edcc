"""What every template may print: the menu of this person and the address of the house."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from kernel.registries import menu


def house(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `DEMO`, and `menu_entries` for a person who is logged in."""
    user = getattr(request, "user", None)
    entries = [entry for entry in menu if entry.shown_to(user)] if user and user.is_authenticated else []
    return {"DEMO": settings.DEMO, "menu_entries": entries}
