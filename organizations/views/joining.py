"""Pages of requests to join: asking, reading one, letting in, declining, taking back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kernel.views import ActPage, DetailPage, MovePage
from organizations.actions.joining import (
    accept_join_request,
    ask_to_join,
    decline_join_request,
    withdraw_join_request,
)
from organizations.forms.joining import AcceptForm, AskForm, DeclineForm
from organizations.lifecycles import JOIN_REQUEST
from organizations.models import JoinRequest, Organization
from organizations.queries.joining import is_shown, organization_by, roles_to_ask
from organizations.queries.roles import roles_for
from organizations.roles import holds


class AskToJoin(ActPage):
    """Found by its address in the register, or by an IDNO that one knows; what is not public stays unsaid."""

    title = _("Ask to join")
    button = _("Send the request")
    done = _("The request is sent. The answer comes by e-mail.")

    def find(self) -> Organization:
        """By IDNO for everybody, by address for whoever may read it."""
        found = organization_by(self.kwargs["key"], self.request.user)
        if found is None:
            raise Http404
        return found

    def demand(self, thing: Organization) -> None:
        """Members are led to their organisation by `get`; who may not ask is refused."""
        user = self.request.user
        if not holds(user, thing) and not user.has_perm("organizations.ask_to_join", thing):
            raise PermissionDenied

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.request = request  # type: ignore[assignment]  # logged in, as the middleware saw to
        found = organization_by(kwargs["key"], request.user)
        if found is not None and holds(request.user, found):
            return redirect(found)
        return super().dispatch(request, *args, **kwargs)

    def get_form(self, data: Any = None, files: Any = None) -> AskForm:
        """With the roles of this organisation."""
        roles = roles_to_ask(self.thing)
        return AskForm(data, roles=roles, initial={"role": "member" if "member" in roles else ""})

    def facts(self) -> dict[str, Any]:
        """Its name only for those whom the register shows it; the person in charge is never named."""
        shown = is_shown(self.thing, self.request.user)
        name = str(self.thing) if shown else gettext("the organisation with IDNO %(idno)s") % {"idno": self.thing.idno}
        intro = gettext(
            "Your request goes to the person in charge of: %(name)s. They decide whether you may work for it."
        )
        return {"intro": intro % {"name": name}, "object": self.thing if shown else None}

    def act(self, form: AskForm) -> JoinRequest:
        """Ask."""
        return ask_to_join(self.thing, by=self.request.user, **form.cleaned_data)

    def back_url(self) -> str:
        """Back to my organisations."""
        return reverse("organizations:mine")

    def success_url(self, done: JoinRequest) -> str:
        """Back to my organisations, where the request waits."""
        return reverse("organizations:mine")


class RequestPage(DetailPage):
    """One request, for who asked and who answers."""

    model = JoinRequest
    permission = "organizations.view_join_request"
    template_name = "organizations/join_request.html"
    lifecycle = JOIN_REQUEST

    def get_queryset(self) -> QuerySet[JoinRequest]:
        """With both sides."""
        return super().get_queryset().select_related("organization", "user", "answered_by")

    def facts(self, thing: JoinRequest) -> dict[str, Any]:
        """Who asks, unless it is oneself; the name of the organisation where the register shows it."""
        user = self.request.user
        is_mine = thing.user_id == user.pk
        shown = not is_mine or is_shown(thing.organization, user)
        idno = gettext("organisation with IDNO %(idno)s") % {"idno": thing.organization.idno}
        return {"is_mine": is_mine, "name": str(thing.organization) if shown else idno}


class Answering(ActPage):
    """What answering has in common."""

    model = JoinRequest
    permission = "organizations.answer_join_request"

    def get_queryset(self) -> QuerySet[JoinRequest]:
        """With both sides."""
        return super().get_queryset().select_related("organization", "user")

    def back_url(self) -> str:
        """The request."""
        return reverse("organizations:join_request", args=[self.thing.pk])

    def success_url(self, done: JoinRequest) -> str:
        """The members, for those who see them; else the home of the workspace."""
        if self.request.user.has_perm("organizations.view_private_side", done.organization):
            return reverse("organizations:members", args=[done.organization.slug])
        return reverse("organizations:mine")


class AcceptRequest(Answering):
    """Let in, with roles."""

    title = _("Let them in")
    button = _("Let them in")
    done = _("The person is a member now and was told by e-mail.")

    def get_form(self, data: Any = None, files: Any = None) -> AcceptForm:
        """With the role that was asked for ticked."""
        roles = roles_for(self.thing.organization, self.request.user)
        return AcceptForm(data, roles=roles, initial={"roles": [self.thing.role]})

    def act(self, form: AcceptForm) -> JoinRequest:
        """Accept."""
        return accept_join_request(self.thing, by=self.request.user, roles=form.cleaned_data["roles"])


class DeclineRequest(Answering):
    """Not let in, with a reason."""

    form_class = DeclineForm
    title = _("Decline the request")
    button = pgettext_lazy("join request", "Decline")
    done = _("The request is declined; the person was told by e-mail.")

    def act(self, form: DeclineForm) -> JoinRequest:
        """Decline."""
        return decline_join_request(self.thing, by=self.request.user, reason=form.cleaned_data["reason"])


class RequestMove(MovePage):
    """Taking one's own request back."""

    model = JoinRequest
    lifecycle = JOIN_REQUEST
    acts = {"withdraw": withdraw_join_request}

    def success_url(self, done: JoinRequest) -> str:
        """My organisations."""
        return reverse("organizations:mine")
