"""Pages of the house: what happens when a form comes without its token."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 page that keeps what was typed: see templates/403_csrf.html."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
