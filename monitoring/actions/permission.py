"""Asking the rules before an act that moves no lifecycle."""

from typing import Any

from django.utils.translation import gettext as _

from kernel.refusals import NotAllowed
from organizations.models import User


def ask(by: User | None, permission: str, thing: Any) -> None:
    """Raise NotAllowed unless `by` has `permission` on `thing`; None stands for the system, which may."""
    if by is not None and not by.has_perm(permission, thing):
        raise NotAllowed(_("You may not do this. Ask an administrator of your organisation for the right role."))
