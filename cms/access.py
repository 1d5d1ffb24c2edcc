"""Who may enter Wagtail's admin."""

from typing import Any

from django.http import HttpRequest

from organizations.models import Role
from organizations.roles import holds_anywhere


def may_edit(request: HttpRequest) -> bool:
    """Whether this person may enter Wagtail's admin at all; which pages they may touch, their groups say."""
    return request.user.is_active and request.user.has_perm("wagtailadmin.access_admin")


def is_editor(user: Any) -> bool:
    """Whether this person writes the public pages of an implementer."""
    return holds_anywhere(user, Role.EDITOR)
