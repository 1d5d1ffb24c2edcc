"""Named refusals: why an act was not done, in words a person can act on.

An act raises one of these; a view shows `reason` beside the field it concerns, or above the form.
"""

from collections.abc import Mapping

from django.utils.functional import Promise


class Refusal(Exception):
    """An act that was asked for and not done; nothing was changed.

    `reason` is translatable and complete: it says what is wrong and how to mend it. `fields` names the form fields it
    concerns, each with its own reason.
    """

    def __init__(self, reason: str | Promise, *, fields: Mapping[str, str | Promise] | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fields = dict(fields or {})

    def __str__(self) -> str:
        return str(self.reason)


class NotAllowed(Refusal):
    """The person may not do this to this object (who)."""


class NotNow(Refusal):
    """The object is not in a state in which this can be done (when)."""
