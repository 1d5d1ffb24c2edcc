"""The policy for what the two admin interfaces may load: their own pages carry inline styles and scripts."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

ADMIN_PATHS = ("/cms/", "/admin/")


class AdminPolicyMiddleware:
    """Replaces the strict Content-Security-Policy under the admin paths, which editors and the operator alone reach."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Mark the response; the policy's own middleware writes the header."""
        response = self.get_response(request)
        if request.path.startswith(ADMIN_PATHS):
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
        return response
