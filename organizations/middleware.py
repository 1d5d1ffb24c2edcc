"""What every request of a person passes: their language, and the second factor that their role asks for."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from organizations.second_factor import has_second_factor, needs_second_factor

Next = Callable[[HttpRequest], HttpResponse]


def person_language(get_response: Next) -> Next:
    """Pages of a person who is logged in are in their language; a language in the address wins."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if translation.get_language_from_path(request.path_info) is None and request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        return get_response(request)

    return middleware


def second_factor(get_response: Next) -> Next:
    """The workspace and the admins stay closed to staff until they have set up a second factor."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        behind_the_door = request.path_info.startswith(tuple(settings.SECOND_FACTOR_PATHS))
        if behind_the_door and needs_second_factor(user) and not has_second_factor(user):
            reason = _("Your role decides on other people's money and files. Set up a second factor to go on.")
            messages.warning(request, reason)
            return redirect("mfa_index")
        return get_response(request)

    return middleware
