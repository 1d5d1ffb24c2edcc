"""Why nobody of a person's organisations can begin an application to a call, and what each can do about it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from grants.models import Application, ApplicationStatus, Call, CallKind
from grants.queries.calls.intake import may_apply
from grants.queries.people import people_of
from organizations.models import CSO_ROLES, Nature, Organization, Role, User
from organizations.queries.memberships import roles_of

# Whom to ask for a role: those who apply for the organisation; where nobody does, those who manage its members.
ASKED = ((Role.REPRESENTATIVE,), (Role.ACCOUNTANT, Role.MEMBER), (Role.ADMINISTRATOR, Role.OFFICER))


@dataclass(frozen=True)
class Hindrance:
    """Why one organisation cannot begin an application, and what to do; `url` leads there where a page does."""

    text: str
    url: str = ""


def can_found_an_applicant(call: Call, user: User) -> bool:
    """Whether an organisation that `user` registers now could apply: what a person enters is demo or real as they."""
    return call.kind == CallKind.OPEN and user.is_demo == call.programme.is_demo


def hindrances_of(call: Call, user: User) -> list[Hindrance]:
    """For each organisation of `user`, by name, why it cannot begin an application to `call` through this person.

    For people for whom `applicants_for` finds none. An organisation that begins twice would be refused, so what it
    has begun or submitted comes before its kind and before the person's role.
    """
    roles = roles_of(user)
    live = Application.objects.filter(call=call, organization__in=roles).exclude(status=ApplicationStatus.WITHDRAWN)
    applied = {application.organization_id: application for application in live}
    found = []
    for organization in Organization.objects.filter(pk__in=roles).order_by("name_ro", "pk"):
        mine = roles[organization.pk]
        if organization.is_demo != call.programme.is_demo:
            found.append(_of_another_world(call, organization))
        elif organization.pk in applied:
            found.append(_has_applied(applied[organization.pk], organization, reads=bool(mine & CSO_ROLES)))
        elif not may_apply(call, organization):
            found.append(_may_not(call, organization))
        else:
            found.append(_role_is_not_enough(call, organization, mine))
    return found


def _of_another_world(call: Call, organization: Organization) -> Hindrance:
    words = {"organization": organization}
    if call.programme.is_demo:
        return Hindrance(_("%(organization)s is a real organisation; this call is invented.") % words)
    return Hindrance(_("%(organization)s belongs to the demo; this call is a real one.") % words)


def _has_applied(application: Application, organization: Organization, *, reads: bool) -> Hindrance:
    words = {"organization": organization, "reference": application.reference}
    if application.status == ApplicationStatus.DRAFT:
        text = _("%(organization)s has begun already: continue application %(reference)s.") % words
    else:
        text = (
            _("%(organization)s has applied already, with application %(reference)s: an organisation applies once.")
            % words
        )
    return Hindrance(text, application.get_absolute_url() if reads else "")


def _may_not(call: Call, organization: Organization) -> Hindrance:
    words = {"organization": str(organization)}
    if call.kind == CallKind.DIRECT:
        words["implementer"] = str(call.programme.implementer)
        return Hindrance(
            _("%(organization)s is not invited to this call. Whoever runs it decides on that: %(implementer)s.") % words
        )
    words["nature"] = str(organization.get_nature_display())
    words["natures"] = ", ".join(str(Nature(nature).label) for nature in call.natures)
    return Hindrance(
        _(
            "%(organization)s is entered as: %(nature)s. This call is for: %(natures)s. "
            "If the kind was entered wrongly, tell the operator of this installation."
        )
        % words
    )


def _role_is_not_enough(call: Call, organization: Organization, mine: frozenset[str]) -> Hindrance:
    words = {"organization": str(organization), "roles": ", ".join(str(Role(role).label) for role in sorted(mine))}
    if organization.pk == call.programme.implementer_id:
        return Hindrance(
            _("%(organization)s runs this call, and you work there (%(roles)s): those who apply begin applications.")
            % words
        )
    asked = next((people for roles in ASKED if (people := people_of([organization.pk], *roles))), [])
    words["people"] = ", ".join(person.name for person in asked)
    if not asked:
        return Hindrance(
            _(
                "Your role in %(organization)s (%(roles)s) does not include applying, and nobody there can change it: "
                "write to the operator of this installation."
            )
            % words
        )
    return Hindrance(
        _(
            "Your role in %(organization)s (%(roles)s) does not include applying. Ask there for the role “member”, or "
            "that somebody else begins: %(people)s."
        )
        % words
    )
