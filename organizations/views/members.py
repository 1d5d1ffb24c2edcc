"""Pages of members: who they are, inviting, changing roles, ending them, and accepting an invitation."""

from typing import Any

from allauth.account.utils import perform_login
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from kernel import clock
from kernel.demo import is_demo
from kernel.links import LinkBroken, LinkExpired
from kernel.refusals import NotAllowed, Refusal
from kernel.views import ActPage, DetailPage, PersonRequest
from organizations.actions.memberships import (
    accept_invitation,
    change_roles,
    end_membership,
    invite_member,
    join_by_invitation,
    resend_invitation,
    withdraw_invitation,
)
from organizations.again import again
from organizations.forms.accounts import JoinForm
from organizations.forms.members import InvitationForm, RolesForm
from organizations.invitation_links import invitation_of
from organizations.models import Invitation, Membership, Organization, Role, User
from organizations.queries.memberships import members_of
from organizations.queries.roles import roles_for
from organizations.role_words import ROLE_WORDS


class Members(DetailPage):
    """Who belongs to the organisation, in which roles, and who was invited."""

    model = Organization
    permission = "organizations.view_private_side"
    template_name = "organizations/members.html"

    def demand(self, thing: Organization) -> None:
        """Members, and the operator who begins an organisation that nobody answers for."""
        user = self.request.user
        if not (user.has_perm(self.permission, thing) or user.has_perm("organizations.manage_members", thing)):
            raise PermissionDenied

    def facts(self, thing: Organization) -> dict[str, Any]:
        """People once each, with their roles."""
        people: dict[User, list[Membership]] = {}
        for row in members_of(thing):
            people.setdefault(row.user, []).append(row)
        may_manage = self.request.user.has_perm("organizations.manage_members", thing)
        return {
            "people": list(people.items()),
            "may_manage": may_manage,
            "invitations": list(thing.invitations.waiting().select_related("invited_by")) if may_manage else [],
            "now": clock.now(),
        }


@again
class Invite(ActPage):
    """An address and a role; the link goes out by e-mail."""

    model = Organization
    permission = "organizations.manage_members"
    title = gettext_lazy("Invite a person")
    intro = gettext_lazy("They get a link by e-mail. It works once, for 14 days, and only for that address.")
    button = gettext_lazy("Send the invitation")
    done = gettext_lazy("The invitation is on its way.")

    def get_form(self, data: Any = None, files: Any = None) -> InvitationForm:
        """With the roles that this organisation has."""
        return InvitationForm(data, roles=roles_for(self.thing, self.request.user))

    def act(self, form: InvitationForm) -> Invitation:
        """Invite."""
        return invite_member(self.thing, by=self.request.user, **form.cleaned_data)

    def success_url(self, done: Invitation) -> str:
        """The list of members."""
        return reverse("organizations:members", args=[self.thing.slug])


@again
class ChangeRoles(ActPage):
    """The roles of one member: what is unticked ends, what is ticked begins."""

    model = Organization
    permission = "organizations.manage_members"
    title = gettext_lazy("Roles")
    button = gettext_lazy("Change the roles")
    done = gettext_lazy("The roles are changed.")

    @property
    def held(self) -> list[str]:
        """The roles that the person holds; 404 for somebody who is no member."""
        rows = members_of(self.thing).filter(user=self.kwargs["user"])
        roles = [row.role for row in rows]
        if not roles:
            raise Http404
        return roles

    def get_form(self, data: Any = None, files: Any = None) -> RolesForm:
        """With those held, also when the organisation would not offer them any more."""
        held = self.held
        offered = {*roles_for(self.thing, self.request.user), *held}
        return RolesForm(data, roles=[role for role in Role.values if role in offered], initial={"roles": held})

    def facts(self) -> dict[str, Any]:
        """Whose roles they are."""
        person = User.objects.get(pk=self.kwargs["user"])
        return {"title": _("Roles of %(person)s") % {"person": person}}

    def act(self, form: RolesForm) -> Organization:
        """End and begin."""
        person = get_object_or_404(User, pk=self.kwargs["user"])
        change_roles(self.thing, person, form.cleaned_data["roles"], by=self.request.user)
        return self.thing

    def success_url(self, done: Organization) -> str:
        """The list of members."""
        return reverse("organizations:members", args=[self.thing.slug])


