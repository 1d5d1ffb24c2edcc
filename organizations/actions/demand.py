"""The first line of every act that is no move of a lifecycle: may this person do it to this thing?"""

from typing import Any

from django.utils.translation import gettext as _

from kernel.refusals import NotAllowed
from organizations.models import User


def demand(by: User, permission: str, thing: Any = None) -> None:
    """Raise NotAllowed unless `by` holds `permission` on `thing`, by the rules of its floor."""
    if not by.has_perm(permission, thing):
        raise NotAllowed(_("Your role does not allow this. Ask a person in charge of the organisation to do it."))
