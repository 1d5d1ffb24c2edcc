"""Everything that the house holds of one person, for their own copy."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from kernel.models import SentMessage
from organizations.models import Activity, Document, Invitation, Membership, User
from organizations.queries.profile.people import rows_naming
from organizations.registries import personal_data


def addresses_of(user: User) -> set[str]:
    """The addresses that are proved to be the person's: the one they log in with, and those they confirmed.

    One that was only typed may be somebody else's: nothing that went there is theirs to read or to have erased.
    """
    return {user.email, *EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)}


def everything_about(user: User) -> dict[str, Any]:
    """The person's data as JSON values, moments in ISO 8601; what other floors hold stands under their names.

    Secrets (password, keys of second factors) are named but not given.
    """
    addresses = list(EmailAddress.objects.filter(user=user).order_by("pk").values("email", "verified", "primary"))
    emails = addresses_of(user)
    return {
        "person": {
            "id": user.pk,
            "name": user.name,
            "email": user.email,
            "language": user.language,
            "joined": user.date_joined.isoformat(),
            "has_password": user.has_usable_password(),
            "is_demo": user.is_demo,
        },
        "addresses": addresses,
        "second_factors": [
            {"kind": each.type, "added": each.created_at.isoformat()}
            for each in Authenticator.objects.filter(user=user).order_by("pk")
        ],
        "sessions": [
            {"since": each.created_at.isoformat(), "address": each.ip, "browser": each.user_agent}
            for each in UserSession.objects.filter(user=user).order_by("pk")
        ],
        **_in_organizations(user, emails),
        "how_often_told": dict(user.notice_choices.values_list("kind", "rhythm")),
        "documents": [
            {"file": each.filename, "title": each.title, "at": each.uploaded_at.isoformat()}
            for each in Document.objects.filter(uploaded_by=user).order_by("pk")
        ],
        "acts": [
            {"what": each.verb, "at": each.at.isoformat(), "thing": f"{each.content_type.model} {each.object_id}"}
            for each in Activity.objects.filter(actor=user).select_related("content_type").order_by("pk")
        ],
        "messages": [
            {"subject": each.subject, "at": each.sent_at.isoformat()}
            for each in SentMessage.objects.filter(to__in=emails).order_by("pk")
        ],
        **{holding.name: holding.collect(user) for holding in personal_data},
    }


def _in_organizations(user: User, emails: set[str]) -> dict[str, Any]:
    return {
        "memberships": [_membership(each) for each in _memberships(user)],
        "invitations": [
            {"organization": str(each.organization), "role": each.role, "at": each.invited_at.isoformat()}
            for each in Invitation.objects.filter(email__in=emails).select_related("organization").order_by("pk")
        ],
        "join_requests": [
            {"organization": each.organization_id, "role": each.role, "at": each.asked_at.isoformat()}
            for each in user.join_requests.order_by("pk")
        ],
        "named_in_profiles": [
            {"organization": str(each.organization), "name": each.name, "function": each.function}
            for each in rows_naming(user)
        ],
    }


def _memberships(user: User) -> list[Membership]:
    return list(Membership.objects.filter(user=user).select_related("organization").order_by("pk"))


def _membership(row: Membership) -> dict[str, Any]:
    return {
        "organization": str(row.organization),
        "role": row.role,
        "since": row.started_at.isoformat(),
        "until": row.ended_at.isoformat() if row.ended_at else None,
    }
