"""Acts on memberships: inviting, joining, changing roles, leaving. Roles begin and end; they are never rewritten."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _

from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.activity import record
from organizations.actions.demand import demand
from organizations.invitation_links import link_to
from organizations.models import STEWARDS, Invitation, Membership, Organization, Role, User
from organizations.notifications import Address, notify
from organizations.queries.roles import roles_for
from organizations.registries import membership_changed
from organizations.roles import forget

# Who prepares a payment never approves it, so no one holds both roles with the same implementer.
APART = frozenset({Role.FINANCE_OFFICER, Role.FINANCE_APPROVER})


def _lock(organization: Organization) -> Organization:
    """The row of the organisation, locked: changes of its members follow one another."""
    return Organization.objects.select_for_update().get(pk=organization.pk)


def _now(organization: Organization) -> list[Membership]:
    return list(Membership.objects.filter(organization=organization, ended_at__isnull=True))


@transaction.atomic
def invite_member(organization: Organization, *, by: User, email: str, role: str) -> Invitation:
    """Send `email` a link by which its owner becomes a member in `role`; it holds for 14 days and works once."""
    demand(by, "organizations.manage_members", organization)
    _lock(organization)
    email = email.strip().lower()
    if role not in roles_for(organization, by):
        raise Refusal(
            _("This organisation cannot give this role."), fields={"role": _("Choose one of the roles shown.")}
        )
    if Membership.objects.filter(
        organization=organization, user__email=email, role=role, ended_at__isnull=True
    ).exists():
        reason = _("This person holds this role already.")
        raise Refusal(reason, fields={"email": reason})
    if organization.invitations.waiting().filter(email=email, role=role).exists():
        reason = _("This person was invited to this role already. Send the invitation again from the list of members.")
        raise Refusal(reason, fields={"email": reason})
    invitation = Invitation.objects.create(organization=organization, email=email, role=role, invited_by=by)
    record("member_invited", invitation, by=by, organization=organization, role=str(role))
    _send(invitation, by)
    return invitation


def _send(invitation: Invitation, by: User) -> None:
    person = User.objects.filter(email=invitation.email).first()
    to = person or Address(invitation.email, by.language)
    notify([to], "invitation", url=link_to(invitation), is_secret=True, invitation=invitation, inviter=by)


def _waiting(invitation: Invitation) -> Invitation:
    row = Invitation.objects.select_for_update().select_related("organization").get(pk=invitation.pk)
    if row.accepted_at is not None:
        raise NotNow(_("This invitation has been accepted; it works once."))
    if row.withdrawn_at is not None:
        raise NotNow(_("This invitation was withdrawn. Ask the organisation to invite you again."))
    return row


@transaction.atomic
def resend_invitation(invitation: Invitation, *, by: User) -> Invitation:
    """Send the link again; its 14 days begin anew."""
    row = _waiting(invitation)
    demand(by, "organizations.manage_members", row.organization)
    row.sent_at = clock.now()
    row.save(update_fields=["sent_at"])
    record("invitation_resent", row, by=by, organization=row.organization)
    _send(row, by)
    return row


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User) -> Invitation:
    """The link stops working."""
    row = _waiting(invitation)
    demand(by, "organizations.manage_members", row.organization)
    row.withdrawn_at, row.withdrawn_by = clock.now(), by
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record("invitation_withdrawn", row, by=by, organization=row.organization)
    return row


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: User) -> Membership:
    """`by` becomes a member, if the invitation went to their confirmed address and still holds."""
    row = _waiting(invitation)
    if not by.has_perm("organizations.accept_invitation", row):
        raise NotAllowed(_("This invitation went to another address. Log in with the account of that address."))
    if not EmailAddress.objects.filter(user=by, email=row.email, verified=True).exists():
        raise NotAllowed(_("Confirm your e-mail address first; then open the link again."))
    if clock.now() >= row.runs_out_at:
        raise NotNow(_("This invitation has run out. Ask the organisation to send it again."))
    organization = _lock(row.organization)
    membership = start_membership(organization, by, row.role, by=by)
    row.accepted_at, row.accepted_by = clock.now(), by
    row.save(update_fields=["accepted_at", "accepted_by"])
    record("invitation_accepted", row, by=by, organization=organization, role=row.role, membership=membership.pk)
    url = organization.get_absolute_url()
    notify([row.invited_by], "invitation_accepted", url=url, invitation=row, member=by)
    return membership


@transaction.atomic
def join_by_invitation(
    invitation: Invitation, *, name: str, language: str, password: str | None = None
) -> tuple[User, Membership]:
    """A new person: the account of the invited address, confirmed by the link that came there, and the membership.

    Without a password they log in by e-mail code or passkey. Raises a Refusal when the address has an account.
    """
    row = _waiting(invitation)
    if User.objects.filter(email=row.email).exists():
        raise NotNow(_("This address has an account. Log in to accept the invitation."))
    user = User.objects.create_user(row.email, password or None, name=name, language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    record("person_joined", user, by=user, organization=row.organization)
    return user, accept_invitation(row, by=user)


def start_membership(organization: Organization, user: User, role: str, *, by: User) -> Membership:
    """`user` holds `role` from now on; the one they hold already, when they do. Inside the caller's transaction."""
    mine = Membership.objects.filter(organization=organization, user=user, ended_at__isnull=True)
    held = mine.filter(role=role).first()
    if held is not None:
        return held
    if role in APART and mine.filter(role__in=APART - {role}).exists():
        raise Refusal(_("One person cannot both prepare and approve payments. Give one of the two roles to another."))
    membership = Membership.objects.create(organization=organization, user=user, role=role, started_at=clock.now())
    record("membership_started", membership, by=by, organization=organization, role=str(role), person=user.pk)
    forget(user)
    membership_changed.send(Membership, membership=membership)
    return membership


