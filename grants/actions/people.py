"""People from outside who get work here: found by their address, or given an account they enter by e-mail code."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from kernel.refusals import Refusal
from organizations.models import User


def find_or_invite(email: str, *, name: str, language: str, is_demo: bool) -> User:
    """The person with this address. Who has no account gets one, entered by the code sent to the address.

    Refused for what is no address, for a new person without a name, and for an account that is closed.
    """
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        sentence = _("“%(email)s” is not an e-mail address.") % {"email": email}
        raise Refusal(sentence, fields={"email": sentence}) from None
    user = User.objects.filter(email=address).first()
    if user is None:
        if not name.strip():
            sentence = _("Nobody has an account with this address: write the name too.")
            raise Refusal(sentence, fields={"name": sentence})
        user = User.objects.create_user(address, name=name.strip(), language=language, is_demo=is_demo)
    if not user.is_active:
        raise Refusal(_("This account is closed."), fields={"email": _("This account is closed.")})
    return user
