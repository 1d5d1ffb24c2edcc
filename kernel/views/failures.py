"""What is shown when a request cannot be served as it came."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

KEPT_FIELDS, KEPT_LETTERS = 500, 200_000


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came without a valid token: its page was open too long, or cookies are off.

    What was typed is offered to be sent again with a fresh token, but only when the request says that it came from a
    page of ours: another site must not get its values confirmed here. Passwords and files are not repeated.
    """
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
    context = {
        "typed": typed if is_ours and came_from and fits and not asks_password else [],
        "has_files": bool(request.FILES),
        "action": request.get_full_path(),
    }
    return render(request, "403_csrf.html", context, status=403)
