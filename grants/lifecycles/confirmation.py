"""The life of a partner's confirmation. The authority answers by signed link, so that no account is asked."""

from django.utils.translation import gettext_lazy as _

from grants.models import ConfirmationStatus
from kernel.lifecycle import Lifecycle, move

CONFIRMATION = Lifecycle(
    "confirmation",
    _("Confirmation of a partner"),
    move(
        "confirm",
        from_=ConfirmationStatus.ASKED,
        to=ConfirmationStatus.CONFIRMED,
        permission=None,
        label=_("Confirm the partnership"),
    ),
    move(
        "decline",
        from_=ConfirmationStatus.ASKED,
        to=ConfirmationStatus.DECLINED,
        permission=None,
        label=_("Decline the partnership"),
    ),
    move(
        "add_paper",
        from_=ConfirmationStatus.ASKED,
        to=ConfirmationStatus.PAPER,
        permission="grants.write_confirmation",
        label=_("Upload a confirmation on paper"),
    ),
)
