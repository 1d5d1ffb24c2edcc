"""One's own data, and erasure: what is emptied, what stays, and when it must wait."""

import json
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse

from kernel import clock
from kernel.models import SentMessage
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.joining import ask_to_join
from organizations.actions.memberships import invite_member
from organizations.actions.notices import choose_rhythms
from organizations.actions.people import ask_erasure, erase_person, withdraw_erasure
from organizations.models import (
    Activity,
    HeldNotice,
    Invitation,
    Membership,
    NoticeChoice,
    Role,
    Signatory,
    TeamMember,
)
from organizations.queries.people import everything_about
from organizations.registries import PersonalData, personal_data
from organizations.wiring import invitation_tasks
from tests.factories.organizations import (
    DocumentFactory,
    MembershipFactory,
    OperatorFactory,
    OrganizationFactory,
    give_second_factor,
)
from tests.organizations.people import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    membership = MembershipFactory(role=Role.MEMBER, user__name="Vera Secret", user__email="vera@example.org")
    head = MembershipFactory(organization=membership.organization)
    invite_member(membership.organization, by=head.user, email="vera@example.org", role=Role.ACCOUNTANT)
    give_second_factor(membership.user)
    SentMessage.objects.create(to="vera@example.org", subject="Dear Vera", body="Secret", sent_at=clock.now())
    DocumentFactory(organization=membership.organization, uploaded_by=membership.user)
    return membership.user


def test_erase_empties_the_person_and_keeps_the_id(person):
    operator, key = OperatorFactory(), person.pk
    erased = erase_person(person, by=operator)
    erased.refresh_from_db()
    assert (erased.pk, erased.name, erased.is_active, erased.has_usable_password()) == (key, "", False, False)
    assert str(erased) == "erased person"
    assert not Authenticator.objects.filter(user=key).exists()
    assert not EmailAddress.objects.filter(user=key).exists()
    assert not Membership.objects.filter(user=key, ended_at__isnull=True).exists()
    for model in (Invitation, SentMessage):
        for row in model.objects.values():
            assert "vera" not in str(row).lower()
    assert Activity.objects.get(verb="person_erased").object_id == key
    assert "Vera" not in str(list(Activity.objects.values()))
    with pytest.raises(NotNow):
        erase_person(erased, by=operator)


def test_erase_reaches_what_other_floors_hold(person, monkeypatch):
    emptied = []
    monkeypatch.setattr(personal_data, "_entries", {})
    personal_data.add(
        PersonalData("notes", collect=lambda user: ["a note"], erase=lambda user: emptied.append(user.pk))
    )
    assert everything_about(person)["notes"] == ["a note"]
    erase_person(person, by=OperatorFactory())
    assert emptied == [person.pk]


def test_erase_takes_the_person_out_of_profiles_and_of_what_waited_for_them(person):
    home, other = person.memberships.get().organization, OrganizationFactory()
    day = date(2024, 1, 1)
    for organization in (home, other):
        Signatory.objects.create(organization=organization, name="SECRET Vera Ion", function="Director", since_on=day)
        TeamMember.objects.create(organization=organization, name="Véra Secret", function="Tutor", part="volunteer")
        TeamMember.objects.create(organization=organization, name="Vera Popa", function="Tutor", part="volunteer")
    HeldNotice.objects.create(user=person, kind="work", subject="Vera", body="Vera", due_at=clock.now())
    choose_rhythms(person, {"work": "daily"})
    told = everything_about(person)
    assert [each["function"] for each in told["named_in_profiles"]] == ["Director", "Tutor"]
    assert told["how_often_told"] == {"work": "daily"}
    erase_person(person, by=OperatorFactory())
    assert (home.signatories.count(), [each.name for each in home.team.all()]) == (0, ["Vera Popa"])
    assert (other.signatories.count(), other.team.count()) == (1, 2)  # nothing ties these to the account
    assert Activity.objects.get(verb="profile_person_removed").organization == home
    assert (HeldNotice.objects.count(), NoticeChoice.objects.count()) == (0, 0)


