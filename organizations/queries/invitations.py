"""What waits for a person because others invited or proposed it."""

from typing import Any

from django.db.models import QuerySet

from kernel import clock
from kernel.listing import in_languages
from organizations.models import INVITATION_LASTS, STEWARDS, Invitation, PublicationProposal
from organizations.roles import organizations_where
from organizations.rules import is_operator

# What the invited person is told of an invitation.
TOLD = (
    "email",
    "role",
    "sent_at",
    "organization",
    *in_languages("organization__name"),
    "invited_by",
    *(f"invited_by__{name}" for name in ("name", "email", "erased_at")),
)


def invitations_for(user: Any) -> QuerySet[Invitation]:
    """Invitations to this person's address that can still be accepted, the oldest first."""
    rows = Invitation.objects.waiting().filter(email=user.email, sent_at__gt=clock.now() - INVITATION_LASTS)
    told = rows.select_related("organization", "invited_by").only(*TOLD)
    return told.order_by("sent_at", "pk")


def proposals_for(user: Any) -> QuerySet[PublicationProposal]:
    """Undecided publication proposals that this person may decide and did not make, the oldest first."""
    rows = PublicationProposal.objects.filter(decided_at__isnull=True).exclude(proposed_by=user)
    if not is_operator(user):
        rows = rows.filter(organization__in=organizations_where(user, *STEWARDS))
    return rows.select_related("organization", "proposed_by").order_by("proposed_at", "pk")