def _finish(membership: Membership, by: User) -> Membership:
    membership.ended_at, membership.ended_by = clock.now(), by
    membership.save(update_fields=["ended_at", "ended_by"])
    record(
        "membership_ended",
        membership,
        by=by,
        organization=membership.organization,
        role=membership.role,
        person=membership.user_id,
    )
    forget(membership.user)
    membership_changed.send(Membership, membership=membership)
    return membership


def refuse_if_last(organization: Organization, leaving: Iterable[Membership]) -> None:
    """Raise a Refusal if, without `leaving`, nobody would hold a role that answers for the organisation."""
    gone = {membership.pk for membership in leaving}
    roles = {membership.role for membership in leaving if membership.role in STEWARDS}
    left = {membership.role for membership in _now(organization) if membership.pk not in gone}
    for role in sorted(roles - left):
        raise Refusal(
            _("“%(organization)s” would be left without anyone in the role “%(role)s”. Give it to somebody else first.")
            % {"organization": organization, "role": Role(role).label}
        )


@transaction.atomic
def end_membership(membership: Membership, *, by: User) -> Membership:
    """The role ends now. Refused for the last person who answers for the organisation."""
    organization = _lock(membership.organization)
    row = Membership.objects.select_for_update().select_related("user", "organization").get(pk=membership.pk)
    demand(by, "organizations.end_membership", row)
    if row.ended_at is not None:
        raise NotNow(_("This membership has ended already."))
    refuse_if_last(organization, [row])
    return _finish(row, by)


@transaction.atomic
def change_roles(organization: Organization, user: User, roles: Iterable[str], *, by: User) -> list[Membership]:
    """`user` holds exactly `roles` in `organization` from now on: what is missing begins, what is too much ends."""
    demand(by, "organizations.manage_members", organization)
    organization = _lock(organization)
    wanted, offered = set(roles), set(roles_for(organization, by))
    held = {each.role: each for each in _now(organization) if each.user_id == user.pk}
    if not held:
        raise NotNow(_("This person is not a member. Invite them."))
    if wanted - offered - set(held):
        raise Refusal(
            _("This organisation cannot give this role."), fields={"roles": _("Choose among the roles shown.")}
        )
    if not wanted:
        raise Refusal(
            _("Choose at least one role, or end the membership."), fields={"roles": _("Choose at least one.")}
        )
    ending = [held[role] for role in sorted(set(held) - wanted)]
    refuse_if_last(organization, ending)
    for membership in ending:
        _finish(membership, by)
    return [start_membership(organization, user, role, by=by) for role in sorted(wanted)]


@transaction.atomic
def leave_no_role(user: User, *, by: User) -> None:
    """End every role of `user`, everywhere; refused where nobody else would answer for the organisation."""
    rows = Membership.objects.filter(user=user, ended_at__isnull=True).select_related("organization", "user")
    by_organization: dict[int, list[Membership]] = {}
    for row in rows:
        by_organization.setdefault(row.organization_id, []).append(row)
    for mine in by_organization.values():
        refuse_if_last(_lock(mine[0].organization), mine)
        for row in mine:
            _finish(row, by)
