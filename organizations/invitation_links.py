"""The signed link of an invitation: it names one row, which says whether and until when it holds."""

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from kernel.refusals import Refusal
from organizations.models import Invitation

SALT = "organizations.invitation"


class BrokenLink(Refusal):
    """The address was cut or changed on the way."""


def link_to(invitation: Invitation) -> str:
    """The path on which the invited person accepts."""
    token = signing.dumps([invitation.pk, invitation.email], salt=SALT)
    return reverse("organizations:invitation", args=[token])


def invitation_of(token: str) -> Invitation:
    """The invitation that a link names, whatever its state; raises BrokenLink when the link is not one of ours."""
    try:
        key, email = signing.loads(token, salt=SALT)
        return Invitation.objects.select_related("organization", "invited_by").get(pk=key, email=email)
    except (signing.BadSignature, Invitation.DoesNotExist, ValueError) as error:
        reason = _("This link is not complete. Copy it whole from the message, or ask to be invited again.")
        raise BrokenLink(reason) from error
