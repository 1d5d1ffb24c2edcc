"""The signed link of an invitation: it names one row, which says whether it still holds."""

from django.urls import reverse

from kernel import links
from organizations.models import INVITATION_LASTS, Invitation

PURPOSE = "invitation"


def link_to(invitation: Invitation) -> str:
    """The path on which the invited person accepts; made now, so it holds as long as a new invitation."""
    token = links.sign(PURPOSE, {"invitation": invitation.pk, "email": invitation.email})
    return reverse("organizations:invitation", args=[token])


def invitation_of(token: str) -> Invitation:
    """The invitation that a link names, whatever its state.

    Raises LinkExpired when the link is too old, LinkBroken when it is not one of ours or its row tells another address.
    """
    facts = links.read(PURPOSE, token, INVITATION_LASTS)
    row = Invitation.objects.select_related("organization", "invited_by")
    found = row.filter(pk=facts["invitation"], email=facts["email"]).first()
    if found is None:
        raise links.LinkBroken
    return found
