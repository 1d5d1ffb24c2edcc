"""What strangers do on a call's page: ask a question, and follow calls by mail."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View

from cms.views.calls.finding import find, register_path
from grants.actions.calls.enquiries import ask_enquiry, ask_enquiry_as_stranger
from grants.actions.calls.following import Wishes, ask_to_follow, follow
from grants.forms.calls.public import EnquiryForm, FollowForm
from grants.models import Call
from grants.queries.calls.enquiries import asked_by, public_answers, takes_questions
from kernel.limits import count
from kernel.refusals import Refusal
from kernel.views.forms import show_refusal
from organizations.models import User

HOUR = timedelta(hours=1)
MOST_FROM_ONE_PLACE, MOST_TO_ONE_ADDRESS = 20, 5


def account_of(request: HttpRequest) -> User | None:
    """The person who is logged in; None for a stranger."""
    return request.user if isinstance(request.user, User) else None


def limit(request: HttpRequest, action: str, email: str) -> None:
    """Raises TooOften when one place, or mail to one address, asks for too much in an hour."""
    count(action, get_adapter().get_client_ip(request) or "", most=MOST_FROM_ONE_PLACE, per=HOUR)
    count(f"{action}:email", email.strip().lower(), most=MOST_TO_ONE_ADDRESS, per=HOUR)


class AskPage(View):
    """Ask about a call: in one's own name when logged in, else with an address that a link confirms."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self._page(slug, EnquiryForm(has_account=account_of(request) is not None))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        shown, person = find(slug), account_of(request)
        form = EnquiryForm(request.POST, has_account=person is not None)
        if form.is_valid():
            try:
                self._ask(request, shown.call, form.cleaned_data, person)
            except Refusal as refusal:
                show_refusal(form, refusal)
            else:
                return redirect(f"{shown.path}#answers") if person else self._sent(slug, form)
        return self._page(slug, form)

    def _ask(self, request: HttpRequest, call: Call, data: dict[str, Any], person: User | None) -> None:
        if person is not None:
            limit(request, "ask", person.email)
            ask_enquiry(call, text=data["text"], by=person)
            messages.success(request, _("Your question is with those who run the call. The answer comes by mail."))
            return
        limit(request, "ask", data["email"])
        language = get_language() or "ro"
        ask_enquiry_as_stranger(call, text=data["text"], email=data["email"], language=language)

    def _sent(self, slug: str, form: EnquiryForm) -> HttpResponse:
        shown = find(slug)
        context = {"call": shown.call, "call_url": shown.path, "sent_to": form.cleaned_data["email"]}
        return render(self.request, "cms/call_ask.html", context)

    def _page(self, slug: str, form: EnquiryForm) -> HttpResponse:
        shown, person = find(slug), account_of(self.request)
        context = {
            "call": shown.call,
            "call_url": shown.path,
            "form": form,
            "is_taken": takes_questions(shown.call),
            "answers": public_answers(shown.call),
            "mine": asked_by(shown.call, person) if person else [],
        }
        return render(self.request, "cms/call_ask.html", context)


class FollowPage(View):
    """Follow one call, or all calls in some places about some topic."""

    def get(self, request: HttpRequest, slug: str = "") -> HttpResponse:
        return self._page(slug, self._form(None, slug))

    def _form(self, data: Any, slug: str) -> FollowForm:
        return FollowForm(data, has_account=account_of(self.request) is not None, is_one_call=bool(slug))

    def post(self, request: HttpRequest, slug: str = "") -> HttpResponse:
        form, person = self._form(request.POST, slug), account_of(request)
        if not form.is_valid():
            return self._page(slug, form)
        wishes = self._wishes(slug, form.cleaned_data, person)
        try:
            limit(request, "follow", wishes.email)
            if person is None:
                ask_to_follow(wishes)
                return self._page(slug, form, sent_to=wishes.email)
            follow(wishes)
        except Refusal as refusal:
            show_refusal(form, refusal)
            return self._page(slug, form)
        messages.success(request, _("You will hear of what is new by mail; each mail has a link that stops them."))
        return redirect(find(slug).path if slug else register_path())

    def _wishes(self, slug: str, data: dict[str, Any], person: User | None) -> Wishes:
        return Wishes(
            email=person.email if person else data["email"],
            language=get_language() or "ro",
            call=find(slug).call.pk if slug else None,
            units=tuple(unit.pk for unit in data.get("units", ())),
            topic=data.get("topic", ""),
            pace=data["pace"],
        )

    def _page(self, slug: str, form: FollowForm, sent_to: str = "") -> HttpResponse:
        shown = find(slug) if slug else None
        context = {
            "call": shown.call if shown else None,
            "call_url": shown.path if shown else register_path(),
            "form": form,
            "sent_to": sent_to,
        }
        return render(self.request, "cms/call_follow.html", context)
