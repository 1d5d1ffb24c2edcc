"""What this floor adds to the workspace's menu."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from grants.models.agreement.agreement import STAFF_READERS
from kernel.registries import MenuEntry, menu
from organizations.models import Role
from organizations.roles import holds_anywhere


def follows_programmes(user: Any) -> bool:
    """Reads money and results: for an implementer (not as editor of its pages), or for a donor."""
    return holds_anywhere(user, *STAFF_READERS, Role.VIEWER)


def everybody(user: Any) -> bool:
    """Anyone who is logged in."""
    return bool(user.is_authenticated)


def register() -> None:
    """Called once, when the system starts."""
    menu.add(MenuEntry("home", _("What waits for me"), "reports:home", everybody, order=0))
    menu.add(MenuEntry("dashboard", _("Projects at a glance"), "reports:dashboard", follows_programmes, order=5))
