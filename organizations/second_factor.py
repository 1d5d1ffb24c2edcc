"""Who must have a second factor, and who has one."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings

from organizations.models import STAFF_ROLES
from organizations.roles import SECOND_FACTORS, holds_anywhere, memberships_of


def needs_second_factor(user: Any) -> bool:
    """The operator and everyone with a role of an implementer: they decide on other people's money and files."""
    return user.is_authenticated and (user.is_staff or holds_anywhere(user, *STAFF_ROLES))


def has_second_factor(user: Any) -> bool:
    """A passkey or an authenticator app is set up. People of the demo story count as having one while it runs."""
    if settings.DEMO and user.is_demo:
        return True
    for each in memberships_of(user):
        return each.has_second_factor  # type: ignore[attr-defined]  # read with the memberships
    return Authenticator.objects.filter(user_id=user.pk, type__in=SECOND_FACTORS).exists()
