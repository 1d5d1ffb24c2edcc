"""The way in, beside allauth's own pages: the admins' logins lead there, and the language switch is remembered."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import BaseReauthenticateView
from allauth.core.internal.cryptokit import compare_user_code
from django.conf import settings
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as set_page_language

from kernel import clock
from kernel.views import PersonRequest
from organizations.actions.people import choose_language
from organizations.forms.accounts import CodeForm

SENT_CODE = "reauthentication_code"
MOST_TRIES = 3


def to_login(request: HttpRequest, may_enter: Callable[[HttpRequest], bool]) -> HttpResponse:
    """The one login for everybody, instead of an admin's own, which knows no second factor.

    Who is logged in already and may enter this admin goes in: to `next`, where that is a page of it. Others: 403.
    """
    door = request.path.removesuffix("login/")
    asked = request.GET.get("next", door)
    if not request.user.is_authenticated:
        return HttpResponseRedirect(f"{resolve_url('account_login')}?{urlencode({'next': asked})}")
    if not may_enter(request):
        raise PermissionDenied
    return HttpResponseRedirect(asked if asked.startswith(door) and asked != request.path else door)


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Show the pages in another language, and keep the choice of a person who is logged in."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and language in dict(settings.LANGUAGES):
        choose_language(request.user, language)
    return set_page_language(request)


class ReauthenticateByCode(LoginRequiredMixin, BaseReauthenticateView):
    """Whoever has neither password nor second factor shows by a code from their mailbox that it is still them."""

    request: PersonRequest
    form_class = CodeForm
    template_name = "account/reauthenticate_by_code.html"

    def post(self, request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "send" in request.POST:
            code = get_adapter().generate_login_code()
            request.session[SENT_CODE] = {"code": code, "at": clock.now().timestamp(), "tries": 0}
            get_adapter().send_mail("account/email/login_code", request.user.email, {"code": code})
            return self.render_to_response(self.get_context_data(form=CodeForm()))
        return super().post(request, *args, **kwargs)

    @property
    def is_sent(self) -> bool:
        """A code is on its way, not too old, and not guessed at too often."""
        sent = self.request.session.get(SENT_CODE)
        if not sent or sent["tries"] >= MOST_TRIES:
            return False
        return clock.now().timestamp() - sent["at"] < settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """Go on where the person was, or count the try."""
        sent = self.request.session.get(SENT_CODE)
        if sent and self.is_sent and compare_user_code(actual=form.cleaned_data["code"], expected=sent["code"]):
            del self.request.session[SENT_CODE]
            record_authentication(self.request, self.request.user, method="code", reauthenticated=True)
            return super().form_valid(form)
        if sent:
            self.request.session[SENT_CODE] = {**sent, "tries": sent["tries"] + 1}
        form.add_error("code", _("This code does not fit, or is too old. Look again, or ask for a new one."))
        return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether there is a code to type."""
        return {**super().get_context_data(**kwargs), "is_sent": self.is_sent}
