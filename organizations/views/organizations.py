"""Pages of organisations: mine, the register, one organisation, registering, its facts, what the public sees of it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View

from kernel.refusals import Refusal
from kernel.views import ActPage, DetailPage, FormPage, ListPage, PersonRequest
from organizations.actions.activity import record
from organizations.actions.duplicates import note_duplicates
from organizations.actions.organizations import (
    decide_level,
    give_idno,
    propose_level,
    publish_organization,
    register_organization,
)
from organizations.filters import OrganizationFilters
from organizations.forms.organizations import DecisionForm, FactsForm, LevelForm, RegistrationForm
from organizations.idno import bare, has_thirteen_digits
from organizations.models import STAFF_ROLES, Membership, Organization, PublicationLevel, PublicationProposal, Role
from organizations.queries.activity import of_organization
from organizations.queries.duplicates import likely_matches
from organizations.queries.invitations import invitations_for
from organizations.queries.joining import is_shown, organization_by, requests_of, roles_to_ask
from organizations.queries.memberships import members_of
from organizations.queries.roles import CSO_NATURES
from organizations.roles import holds_anywhere
from organizations.tables import OrganizationTable


class MyOrganizations(View):
    """Where I belong, in which roles, and who invites me."""

    def get(self, request: PersonRequest) -> HttpResponse:
        rows = Membership.objects.filter(user=request.user, ended_at__isnull=True).select_related("organization")
        mine: dict[Organization, list[str]] = {}
        for row in rows.order_by("organization__name_ro", "organization_id", "role"):
            mine.setdefault(row.organization, []).append(str(Role(row.role).label))
        context = {
            "has_demo": any(organization.is_demo for organization in mine),
            "asked": [(row, is_shown(row.organization, request.user)) for row in requests_of(request.user)],
            "judges_duplicates": request.user.has_perm("organizations.judge_duplicates"),
            "mine": [(organization, ", ".join(roles)) for organization, roles in mine.items()],
            "invitations": list(invitations_for(request.user)),
            "sees_register": holds_anywhere(request.user) or request.user.is_staff,
        }
        return render(request, "organizations/mine.html", context)


class Register(ListPage):
    """The register of organisations, common to the installation."""

    model = Organization
    table_class = OrganizationTable
    filterset_class = OrganizationFilters
    title = _("Register of organisations")
    select_related = ("unit",)


def _facts(thing: Organization, is_whole: bool, reads_note: bool) -> list[tuple[Any, Any]]:
    """The facts by name; where the organisation hides its place, only its own read how to find it."""
    where = [
        (_("Place"), thing.unit),
        (_("E-mail"), thing.email),
        (_("Phone"), thing.phone),
        (_("Website"), thing.website),
        (_("Postal address"), thing.address),
    ]
    is_open = is_whole or thing.publication_level == PublicationLevel.FULL
    doubt = [(_("Why the IDNO stands so"), thing.idno_note)] if thing.idno_note and reads_note else []
    known = [(_("Kind"), thing.get_nature_display()), ("IDNO", thing.idno), *doubt, (_("What it does"), thing.summary)]
    return [*known, *(where if is_open else [])]


def _may_ask(user: Any, thing: Organization) -> bool:
    """Staff are not offered to join others: they have their work."""
    if holds_anywhere(user, *STAFF_ROLES) or not user.has_perm("organizations.ask_to_join", thing):
        return False
    return bool(roles_to_ask(thing))


class OrganizationPage(DetailPage):
    """One organisation: its facts for whoever reads the register, the rest for its members."""

    model = Organization
    place = "organization"
    template_name = "organizations/organization.html"

    def get_queryset(self) -> QuerySet[Organization]:
        """With its place, which the page prints."""
        return super().get_queryset().select_related("unit")

    def facts(self, thing: Organization) -> dict[str, Any]:
        """Members and record are for members; each button is asked of the rules."""
        user = self.request.user
        is_member = user.has_perm("organizations.view_private_side", thing)
        return {
            "facts": _facts(
                thing,
                is_member or user.has_perm("organizations.publish_organization", thing),
                user.has_perm("organizations.read_idno_note", thing),
            ),
            "may_ask": _may_ask(user, thing),
            "is_member": is_member,
            "reads_profile": thing.nature in CSO_NATURES and user.has_perm("organizations.view_profile", thing),
            "may_edit": user.has_perm("organizations.edit_organization", thing),
            "may_manage": user.has_perm("organizations.manage_members", thing),
            "may_publish": user.has_perm("organizations.publish_organization", thing),
            "memberships": members_of(thing) if is_member else [],
            "documents": thing.documents.filter(is_attached=True)[:5] if is_member else [],
            "activities": of_organization(thing, limit=20) if is_member else [],
        }


class NewOrganization(ActPage):
    """A person registers their organisation and becomes its representative."""

    form_class = RegistrationForm
    permission = "organizations.register_organization"
    title = _("Register your organisation")
    intro = _("You become its representative: you apply, sign and invite your colleagues. The rest can be added later.")
    button = _("Register")
    done = _("The organisation is registered. You are its representative.")
    template_name = "organizations/register_new.html"

    def get_form(self, data: Any = None, files: Any = None) -> RegistrationForm:
        """With the organisations that may be this one, once a name was typed; and whose number is known here."""
        self.known_url = ""
        if data is None:
            return RegistrationForm()
        idno = bare(data.get("idno", ""))
        if has_thirteen_digits(idno) and organization_by(idno, self.request.user):
            self.known_url = reverse("organizations:ask_to_join", args=[idno])
        names = {language: data.get(f"name_{language}", "").strip() for language in ("ro", "ru", "en")}
        return RegistrationForm(data, likely=likely_matches(names, user=self.request.user))

    def facts(self) -> dict[str, Any]:
        """Where to ask, when the number is known here."""
        return {"known_url": self.known_url}

    def act(self, form: RegistrationForm) -> Organization:
        """Register with what was filled in."""
        cleaned = form.cleaned_data
        if form.likely and not cleaned["is_new"] and not self.known_url:
            reason = _("Organisations with a similar name are here already. Look at them first.")
            raise Refusal(reason, fields={"is_new": _("Tick this if none of them is yours.")})
        return register_organization(
            by=self.request.user,
            names=form.names(),
            nature=cleaned["nature"],
            idno=cleaned["idno"],
            idno_note=cleaned.get("idno_note", ""),
            unit=cleaned["unit"],
        )

    def back_url(self) -> str:
        """Back to my organisations."""
        return reverse("organizations:mine")


class EditFacts(FormPage):
    """What the organisation says about itself, in three languages side by side; each change is kept in its history."""

    model = Organization
    form_class = FactsForm
    permission = "organizations.edit_organization"
    title = _("Facts of the organisation")

    def save(self, form: FactsForm) -> Organization:
        """Keep, and say in the record which fields changed."""
        if form.cleaned_data.get("idno"):
            given, note = form.cleaned_data["idno"], form.cleaned_data.get("idno_note", "")
            form.instance = self.keep_idno(form, given, note)
        organization = form.save()
        note_duplicates(organization)
        if fields := sorted(set(form.changed_data) - {"idno", "idno_note"}):
            record("organization_edited", organization, by=self.request.user, organization=organization, fields=fields)
        return organization

    def keep_idno(self, form: FactsForm, idno: str, note: str) -> Organization:
        """Give the number by its act, so that the form saves beside it."""
        kept = give_idno(self.thing, by=self.request.user, idno=idno, idno_note=note)
        form.instance.idno, form.instance.idno_note = kept.idno, kept.idno_note
        return form.instance

    def success_url(self, done: Organization) -> str:
        """The section of the profile, where it has one."""
        if done.nature in CSO_NATURES:
            return reverse("organizations:profile", args=[done.slug]) + "#identity"
        return super().success_url(done)


class Publish(ActPage):
    """Everything becomes public; asks once."""

    model = Organization
    permission = "organizations.publish_organization"
    title = _("Publish the organisation")
    intro = _(
        "Name, kind, place, what it does and its published grants become readable by everybody. "
        "Names of people are never published."
    )
    button = _("Publish")
    done = _("The organisation is public now.")

    def act(self, form: Any) -> Organization:
        """Publish."""
        return publish_organization(self.thing, by=self.request.user)


class Publication(ActPage):
    """The public sees less: proposed by one person here, decided by another here."""

    model = Organization
    permission = "organizations.publish_organization"
    template_name = "organizations/publication.html"
    title = _("What the public sees")

    def proposal(self) -> PublicationProposal | None:
        """The one that waits."""
        rows = self.thing.publication_proposals.filter(decided_at__isnull=True)
        return rows.select_related("proposed_by").first()

    def get_form(self, data: Any = None, files: Any = None) -> Any:
        """To decide, when something waits; else to propose."""
        return (DecisionForm if self.proposal() else LevelForm)(data)

    def facts(self) -> dict[str, Any]:
        """What waits, and whether this person made it."""
        proposal = self.proposal()
        return {"proposal": proposal, "is_mine": bool(proposal and proposal.proposed_by_id == self.request.user.pk)}

    def act(self, form: Any) -> Organization:
        """Propose or decide."""
        user, cleaned = self.request.user, form.cleaned_data
        if proposal := self.proposal():
            decide_level(proposal, by=user, is_approved=cleaned["is_approved"])
        else:
            propose_level(self.thing, by=user, level=cleaned["level"], reason=cleaned["reason"])
        return self.thing


class Record(DetailPage):
    """The record of the organisation, whole; for its members."""

    model = Organization
    permission = "organizations.view_private_side"
    template_name = "organizations/record.html"

    def facts(self, thing: Organization) -> dict[str, Any]:
        """The last 500 acts."""
        return {"activities": of_organization(thing, limit=500)}
