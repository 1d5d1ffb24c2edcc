"""Somebody who found a call: creates an account, confirms the address, registers the organisation."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from organizations.models import Membership, Role, User
from tests.factories.organizations import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def code_in_mail():
    return re.search(r"^[A-Z0-9]{3,}-?[A-Z0-9]{3,}$", mail.outbox[-1].body, re.M).group()


def sign_up(client, **more):
    typed = {"name": "Vera Pop", "email": "vera@example.org", "language": "en", "password1": "", **more}
    return client.post(reverse("account_signup"), typed)


def test_from_the_call_to_a_registered_organization(client):
    response = sign_up(client, next=reverse("organizations:new"))
    assert response.headers["Location"].startswith(reverse("account_email_verification_sent"))
    assert client.get(response.headers["Location"]).status_code == 200
    response = client.post(response.headers["Location"], {"code": code_in_mail()})
    assert response.headers["Location"] == reverse("organizations:new")
    person = User.objects.get()
    assert (person.name, person.language, person.has_usable_password()) == ("Vera Pop", "en", False)
    assert client.get(reverse("organizations:new")).status_code == 200
    client.post(reverse("organizations:new"), {"name_ro": "Casa Mare", "nature": "association"})
    membership = Membership.objects.get()
    assert (membership.user, membership.role, membership.organization.name_ro) == (
        person,
        Role.REPRESENTATIVE,
        "Casa Mare",
    )


def test_wrong_code_does_not_let_in(client):
    response = sign_up(client)
    client.post(response.headers["Location"], {"code": "WRONG1"})
    assert "_auth_user_id" not in client.session


def test_sign_up_with_a_known_address_looks_the_same_and_tells_its_owner(client):
    owner = UserFactory(email="vera@example.org")
    response = sign_up(client)
    assert response.headers["Location"].startswith(reverse("account_email_verification_sent"))
    assert client.get(response.headers["Location"]).status_code == 200
    assert [message.to for message in mail.outbox] == [["vera@example.org"]]
    assert list(User.objects.all()) == [owner]


def test_sign_up_with_a_weak_password_keeps_what_was_typed(client):
    page = sign_up(client, password1="short").content.decode()
    assert "too short" in page
    assert "Vera Pop" in page


def test_sign_up_in_the_language_of_the_page(client):
    page = client.get(reverse("account_signup"), headers={"accept-language": "ru"}).content.decode()
    assert re.search(r'<option value="ru"\s+selected', page)


def test_log_out(client):
    client.post(reverse("account_login"), {"login": UserFactory().email, "password": PASSWORD})
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session
