"""The way in, beside allauth's own pages: the admins' logins lead there, and the language switch is remembered."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import urlencode
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as set_page_language

from organizations.actions.people import choose_language


def to_login(request: HttpRequest) -> HttpResponse:
    """The one login for everybody, instead of an admin's own, which knows no second factor.

    Who is logged in already and still arrives here may not enter that admin: 403, instead of a circle.
    """
    if request.user.is_authenticated:
        raise PermissionDenied
    query = urlencode({"next": request.GET.get("next", request.path.removesuffix("login/"))})
    return HttpResponseRedirect(f"{resolve_url('account_login')}?{query}")


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Show the pages in another language, and keep the choice of a person who is logged in."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and language in dict(settings.LANGUAGES):
        choose_language(request.user, language)
    return set_page_language(request)
