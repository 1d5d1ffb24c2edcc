"""Acts of people on their own account, and the erasure of a person."""

from collections.abc import Collection

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from kernel import clock
from kernel.models import SentMessage
from kernel.refusals import NotNow
from organizations.actions.activity import record
from organizations.actions.demand import demand
from organizations.actions.joining import withdraw_join_request
from organizations.actions.memberships import leave_no_role
from organizations.actions.profile.people import take_out_of_profiles
from organizations.models import HeldNotice, Invitation, JoinRequest, NoticeChoice, QuietHours, User
from organizations.notifications import notify
from organizations.queries.people import addresses_of
from organizations.registries import personal_data

ERASED = "erased.invalid"  # a domain that never receives mail (RFC 2606)


@transaction.atomic
def choose_language(user: User, language: str) -> User:
    """Keep `language` (ro, ru, en) as the one of the person's pages and messages."""
    user.language = language
    user.save(update_fields=["language"])
    return user


@transaction.atomic
def ask_erasure(user: User, *, by: User) -> User:
    """The person wants to be erased here; the operator is told, and does it or explains why it must wait."""
    demand(by, "organizations.ask_erasure", user)
    row = User.objects.select_for_update().get(pk=user.pk)
    if row.erasure_asked_at is not None:
        raise NotNow(_("You have asked for this already."))
    row.erasure_asked_at = clock.now()
    row.save(update_fields=["erasure_asked_at"])
    record("erasure_asked", row, by=by)
    operators = User.objects.filter(is_superuser=True, is_staff=True, is_active=True)
    notify(operators, "erasure_asked", url="/admin/organizations/user/", person=row.pk)
    return row


@transaction.atomic
def withdraw_erasure(user: User, *, by: User) -> User:
    """The person stays."""
    demand(by, "organizations.ask_erasure", user)
    row = User.objects.select_for_update().get(pk=user.pk)
    if row.erasure_asked_at is None:
        raise NotNow(_("You have not asked to be erased."))
    row.erasure_asked_at = None
    row.save(update_fields=["erasure_asked_at"])
    record("erasure_withdrawn", row, by=by)
    return row


@transaction.atomic
def erase_person(user: User, *, by: User) -> User:
    """Empty everything that tells who the person was; the id stays, so that the record of what was done stays whole.

    Ends their roles (refused where nobody else would answer for an organisation), their logins and sessions, takes
    their name out of the profiles of their organisations, and ends what other floors hold of them
    (`registries.personal_data`). Cannot be undone.
    """
    demand(by, "organizations.erase_person", user)
    row = User.objects.select_for_update().get(pk=user.pk)
    if row.erased_at is not None:
        raise NotNow(_("This person has been erased."))
    leave_no_role(row, by=by)
    for request in row.join_requests.waiting():
        withdraw_join_request(request, by=row)
    take_out_of_profiles(row, by=by)
    for holding in personal_data:
        holding.erase(row)
    _erase_account(row)
    row.email, row.name, row.is_active, row.is_staff = f"erased-{row.pk}@{ERASED}", "", False, False
    row.is_superuser, row.last_login, row.erasure_asked_at = False, None, None
    row.erased_at, row.erased_by = clock.now(), by
    row.set_unusable_password()
    row.save()
    record("person_erased", row, by=by)
    return row


def _erase_account(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()
    addresses = addresses_of(user)
    _empty_messages_about(user, addresses)
    Authenticator.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    Invitation.objects.filter(email__in=addresses).update(email=f"erased-{user.pk}@{ERASED}")
    JoinRequest.objects.filter(user=user).update(message="", reason="")
    SentMessage.objects.filter(to__in=addresses).update(to=f"erased-{user.pk}@{ERASED}", subject="", body="")
    for model in (HeldNotice, NoticeChoice, QuietHours):
        model._default_manager.filter(user=user).delete()


def _empty_messages_about(user: User, addresses: Collection[str]) -> None:
    """Letters to others that name the person: that they ask to join, that they were let in or came in."""
    invited = Invitation.objects.filter(Q(email__in=addresses) | Q(accepted_by=user))
    for rows in (JoinRequest.objects.filter(user=user), invited):
        keys = list(rows.values_list("pk", flat=True))
        about = SentMessage.objects.filter(things__model=rows.model._meta.label_lower, things__key__in=keys)
        SentMessage.objects.filter(pk__in=about.values("pk")).update(subject="", body="")
