"""What is shown when a request cannot be served as it came."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

KEPT_FIELDS, KEPT_LETTERS = 500, 200_000


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came without a valid token: its page was open too long, or cookies are off.

    What was typed is offered to be sent again with a fresh token, but only when the request says that it came from a
    page of ours: another site must not get its values confirmed here. Passwords and files are not repeated.
    """
    return render(request, "403_csrf.html", _kept(request), status=403)


def session_ended(request: HttpRequest, login_url: str) -> HttpResponse | None:
    """What was typed before the session ended, to be sent again after logging in; None when nothing was typed.

    Only a page of ours is answered so, and never a script, which keeps what was typed by itself.
    """
    context = _kept(request)
    if not any(value for _name, value in context["typed"]) or "text/html" not in request.headers.get("Accept", ""):
        return None
    return render(request, "session_ended.html", {**context, "login_url": login_url}, status=401)


def _kept(request: HttpRequest) -> dict[str, Any]:
    """What was typed, if the request comes from a page of ours, asks for no password and is not too long."""
    came_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and "password" not in name
    ]
    fits = len(typed) <= KEPT_FIELDS and sum(len(value) for _name, value in typed) <= KEPT_LETTERS
    asks_password = any("password" in name for name in request.POST)
    return {
        "typed": typed if is_ours and came_from and fits and not asks_password else [],
        "has_files": bool(request.FILES),
        "action": request.get_full_path(),
    }
