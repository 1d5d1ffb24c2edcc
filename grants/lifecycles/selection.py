"""The life of a choice among concept notes."""

from django.utils.translation import gettext_lazy as _

from grants.models import SelectionStatus
from kernel.lifecycle import Lifecycle, move

NOTE_SELECTION = Lifecycle(
    "note_selection",
    _("Choice among concept notes"),
    move(
        "approve",
        from_=SelectionStatus.PROPOSED,
        to=SelectionStatus.APPROVED,
        permission="grants.decide_note_selection",
        label=_("Approve and tell everybody"),
    ),
    move(
        "return",
        from_=SelectionStatus.PROPOSED,
        to=SelectionStatus.RETURNED,
        permission="grants.decide_note_selection",
        label=_("Send the proposal back"),
    ),
)
