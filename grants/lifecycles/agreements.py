"""The order of acts on an agreement and on its tranches."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models import AgreementStatus, TrancheStatus
from kernel.lifecycle import Lifecycle, move

AGREEMENT = Lifecycle(
    "agreement",
    _("Agreement"),
    move(
        "offer",
        from_=AgreementStatus.DRAFT,
        to=AgreementStatus.OFFERED,
        permission="grants.prepare_agreement",
        label=_("Offer to the organisation"),
    ),
    move(
        "take_back",
        from_=AgreementStatus.OFFERED,
        to=AgreementStatus.DRAFT,
        permission="grants.prepare_agreement",
        label=_("Take back for changes"),
    ),
    move(
        "accept",
        from_=AgreementStatus.OFFERED,
        to=AgreementStatus.ACCEPTED,
        permission="grants.accept_agreement",
        label=_("Accept"),
    ),
    move(
        "ask_for_changes",
        from_=AgreementStatus.OFFERED,
        to=AgreementStatus.DRAFT,
        permission="grants.accept_agreement",
        label=_("Ask for changes"),
    ),
    # Follows from the second signature; nobody presses it.
    move(
        "sign",
        from_=AgreementStatus.ACCEPTED,
        to=AgreementStatus.SIGNED,
        permission=None,
        label=_("Signed by both sides"),
    ),
    move(
        "activate",
        from_=AgreementStatus.SIGNED,
        to=AgreementStatus.ACTIVE,
        permission="grants.manage_agreement",
        label=_("Activate"),
    ),
    move(
        "complete",
        from_=AgreementStatus.ACTIVE,
        to=AgreementStatus.COMPLETED,
        permission="grants.manage_agreement",
        label=_("Mark the work as completed"),
    ),
    move(
        "suspend",
        from_=AgreementStatus.ACTIVE,
        to=AgreementStatus.SUSPENDED,
        permission="grants.manage_agreement",
        label=_("Suspend"),
    ),
    move(
        "resume",
        from_=AgreementStatus.SUSPENDED,
        to=AgreementStatus.ACTIVE,
        permission="grants.manage_agreement",
        label=_("Resume"),
    ),
    move(
        "close",
        from_=AgreementStatus.COMPLETED,
        to=AgreementStatus.CLOSED,
        permission="grants.manage_agreement",
        label=_("Close"),
    ),
    move(
        "terminate",
        from_=(AgreementStatus.ACTIVE, AgreementStatus.SUSPENDED),
        to=AgreementStatus.TERMINATED,
        permission="grants.manage_agreement",
        label=_("Terminate"),
    ),
    move(
        "cancel",
        from_=(AgreementStatus.DRAFT, AgreementStatus.OFFERED, AgreementStatus.ACCEPTED, AgreementStatus.SIGNED),
        to=AgreementStatus.CANCELLED,
        permission="grants.manage_agreement",
        label=_("Cancel"),
    ),
)

TRANCHE = Lifecycle(
    "tranche",
    _("Tranche"),
    move(
        "release",
        from_=TrancheStatus.PLANNED,
        to=TrancheStatus.RELEASED,
        permission="grants.release_tranche",
        label=_("Release for payment"),
    ),
    # The three below follow from a payment or from the end of the agreement.
    move(
        "pay",
        from_=TrancheStatus.RELEASED,
        to=TrancheStatus.PAID,
        permission=None,
        label=pgettext_lazy("tranche", "Paid"),
    ),
    move("free", from_=TrancheStatus.PAID, to=TrancheStatus.RELEASED, permission=None, label=_("Payment reversed")),
    move(
        "cancel",
        from_=(TrancheStatus.PLANNED, TrancheStatus.RELEASED),
        to=TrancheStatus.CANCELLED,
        permission=None,
        label=_("Cancelled with the agreement"),
    ),
)
