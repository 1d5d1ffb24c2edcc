"""Pages that only the demo has: take a seat, the tour, the mail that was sent."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from config.demo.bar import is_loopback
from config.demo.cast import BAR
from config.demo.tour import stops
from config.demo.way import way
from kernel.models import SentMessage
from organizations.actions.people import choose_language
from organizations.models import User

MAIL_ON_A_PAGE = 30


@require_POST
def take_seat(request: HttpRequest) -> HttpResponse:
    """Log in as the invented person named by `key`, or out for the visitor; go on to `next`.

    The person then reads the language of the page on which the seat was taken.
    """
    if not settings.DEMO or not is_loopback(request):
        raise PermissionDenied
    key = request.POST.get("key", "")
    target = request.POST.get("next", "")
    language = request.POST.get("language", "")
    is_known = language in dict(settings.LANGUAGES)
    is_safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    if key == "visitor":
        logout(request)
        return redirect(target if is_safe else f"/{language}/" if is_known else "/")
    emails = {person.key: person.email for person in BAR}
    user = get_object_or_404(User, email=emails.get(key, ""), is_demo=True, is_active=True)
    if is_known and user.language != language:
        choose_language(user, language)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(target if is_safe else settings.LOGIN_REDIRECT_URL)


@require_safe
def tour(request: HttpRequest) -> HttpResponse:
    """Six stops in three minutes, and the whole way from a call to an explained decision."""
    return render(request, "demo/tour.html", {"stops": stops(), "way": way()})


@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    """The messages that the system sent, the newest first; none has left this machine."""
    page = Paginator(SentMessage.objects.all(), MAIL_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "demo/mail.html", {"page": page})


@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message as it left."""
    return render(request, "demo/message.html", {"message": get_object_or_404(SentMessage, pk=pk)})
