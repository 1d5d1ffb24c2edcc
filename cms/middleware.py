"""The public site between request and page: whole pages kept for visitors, and the policy of the admin interfaces."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from cms.keeping import Version, version_of
from kernel import clock
from kernel.answers import Answered, listening, still_hold
from kernel.keeping import SECONDS, name_of

ADMIN_PATHS = ("/cms/", "/admin/")
LARGEST = 256 * 1024
# Where one of these is sent, the page may be made for one person.
PERSONAL_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")
PERSONAL_HEADERS = ("Authorization", "HX-Request")
PUBLIC_PATH = re.compile(rf"/(?:{'|'.join(code for code, _name in settings.LANGUAGES)})/")

Next = Callable[[HttpRequest], HttpResponseBase]


class AdminPolicyMiddleware:
    """Replaces the strict Content-Security-Policy under the admin paths, which editors and the operator alone reach."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Mark the response; the policy's own middleware writes the header."""
        response = self.get_response(request)
        if request.path.startswith(ADMIN_PATHS):
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
        return response


@dataclass(frozen=True)
class Copy:
    """A page as it was sent: its body, and its headers with the ETag among them.

    It was true when the facts were `facts`; with others it still is while the database gives the same `answers`, which
    are None where they cannot be asked for again. After `until` it is out of date whatever the database says.
    """

    body: bytes
    headers: dict[str, str]
    facts: str = ""
    answers: tuple[Answered, ...] | None = None
    until: datetime | None = None


class KeptPagesMiddleware:
    """Gives visitors a kept copy of a public page, until anything that it prints changes or a minute has passed.

    A visitor is whoever sends no session. Nothing is kept that was made for one person: neither an answer that sets a
    cookie (a form's token, a session, a message), nor one that forbids it. The demo, whose bar counts, keeps nothing.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The kept copy, or 304 for who has it already; else the page, kept for the next one."""
        if not may_be_kept(request):
            return self.get_response(request)
        address, version = f"{request.scheme}://{request.get_host()}{request.get_full_path()}", version_of(request)
        name = name_of("copy", address, version.tree)
        copy = _true_copy(name, version)
        if copy is None:
            with listening() as heard:
                response = self.get_response(request)
            copy = copy_of(request, response)
            if copy is None:
                return response
            until = clock.now() + timedelta(seconds=SECONDS)
            answers = heard.answers if heard.can_be_repeated else None
            copy = replace(copy, facts=version.facts, answers=answers, until=until)
            caches["pages"].set(name, copy, SECONDS)
        response = HttpResponse(copy.body, headers=copy.headers)
        return get_conditional_response(request, etag=copy.headers["ETag"], response=response) or response


def _true_copy(name: str, version: Version) -> Copy | None:
    """The copy that is kept under `name`, if it is true at this version: nothing was done since, or nothing to it."""
    copy: Copy | None = caches["pages"].get(name)
    if copy is None or copy.facts == version.facts:
        return copy
    left = (copy.until - clock.now()).total_seconds() if copy.until else 0
    if left <= 0 or copy.answers is None or not still_hold(copy.answers):
        return None
    copy = replace(copy, facts=version.facts)
    caches["pages"].set(name, copy, left)
    return copy


def may_be_kept(request: HttpRequest) -> bool:
    """Whether this is a visitor who reads a public page."""
    return (
        request.method in ("GET", "HEAD")
        and PUBLIC_PATH.match(request.path_info) is not None
        and not settings.DEMO
        and not any(name in request.COOKIES for name in PERSONAL_COOKIES)
        and not any(name in request.headers for name in PERSONAL_HEADERS)
    )


def copy_of(request: HttpRequest, response: Any) -> Copy | None:
    """The copy that may be kept of `response`; None when it was made for one person, or is no whole page."""
    is_page = response.status_code == 200 and not response.streaming and request.method == "GET"
    if not is_page or not response.get("Content-Type", "").startswith("text/html") or len(response.content) > LARGEST:
        return None
    is_personal = response.cookies or response.has_header("Cache-Control") or "CSRF_COOKIE_NEEDS_UPDATE" in request.META
    spoken = getattr(request, "_messages", None)
    if is_personal or (spoken is not None and spoken.added_new):
        return None
    # Kept by browsers too, but asked about each time: then it costs them one line.
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    return Copy(response.content, {**response.headers, "ETag": etag, "Cache-Control": "no-cache"})
