"""One's own data, and erasure: what is emptied, what stays, and when it must wait."""

import json
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse

from kernel import clock
from kernel.models import SentMessage
from kernel.refusals import NotAllowed, NotNow, Refusal
from organizations.actions.memberships import invite_member
from organizations.actions.people import ask_erasure, erase_person, withdraw_erasure
from organizations.models import Activity, Invitation, Membership, Role
from organizations.queries.people import everything_about
from organizations.registries import PersonalData, personal_data
from organizations.wiring import invitation_tasks
from tests.factories.organizations import (
    DocumentFactory,
    MembershipFactory,
    OperatorFactory,
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
