"""Who may come in, and in which language they are answered.

Default deny: a login is required everywhere but on the routes that the settings list as public.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import resolve_url
from django.utils import translation
from django.utils.cache import patch_vary_headers

from kernel.views.failures import session_ended


def is_public(view_name: str) -> bool:
    """Whether a route is public: its full name, or a prefix of it that ends in "_" or ":", is listed."""
    return any(
        view_name.startswith(entry) if entry.endswith(("_", ":")) else view_name == entry
        for entry in settings.PUBLIC_ROUTES
    )


class DefaultDenyMiddleware(LoginRequiredMiddleware):
    """Asks for a login unless the route is listed in PUBLIC_ROUTES; a decorator on a view opens nothing."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: tuple, view_kwargs: dict
    ) -> HttpResponseBase | None:
        """The login page, or None to go on. What was typed into a form stands on a page that sends it again."""
        match = request.resolver_match
        if match is not None and is_public(match.view_name):
            return None
        if request.user.is_authenticated:
            return None
        login = resolve_url(self.get_login_url(view_func))
        kept = session_ended(request, login) if request.method == "POST" else None
        return kept if kept is not None else self.handle_no_permission(request, view_func)


class LanguageMiddleware(LocaleMiddleware):
    """Chooses the language; an address without one is tried again with it, unless it is the address of a page of ours.

    Public pages answer to every address below their language, so Django would send each "not found" of the workspace
    there, and a form that was posted would be lost on the way.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The response, or a redirect to the same address under the language."""
        if response.status_code != 404 or getattr(request, "resolver_match", None) is None:
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", translation.get_language())
        return response