def test_erase_empties_letters_to_others_that_name_the_person(person, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "kernel.mail.KeepingBackend"
    settings.KEPT_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    head = MembershipFactory()
    with django_capture_on_commit_callbacks(execute=True):
        ask_to_join(head.organization, by=person, role=Role.MEMBER)
    kept = SentMessage.objects.get(to=head.user.email)
    assert "vera@example.org" in kept.body
    erase_person(person, by=OperatorFactory())
    kept.refresh_from_db()
    assert (kept.subject, kept.body) == ("", "")


def test_an_address_that_was_only_typed_shows_and_erases_nothing_of_its_owner(client, person):
    SentMessage.objects.create(to="mayor@example.org", subject="For the mayor", body="Secret", sent_at=clock.now())
    EmailAddress.objects.create(user=person, email="mayor@example.org", verified=False, primary=False)
    client.force_login(person)
    text = client.get(reverse("organizations:my_messages")).text
    assert ("Dear Vera" in text, "For the mayor" in text) == (True, False)
    assert [each["subject"] for each in everything_about(person)["messages"]] == ["Dear Vera"]
    erase_person(person, by=OperatorFactory())
    assert SentMessage.objects.get(to="mayor@example.org").subject == "For the mayor"


def test_erase_waits_for_a_successor():
    head = MembershipFactory()
    with pytest.raises(Refusal, match="without anyone"):
        erase_person(head.user, by=OperatorFactory())
    head.user.refresh_from_db()
    assert head.user.is_active
    MembershipFactory(organization=head.organization)
    assert erase_person(head.user, by=OperatorFactory()).erased_at


def test_erase_is_for_the_operator_alone(person):
    for other in (person, MembershipFactory(role=Role.ADMINISTRATOR).user):
        with pytest.raises(NotAllowed):
            erase_person(person, by=other)


def test_erased_person_does_not_come_in_again(client, person):
    client.force_login(person)
    erase_person(person, by=OperatorFactory())
    assert client.get(reverse("organizations:account")).headers["Location"].startswith(reverse("account_login"))
    mail.outbox.clear()
    client.post(reverse("account_request_login_code"), {"email": "vera@example.org"})
    assert "record of such an account" in mail.outbox[0].body


def test_ask_and_withdraw(person, django_capture_on_commit_callbacks):
    operator = OperatorFactory()
    with django_capture_on_commit_callbacks(execute=True):
        ask_erasure(person, by=person)
    assert [message.to for message in mail.outbox] == [[operator.email]]
    assert "Vera" not in mail.outbox[0].body
    with pytest.raises(NotNow):
        ask_erasure(person, by=person)
    withdraw_erasure(person, by=person)
    with pytest.raises(NotNow):
        withdraw_erasure(person, by=person)
    with pytest.raises(NotAllowed):
        ask_erasure(person, by=operator)


def test_my_data_is_mine_and_whole_without_secrets(client, person):
    enter(client, person)
    response = client.get(reverse("organizations:my_data"))
    assert response.headers["Content-Disposition"].startswith("attachment")
    data = json.loads(response.content)
    assert data["person"]["email"] == "vera@example.org"
    assert [each["role"] for each in data["memberships"]] == ["member"]
    assert [each["kind"] for each in data["second_factors"]] == ["totp"]
    assert [each["subject"] for each in data["messages"]] == ["Dear Vera"]
    assert "secret" not in json.dumps(data["second_factors"])


def test_my_data_asks_whether_it_is_me(client, person):
    client.force_login(person)
    assert (
        client.get(reverse("organizations:my_data")).headers["Location"].startswith(reverse("account_reauthenticate"))
    )


def test_account_page_changes_name_and_language(client, person):
    client.force_login(person)
    client.post(reverse("organizations:account"), {"name": "Vera N.", "language": "ru"})
    person.refresh_from_db()
    assert (person.name, person.language) == ("Vera N.", "ru")
    assert 'lang="ru"' in client.get(reverse("organizations:account")).content.decode()


def test_account_page_asks_for_erasure_and_takes_it_back(client, person):
    enter(client, person)
    assert client.get(reverse("organizations:erasure")).status_code == 200
    client.post(reverse("organizations:erasure"))
    person.refresh_from_db()
    assert person.erasure_asked_at
    assert reverse("organizations:erasure_withdraw") in client.get(reverse("organizations:account")).content.decode()
    client.post(reverse("organizations:erasure_withdraw"))
    person.refresh_from_db()
    assert person.erasure_asked_at is None


def test_invitation_runs_out_on_the_list_of_tasks(person):
    invitation = Invitation.objects.get()
    assert [str(task.title) for task in invitation_tasks(person)] == [f"Join “{invitation.organization}”"]
    with clock.at(invitation.sent_at + timedelta(days=14)):
        assert list(invitation_tasks(person)) == []
