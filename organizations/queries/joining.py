"""Who asked to join which organisation, and which of them the register shows to the person who asks."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from organizations.idno import bare, has_thirteen_digits
from organizations.models import STAFF_ROLES, STEWARDS, JoinRequest, Organization, User
from organizations.queries.roles import roles_for
from organizations.roles import organizations_where
from organizations.rules import is_operator


def organization_by(key: str, user: Any) -> Organization | None:
    """The organisation with this IDNO, whoever asks; or the one at this address, if the register shows it to `user`.

    Whoever knows the number of an organisation may ask it; an address tells a name and is for those who may read it.
    """
    if has_thirteen_digits(bare(key)):
        return Organization.objects.filter(idno=bare(key)).first()
    return Organization.objects.visible_to(user).filter(slug=key).first()


def is_shown(organization: Organization, user: Any) -> bool:
    """Whether the register shows this organisation to `user`; its name is not told otherwise."""
    return Organization.objects.visible_to(user).filter(pk=organization.pk).exists()


def roles_to_ask(organization: Organization) -> list[str]:
    """The roles that a stranger may ask for: those that the organisation gives, without those of an implementer."""
    return [role for role in roles_for(organization, AnonymousUser()) if role not in STAFF_ROLES]


def requests_to_answer(user: Any) -> QuerySet[JoinRequest]:
    """Waiting requests that this person answers, the oldest first; the operator's are those nobody else can answer."""
    rows = JoinRequest.objects.waiting().exclude(user=user)
    if is_operator(user):
        rows = rows.exclude(organization__in=Organization.objects.stewarded())
    else:
        rows = rows.filter(organization__in=organizations_where(user, *STEWARDS))
    return rows.select_related("organization", "user").order_by("asked_at", "pk")


def requests_of(user: User) -> QuerySet[JoinRequest]:
    """The requests that this person made and that wait, the oldest first."""
    return user.join_requests.waiting().select_related("organization").order_by("asked_at", "pk")
