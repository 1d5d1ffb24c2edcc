"""Acts on requests to join: asking, letting in, declining, taking back."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from kernel import clock
from kernel.refusals import NotNow, Refusal
from organizations.actions.activity import record
from organizations.actions.demand import demand
from organizations.actions.memberships import start_membership
from organizations.lifecycles import JOIN_REQUEST
from organizations.models import STEWARDS, JoinRequest, Organization, User
from organizations.notifications import members, notify
from organizations.queries.joining import roles_to_ask
from organizations.queries.roles import roles_for

MOST_WAITING = 5  # requests of one person at a time, to all organisations together


@transaction.atomic
def ask_to_join(organization: Organization, *, by: User, role: str, message: str = "") -> JoinRequest:
    """Ask those who answer for the organisation to be let in as `role`; they are told, with name and address of `by`.

    Where nobody answers for it, the operator of the installation is told. One request waits per person and
    organisation, and five per person.
    """
    demand(by, "organizations.ask_to_join", organization)
    row = Organization.objects.select_for_update().get(pk=organization.pk)
    if role not in roles_to_ask(row):
        reason = _("This organisation does not give this role. Choose one of those shown.")
        raise Refusal(reason, fields={"role": reason})
    waiting = JoinRequest.objects.waiting().filter(user=by)
    if waiting.filter(organization=row).exists():
        raise NotNow(_("You have asked already. The answer comes by e-mail; you can also take the request back."))
    if waiting.count() >= MOST_WAITING:
        raise NotNow(_("Five of your requests wait for an answer. Take one back before you ask elsewhere."))
    request = JoinRequest.objects.create(
        organization=row, user=by, role=role, message=message.strip(), asked_at=clock.now()
    )
    record("join_asked", request, by=by, organization=row, role=str(role))
    notify(who_answers(row), "join_asked", url=request.get_absolute_url(), request=request)
    return request


def who_answers(organization: Organization) -> list[User]:
    """Those who answer for the organisation; where there is nobody, the operators of the installation."""
    operators = User.objects.filter(is_superuser=True, is_staff=True, is_active=True)
    return members(organization, *STEWARDS) or list(operators)


def _locked(request: JoinRequest) -> JoinRequest:
    rows = JoinRequest.objects.select_for_update(of=("self",)).select_related("organization", "user")
    return rows.get(pk=request.pk)


def _end(row: JoinRequest, move: str, by: User, reason: str = "") -> JoinRequest:
    JOIN_REQUEST.check(row, move, by=by)
    row.answered_at, row.answered_by, row.reason = clock.now(), by, reason
    row.save(update_fields=["answered_at", "answered_by", "reason"])
    return JOIN_REQUEST.make(row, move, by=by)


@transaction.atomic
def accept_join_request(request: JoinRequest, *, by: User, roles: Iterable[str]) -> JoinRequest:
    """The person becomes a member in `roles`, one at least, which may differ from what they asked for."""
    row = _locked(request)
    JOIN_REQUEST.check(row, "accept", by=by)
    wanted, offered = sorted(set(roles)), set(roles_for(row.organization, by))
    if not wanted or set(wanted) - offered:
        reason = _("Choose at least one of the roles shown.")
        raise Refusal(reason, fields={"roles": reason})
    organization = Organization.objects.select_for_update().get(pk=row.organization_id)
    # First the answer: once somebody answers for the organisation, the operator may not any more.
    _end(row, "accept", by)
    for role in wanted:
        start_membership(organization, row.user, role, by=by)
    record("join_accepted", row, by=by, organization=organization, roles=[str(role) for role in wanted])
    notify([row.user], "join_accepted", url=organization.get_absolute_url(), request=row, organization=organization)
    return row


@transaction.atomic
def decline_join_request(request: JoinRequest, *, by: User, reason: str) -> JoinRequest:
    """The person stays outside and reads why."""
    row = _locked(request)
    JOIN_REQUEST.check(row, "decline", by=by)
    if not reason.strip():
        raise Refusal(_("Say why, in a sentence."), fields={"reason": _("Say why, in a sentence.")})
    _end(row, "decline", by, reason.strip())
    record("join_declined", row, by=by, organization=row.organization)
    notify([row.user], "join_declined", url=row.get_absolute_url(), request=row)
    return row


@transaction.atomic
def withdraw_join_request(request: JoinRequest, *, by: User) -> JoinRequest:
    """The person no longer asks."""
    row = _end(_locked(request), "withdraw", by)
    record("join_withdrawn", row, by=by, organization=row.organization)
    return row
