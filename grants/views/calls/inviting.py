"""Who is invited to a call by invitation: named one by one, found by name or IDNO."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from grants.actions.calls.inviting import invite_organization, take_back_invitation
from grants.models import Call, CallKind
from grants.queries.calls.design import url_of
from grants.queries.calls.inviting import MOST, found_by
from grants.views.calls.design import DesignPage
from kernel.views import ActButton
from organizations.models import Organization

LONGEST = 80


class InvitedPage(DesignPage):
    """Those who are invited, and a search for more."""

    template_name = "grants/calls/design/invited.html"

    @property
    def name(self) -> str:
        return "invited"

    def rows(self, thing: Call) -> dict[str, Any]:
        words = self.request.GET.get("q", "").replace("\x00", "")[:LONGEST].strip()
        found = found_by(thing, words)
        return {
            "is_direct": thing.kind == CallKind.DIRECT,
            "invited": thing.invited.order_by("name_ro", "pk"),
            "words": words,
            "found": found[:MOST],
            "has_more": len(found) > MOST,
        }


class _Named(ActButton):
    """What the two buttons share: an organisation of the call's page."""

    def find(self) -> tuple[Call, Organization]:
        calls = Call.objects.visible_to(self.request.user).select_related("programme")
        call = get_object_or_404(calls, reference=self.kwargs["reference"])
        return call, get_object_or_404(Organization, slug=self.kwargs["organization"])

    def back(self, thing: tuple[Call, Organization]) -> str:
        return url_of(thing[0], "invited")


class Invite(_Named):
    """Name one that may apply."""

    done = _("It is invited: it is told when the call is published.")

    def act(self, thing: tuple[Call, Organization]) -> str:
        invite_organization(*thing, by=self.request.user)
        return self.back(thing)


class InvitationTakeBack(_Named):
    """Take one out again."""

    done = _("It is no longer invited.")

    def act(self, thing: tuple[Call, Organization]) -> str:
        take_back_invitation(*thing, by=self.request.user)
        return self.back(thing)
