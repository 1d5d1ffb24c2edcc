"""Inviting, accepting, changing roles and leaving: what the acts guarantee, and what they refuse."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError

from kernel import clock
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.memberships import (
    accept_invitation,
    change_roles,
    end_membership,
    invite_member,
    join_by_invitation,
    resend_invitation,
    withdraw_invitation,
)
from organizations.models import Activity, Membership, Nature, Role
from organizations.queries.memberships import roles_of
from organizations.queries.roles import roles_for
from tests.factories.organizations import (
    AuthorityFactory,
    MembershipFactory,
    OperatorFactory,
    OrganizationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    return MembershipFactory(user__name="Head").user


@pytest.fixture
def home(head):
    return head.memberships.get().organization


def invite(home, head, email="new@example.org", role=Role.ACCOUNTANT):
    return invite_member(home, by=head, email=email, role=role)


def test_invite_sends_one_message_and_keeps_no_address_in_the_record(home, head, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        invitation = invite(home, head, email=" New@Example.org ")
    assert invitation.email == "new@example.org"
    assert [message.to for message in mail.outbox] == [["new@example.org"]]
    line = Activity.objects.get(verb="member_invited")
    assert (line.actor, line.organization, line.facts) == (head, home, {"role": "accountant"})


@pytest.mark.parametrize("role", [Role.ACCOUNTANT, Role.MEMBER, Role.FACILITATOR])
def test_invite_is_for_those_who_answer_for_the_organization(home, role):
    with pytest.raises(NotAllowed):
        invite(home, MembershipFactory(organization=home, role=role).user)


def test_invite_is_for_ones_own_organization(home):
    with pytest.raises(NotAllowed):
        invite(home, MembershipFactory().user)


def test_invite_refuses_a_role_of_another_kind_of_organization(home, head):
    with pytest.raises(Refusal) as refusal:
        invite(home, head, role=Role.FINANCE_APPROVER)
    assert set(refusal.value.fields) == {"role"}


def test_invite_twice_says_send_again(home, head):
    invite(home, head)
    with pytest.raises(Refusal, match="Send the invitation again"):
        invite(home, head)


def test_invite_somebody_who_holds_the_role(home, head):
    with pytest.raises(Refusal, match="holds this role already"):
        invite(home, head, email=head.email, role=Role.REPRESENTATIVE)


def test_accept_makes_a_member_once(home, head):
    guest = UserFactory(email="new@example.org")
    invitation = invite(home, head)
    membership = accept_invitation(invitation, by=guest)
    assert (membership.user, membership.organization, membership.role) == (guest, home, Role.ACCOUNTANT)
    assert roles_of(guest) == {home.pk: frozenset({Role.ACCOUNTANT})}
    with pytest.raises(NotNow, match="works once"):
        accept_invitation(invitation, by=guest)


def test_accept_is_bound_to_the_address(home, head):
    with pytest.raises(NotAllowed, match="another address"):
        accept_invitation(invite(home, head), by=UserFactory())


def test_accept_needs_a_confirmed_address(home, head):
    guest = UserFactory(email="new@example.org")
    guest.emailaddress_set.update(verified=False)
    with pytest.raises(NotAllowed, match="Confirm"):
        accept_invitation(invite(home, head), by=guest)


def test_accept_after_fourteen_days_is_refused_until_sent_again(home, head):
    guest = UserFactory(email="new@example.org")
    invitation = invite(home, head)
    with clock.at(invitation.sent_at + timedelta(days=14)):
        with pytest.raises(NotNow, match="run out"):
            accept_invitation(invitation, by=guest)
        resend_invitation(invitation, by=head)
        assert accept_invitation(invitation, by=guest).role == Role.ACCOUNTANT


def test_withdrawn_invitation_is_refused(home, head):
    guest = UserFactory(email="new@example.org")
    invitation = invite(home, head)
    withdraw_invitation(invitation, by=head)
    with pytest.raises(NotNow, match="withdrawn"):
        accept_invitation(invitation, by=guest)
    with pytest.raises(NotNow):
        resend_invitation(invitation, by=head)
    assert invite(home, head).pk != invitation.pk


def test_join_makes_a_person_with_a_confirmed_address(home, head):
    user, membership = join_by_invitation(invite(home, head), name="Nina", language="ru")
    assert (user.email, user.name, user.language, user.has_usable_password()) == (
        "new@example.org",
        "Nina",
        "ru",
        False,
    )
    assert user.emailaddress_set.get().verified
    assert membership.role == Role.ACCOUNTANT


def test_join_with_an_address_that_has_an_account_is_refused(home, head):
    UserFactory(email="new@example.org")
    with pytest.raises(NotNow, match="Log in"):
        join_by_invitation(invite(home, head), name="Nina", language="ru")


def test_last_representative_stays(home, head):
    with pytest.raises(Refusal, match="without anyone"):
        end_membership(head.memberships.get(), by=head)
    second = MembershipFactory(organization=home)
    end_membership(head.memberships.get(), by=head)
    assert roles_of(head) == {}
    with pytest.raises(Refusal, match="without anyone"):
        end_membership(second, by=second.user)


def test_last_administrator_stays():
    boss = MembershipFactory(role=Role.ADMINISTRATOR)
    MembershipFactory(organization=boss.organization, role=Role.GRANTS_OFFICER)
    with pytest.raises(Refusal, match="administrator"):
        end_membership(boss, by=boss.user)
    with pytest.raises(Refusal, match="administrator"):
        change_roles(boss.organization, boss.user, [Role.EDITOR], by=boss.user)


def test_anybody_may_leave_but_not_end_others(home):
    membership = MembershipFactory(organization=home, role=Role.MEMBER)
    colleague = MembershipFactory(organization=home, role=Role.MEMBER)
    with pytest.raises(NotAllowed):
        end_membership(membership, by=colleague.user)
    assert end_membership(membership, by=membership.user).ended_by == membership.user
    with pytest.raises(NotNow):
        end_membership(membership, by=membership.user)


def test_change_roles_ends_and_begins(home, head):
    member = MembershipFactory(organization=home, role=Role.MEMBER)
    change_roles(home, member.user, [Role.ACCOUNTANT, Role.FACILITATOR], by=head)
    member.refresh_from_db()
    assert member.ended_by == head
    assert roles_of(member.user) == {home.pk: frozenset({Role.ACCOUNTANT, Role.FACILITATOR})}
    verbs = list(Activity.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["membership_ended", "membership_started", "membership_started"]


def test_change_roles_refuses_none_and_foreign_ones(home, head):
    member = MembershipFactory(organization=home, role=Role.MEMBER)
    for roles in ([], [Role.ADMINISTRATOR]):
        with pytest.raises(Refusal):
            change_roles(home, member.user, roles, by=head)
    with pytest.raises(NotNow):
        change_roles(home, UserFactory(), [Role.MEMBER], by=head)


def test_nobody_prepares_and_approves_payments():
    boss = MembershipFactory(role=Role.ADMINISTRATOR)
    clerk = MembershipFactory(organization=boss.organization, role=Role.FINANCE_OFFICER)
    with pytest.raises(Refusal, match="both prepare and approve"):
        change_roles(boss.organization, clerk.user, [Role.FINANCE_OFFICER, Role.FINANCE_APPROVER], by=boss.user)
    change_roles(boss.organization, clerk.user, [Role.FINANCE_APPROVER], by=boss.user)
    assert roles_of(clerk.user) == {boss.organization.pk: frozenset({Role.FINANCE_APPROVER})}


def test_operator_begins_an_organization_and_then_has_no_say():
    operator, organization = OperatorFactory(), OrganizationFactory()
    assert roles_for(organization, operator) == ["administrator", "representative", "officer", "viewer"]
    invite_member(organization, by=operator, email="boss@example.org", role=Role.ADMINISTRATOR)
    MembershipFactory(organization=organization, role=Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        invite_member(organization, by=operator, email="other@example.org", role=Role.ADMINISTRATOR)


@pytest.mark.parametrize(
    ("nature", "roles"),
    [
        (Nature.ASSOCIATION, {"representative", "accountant", "member", "facilitator"}),
        (Nature.NETWORK, {"representative", "accountant", "member", "facilitator"}),
        (Nature.STATE_DONOR, {"viewer"}),
        (Nature.INTERNATIONAL, {"viewer"}),
    ],
)
def test_roles_follow_from_the_nature(nature, roles):
    assert set(roles_for(OrganizationFactory(nature=nature), UserFactory())) == roles


def test_roles_of_an_authority_and_of_an_implementer():
    assert roles_for(AuthorityFactory().organization, UserFactory()) == ["officer"]
    boss = MembershipFactory(role=Role.ADMINISTRATOR, organization__nature=Nature.INTERNATIONAL)
    assert set(roles_for(boss.organization, boss.user)) == {
        "administrator",
        "programme_manager",
        "grants_officer",
        "finance_officer",
        "finance_approver",
        "monitoring_officer",
        "editor",
        "viewer",
    }


def test_the_database_refuses_a_role_twice(home, head):
    with pytest.raises(IntegrityError):
        Membership.objects.create(user=head, organization=home, role=Role.REPRESENTATIVE)
