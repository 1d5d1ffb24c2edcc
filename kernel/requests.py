"""The request as pages behind the login get it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django.contrib.auth.models import _User


class PersonRequest(HttpRequest):
    """A request as pages behind the login get it: `user` is a person of the floor above, never anonymous.

    For annotations only; the middleware lets nobody else in (`kernel.middleware`).
    """

    # The stubs give this name the model that the settings name; there is no such name when the program runs.
    user: "_User"
