"""What the screen says after an act: that it is done, what the public reads differently since, and where."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _

from kernel.registries import public_address_of


def say_done(request: HttpRequest, message: str, *, change: str | Promise = "", public: Any = None) -> None:
    """Show `message` on the next page; with `change` and a link to the public page of `public` where it has one.

    Of a thing that is not public neither the change nor the link is shown.
    """
    address = public_address_of(public) if change and public is not None else None
    if address is None:
        messages.success(request, message)
        return
    notice = format_html('{} {} <a href="{}">{}</a>', message, change, address, _("See the public page"))
    messages.success(request, notice)
