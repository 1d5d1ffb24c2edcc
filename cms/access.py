"""Who may enter Wagtail's admin."""

from django.http import HttpRequest


def may_edit(request: HttpRequest) -> bool:
    """Whether this person may enter Wagtail's admin at all; which pages they may touch, their groups say."""
    return request.user.is_active and request.user.has_perm("wagtailadmin.access_admin")
