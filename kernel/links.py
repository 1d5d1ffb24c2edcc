"""Signed links: an address that lets its holder do one thing without an account.

A link proves that this house made it, for one purpose and not long ago. That it works once only, or was withdrawn, is
for the act behind it to know.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.utils.translation import gettext_lazy as _

from kernel import clock
from kernel.refusals import Refusal


class LinkBroken(Refusal):
    """The link was cut, changed, or made for something else."""

    def __init__(self) -> None:
        super().__init__(_("This link is not complete. Copy the whole link from the message, or ask for a new one."))


class LinkExpired(Refusal):
    """The link is too old."""

    def __init__(self) -> None:
        super().__init__(_("This link is too old. Ask the person who sent it for a new one."))


def _signer(purpose: str) -> signing.Signer:
    return signing.Signer(salt=f"raboj.links.{purpose}")


def sign(purpose: str, facts: Mapping[str, Any]) -> str:
    """A token that carries `facts` (JSON values, readable by its holder) for `purpose`, made now."""
    return _signer(purpose).sign_object({"facts": dict(facts), "at": clock.now().isoformat()}, compress=True)


def read(purpose: str, token: str, max_age: timedelta) -> dict[str, Any]:
    """The facts of a token made for `purpose` at most `max_age` ago. Raises LinkBroken or LinkExpired."""
    try:
        content = _signer(purpose).unsign_object(token)
        made, facts = datetime.fromisoformat(content["at"]), content["facts"]
    except (signing.BadSignature, ValueError, TypeError, KeyError) as error:
        raise LinkBroken from error
    if clock.now() - made > max_age:
        raise LinkExpired
    return facts
