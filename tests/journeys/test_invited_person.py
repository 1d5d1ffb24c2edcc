"""From a message to a member: a new person, one who has an account, and those who hold the link without right."""

import pytest
from django.core import mail
from django.urls import reverse

from organizations.actions.memberships import invite_member
from organizations.models import Membership, Role, User
from tests.factories.organizations import PASSWORD, MembershipFactory, UserFactory
from tests.html import StrictClient
from tests.organizations.people import enter, link_in_mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return MembershipFactory(user__name="Elena Head", organization__name_ro="Casa Mare").organization


@pytest.fixture
def invite(client, home, django_capture_on_commit_callbacks):
    def send(email, role=Role.ACCOUNTANT, sender=None):
        enter(client, sender or home.memberships.get(role=Role.REPRESENTATIVE).user)
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(reverse("organizations:invite", args=[home.slug]), {"email": email, "role": role})
        assert response.headers["Location"] == reverse("organizations:members", args=[home.slug])
        return link_in_mail()

    return send


def test_new_person_joins_and_is_inside(invite, home):
    link, guest = invite("nina@example.org"), StrictClient()
    page = guest.get(link).content.decode()
    assert "Elena Head" in page
    assert "Casa Mare" in page
    response = guest.post(link, {"name": "Nina", "language": "ru", "password": ""}, follow=True)
    assert response.redirect_chain[-1][0] == home.get_absolute_url()
    assert "Nina" in response.content.decode()
    person = User.objects.get(email="nina@example.org")
    assert not person.has_usable_password()
    assert "will have the address" not in StrictClient().get(link).content.decode()


def test_new_person_with_a_weak_password_loses_nothing(invite):
    link, guest = invite("nina@example.org"), StrictClient()
    page = guest.post(link, {"name": "Nina Typed", "language": "ru", "password": "short"}).content.decode()
    assert "too short" in page
    assert "Nina Typed" in page
    assert not User.objects.filter(email="nina@example.org").exists()


def test_known_person_logs_in_and_accepts(invite, home):
    person = UserFactory(email="ion@example.org")
    link, guest = invite("ion@example.org"), StrictClient()
    login = f"{reverse('account_login')}?next="
    assert login in guest.get(link).content.decode()
    guest.post(reverse("account_login"), {"login": person.email, "password": PASSWORD, "next": link})
    guest.post(link)
    assert Membership.objects.get(user=person).organization == home


def test_staff_who_joins_sets_up_a_second_factor_first(django_capture_on_commit_callbacks):
    boss = MembershipFactory(role=Role.ADMINISTRATOR)
    with django_capture_on_commit_callbacks(execute=True):
        invite_member(boss.organization, by=boss.user, email="clerk@example.org", role=Role.GRANTS_OFFICER)
    guest = StrictClient()
    response = guest.post(link_in_mail(), {"name": "Clerk", "language": "en", "password": ""}, follow=True)
    assert response.redirect_chain[-1][0] == reverse("mfa_index")


def test_the_link_is_of_no_use_to_others(invite, home):
    link, other = invite("nina@example.org"), UserFactory()
    stranger = StrictClient()
    stranger.force_login(other)
    assert "logged in as" in stranger.get(link).content.decode()
    assert stranger.post(link).status_code == 409
    assert not Membership.objects.filter(user=other).exists()


def test_a_cut_link_says_so(invite):
    link = invite("nina@example.org")
    response = StrictClient().get(link[:-5] + "/")
    assert response.status_code == 404
    assert "not complete" in response.content.decode()


def test_withdrawn_link_says_so_and_resent_one_works(client, invite, home, django_capture_on_commit_callbacks):
    link = invite("nina@example.org")
    invitation = home.invitations.get()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("organizations:invitation_move", args=[invitation.pk, "resend"]))
    assert len(mail.outbox) == 2
    client.post(reverse("organizations:invitation_move", args=[invitation.pk, "withdraw"]))
    assert "does not hold any more" in StrictClient().get(link).content.decode()
    assert StrictClient().post(link, {"name": "N", "language": "ro", "password": ""}).status_code == 409


def test_invitations_are_moved_only_by_who_answers_for_the_organization(client, invite, home):
    invite("nina@example.org")
    url = reverse("organizations:invitation_move", args=[home.invitations.get().pk, "withdraw"])
    for user in (MembershipFactory().user, MembershipFactory(organization=home, role=Role.MEMBER).user):
        client.force_login(user)
        assert client.post(url).status_code == 403
    client.force_login(UserFactory())
    assert client.post(url).status_code == 404


def test_acts_on_members_ask_whether_it_is_you(client, home):
    member = MembershipFactory(organization=home, role=Role.MEMBER)
    client.force_login(home.memberships.get(role=Role.REPRESENTATIVE).user)
    for url in (
        reverse("organizations:invite", args=[home.slug]),
        reverse("organizations:roles", args=[home.slug, member.user_id]),
        reverse("organizations:end_membership", args=[member.pk]),
    ):
        assert client.get(url).headers["Location"].startswith(reverse("account_reauthenticate"))


def test_roles_are_changed_and_ended_on_pages(client, home):
    member = MembershipFactory(organization=home, role=Role.MEMBER)
    head = home.memberships.get(role=Role.REPRESENTATIVE)
    enter(client, head.user)
    url = reverse("organizations:roles", args=[home.slug, member.user_id])
    assert "cannot submit them" in client.get(url).content.decode()
    client.post(url, {"roles": ["accountant"]})
    now = home.memberships.get(user=member.user, ended_at__isnull=True)
    assert now.role == Role.ACCOUNTANT
    assert "Choose at least one" in client.post(url, {"roles": []}).content.decode()
    end = reverse("organizations:end_membership", args=[now.pk])
    assert client.get(end).status_code == 200
    client.post(end)
    assert not home.memberships.filter(user=member.user, ended_at__isnull=True).exists()
    last = client.post(reverse("organizations:end_membership", args=[head.pk]))
    assert "without anyone" in last.content.decode()


def test_memberships_of_others_are_not_found(client, home):
    enter(client, MembershipFactory().user)
    member = MembershipFactory(organization=home, role=Role.MEMBER)
    assert client.get(reverse("organizations:end_membership", args=[member.pk])).status_code == 404