@again
class EndMembership(ActPage):
    """A role ends: one's own, or that of a member one answers for."""

    model = Membership
    permission = "organizations.end_membership"
    title = gettext_lazy("End this role")
    button = gettext_lazy("End it")
    done = gettext_lazy("The role has ended.")

    def get_queryset(self) -> QuerySet[Membership]:
        """Memberships that hold, in organisations whose members this person sees."""
        mine = Organization.objects.of(self.request.user)
        rows = Membership.objects.filter(ended_at__isnull=True, organization__in=mine)
        return rows.select_related("user", "organization")

    def facts(self) -> dict[str, Any]:
        """Who, what and where."""
        row = self.thing
        words = {"person": row.user, "role": row.get_role_display(), "organization": row.organization}
        return {"intro": _("%(person)s will no longer be %(role)s of “%(organization)s”. What they did stays.") % words}

    def back_url(self) -> str:
        """The list of members."""
        return reverse("organizations:members", args=[self.thing.organization.slug])

    def act(self, form: Any) -> Membership:
        """End it."""
        return end_membership(self.thing, by=self.request.user)

    def success_url(self, done: Membership) -> str:
        """The list of members, or mine, when I have just left."""
        if self.request.user.has_perm("organizations.view_private_side", done.organization):
            return self.back_url()
        return reverse("organizations:mine")


class InvitationMove(View):
    """Send an invitation again, or withdraw it: one button each."""

    acts = {"resend": resend_invitation, "withdraw": withdraw_invitation}

    def post(self, request: PersonRequest, pk: int, move: str) -> HttpResponse:
        if move not in self.acts:
            raise Http404
        rows = Invitation.objects.filter(organization__in=Organization.objects.visible_to(request.user))
        invitation = get_object_or_404(rows.select_related("organization"), pk=pk)
        try:
            self.acts[move](invitation, by=request.user)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Sent again.") if move == "resend" else _("Withdrawn."))
        return redirect("organizations:members", slug=invitation.organization.slug)


class AcceptInvitation(View):
    """Where the link of an invitation leads: a new person makes their account, a known one logs in and agrees."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            self.invitation = invitation_of(kwargs["token"])
        except (LinkBroken, LinkExpired) as refusal:
            return render(request, "organizations/invitation.html", {"refusal": refusal}, status=404)
        self.has_account = User.objects.filter(email=self.invitation.email).exists()
        return super().dispatch(request, *args, **kwargs)

    def page(self, form: JoinForm | None = None, refusal: Refusal | None = None) -> HttpResponse:
        """What is offered, and what this visitor has to do to take it."""
        user, invitation = self.request.user, self.invitation
        is_new = not self.has_account and not user.is_authenticated
        context = {
            "invitation": invitation,
            "is_invented": is_demo(invitation),
            "role_words": ROLE_WORDS[invitation.role],
            "refusal": refusal,
            "is_over": not invitation.is_waiting or clock.now() >= invitation.runs_out_at,
            "is_new": is_new,
            "is_other": user.is_authenticated and user.email != invitation.email,
            "form": form or (JoinForm() if is_new else None),
        }
        return render(self.request, "organizations/invitation.html", context, status=409 if refusal else 200)

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self.page()

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            if request.user.is_authenticated:
                membership = accept_invitation(self.invitation, by=request.user)
                messages.success(request, _("Welcome to “%(name)s”.") % {"name": membership.organization})
                return redirect(membership.organization)
            if self.has_account:
                return redirect(f"{reverse('account_login')}?next={request.path}")
            return self.join(request)
        except Refusal as refusal:
            return self.page(refusal=refusal)

    def join(self, request: HttpRequest) -> HttpResponse:
        """Make the account, accept, and log in as after every other login."""
        form = JoinForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        cleaned = form.cleaned_data
        user, membership = join_by_invitation(
            self.invitation, name=cleaned["name"], language=cleaned["language"], password=cleaned["password"]
        )
        return perform_login(request, user, redirect_url=membership.organization.get_absolute_url())
