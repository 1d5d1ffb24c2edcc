"""Pages behind signed links: a stranger's question is sent, a follower begins, reads and stops. No account needed.

A GET only shows, because programs that guard mailboxes open every link; what it does is behind a button.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from grants.actions.calls import enquiries, following
from grants.models import Call, Subscription
from kernel.refusals import Refusal
from kernel.registries import public_address_of
from organizations.models import TerritorialUnit


class LinkPage(View):
    """What a link lets its holder do: shown by GET, done by POST; a refusal is said in words."""

    template_name = ""

    def read(self, token: str) -> Any:
        """The thing behind the link."""
        raise NotImplementedError

    def facts(self, thing: Any) -> dict[str, Any]:
        """What the page prints of it."""
        return {}

    def act(self, thing: Any) -> dict[str, Any]:
        """Do it; returns what the page prints then."""
        raise NotImplementedError

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._answer(token, self.facts)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        return self._answer(token, lambda thing: {**self.act(thing), "is_done": True})

    def _answer(self, token: str, make: Callable[[Any], dict[str, Any]]) -> HttpResponse:
        try:
            thing = self.read(token)
            translation.activate(thing.language)
            return render(self.request, self.template_name, make(thing))
        except Refusal as refusal:
            return render(self.request, self.template_name, {"refusal": refusal}, status=410)


class EnquiryConfirm(LinkPage):
    """A stranger's question, and the button that sends it."""

    template_name = "grants/calls/enquiry_confirm.html"

    def read(self, token: str) -> Any:
        return enquiries.read_link(token)

    def facts(self, thing: Any) -> dict[str, Any]:
        is_done = thing.status != "unconfirmed"
        return {"enquiry": thing, "call": thing.call, "call_url": public_address_of(thing.call), "is_done": is_done}

    def act(self, thing: Any) -> dict[str, Any]:
        return self.facts(enquiries.confirm_enquiry(thing))


class FollowConfirm(LinkPage):
    """What somebody wants to hear of, and the button that begins it."""

    template_name = "grants/calls/follow_confirm.html"

    def read(self, token: str) -> Any:
        return following.read_wishes(token)

    def facts(self, thing: Any) -> dict[str, Any]:
        call = Call.objects.public().filter(pk=thing.call).select_related("programme").first() if thing.call else None
        units = TerritorialUnit.objects.filter(pk__in=thing.units).order_by("name_ro", "pk")
        return {"wishes": thing, "call": call, "units": list(units)}

    def act(self, thing: Any) -> dict[str, Any]:
        row = following.follow(thing)
        return {**self.facts(thing), "stop_url": following.link_to(row)}


@method_decorator(csrf_exempt, name="dispatch")  # RFC 8058: mail programs post to the address without a token
class FollowerPage(LinkPage):
    """What the holder of an address follows, and the button that stops it."""

    template_name = "grants/calls/follower.html"

    def read(self, token: str) -> Subscription:
        return following.read_link(token)

    def facts(self, thing: Subscription) -> dict[str, Any]:
        return {"subscription": thing, "call": thing.call, "units": list(thing.units.order_by("name_ro", "pk"))}

    def act(self, thing: Subscription) -> dict[str, Any]:
        following.stop_following(thing)
        return {}
