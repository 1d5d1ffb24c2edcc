"""Pages of the mails that went out about an application or a call; one that was not delivered is sent again."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from grants.models import Application, Call
from grants.queries.applications.sent import sent_about_application, sent_about_call
from kernel.listing import page_of
from kernel.models import SentMessage
from kernel.refusals import Refusal
from kernel.views import PersonRequest
from kernel.views.details import Scoped
from organizations.actions.notices import send_message_again


class SentPage(Scoped):
    """Who was written to about the application, when, what, and whether it was delivered."""

    model: ClassVar[type[Application] | type[Call]] = Application
    permission = "grants.keep_notes"
    again_url_name = "grants:sent_again"

    def sent(self, thing: Any) -> QuerySet[SentMessage]:
        """The mails."""
        return sent_about_application(thing)

    def get(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        thing = self.find()
        self.demand(thing)
        context = {
            "object": thing,
            "reference": thing.reference,
            "listed": page_of(self.sent(thing), request.GET.get("page", "1")),
            "again_url_name": self.again_url_name,
        }
        return render(request, "grants/applications/sent.html", context)


class SentOfCall(SentPage):
    """The same about a call and all its applications."""

    model = Call
    permission = "grants.view_ranking"
    again_url_name = ""

    def sent(self, thing: Any) -> QuerySet[SentMessage]:
        return sent_about_call(thing)


class SentAgain(Scoped):
    """A mail about the application that was not delivered is tried once more."""

    model = Application
    permission = "grants.label_application"

    def post(self, request: PersonRequest, **kwargs: Any) -> HttpResponse:
        thing = self.find()
        if not request.user.has_perm("grants.label_application", thing):
            raise PermissionDenied
        message = get_object_or_404(sent_about_application(thing), pk=kwargs["message"])
        try:
            send_message_again(message, by=request.user)
            messages.success(request, _("It is tried again now."))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("grants:sent", thing.reference)
