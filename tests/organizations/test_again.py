"""Is it you? Every way of logging in has a way to show it again."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from kernel import clock
from organizations.models import User
from tests.factories.organizations import PASSWORD, MembershipFactory, UserFactory, give_second_factor

pytestmark = pytest.mark.django_db
BY_CODE = "account_reauthenticate_by_code"


def code_in_mail():
    return re.search(r"^[A-Z0-9]{3,}-?[A-Z0-9]{3,}$", mail.outbox[-1].body, re.M).group()


@pytest.fixture
def without_password(client):
    user = User.objects.create_user("vera@example.org", name="Vera", language="en")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    client.force_login(user)
    return user


def test_a_login_just_now_counts(client):
    user = UserFactory()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert client.get(reverse("organizations:my_data")).status_code == 200
    with clock.at(clock.now() + timedelta(minutes=16)):
        response = client.get(reverse("organizations:my_data"))
    assert response.headers["Location"].startswith(reverse("account_reauthenticate"))


def test_who_has_no_password_shows_it_by_code_and_goes_on(client, without_password):
    response = client.get(reverse("organizations:my_data"))
    page = response.headers["Location"]
    assert page == f"{reverse(BY_CODE)}?next={reverse('organizations:my_data').replace('/', '%2F')}"
    assert "Send me a code" in client.get(page).content.decode()
    assert mail.outbox == []
    assert 'name="code"' in client.post(page, {"send": "1"}).content.decode()
    response = client.post(page, {"code": code_in_mail(), "next": reverse("organizations:my_data")})
    assert response.headers["Location"] == reverse("organizations:my_data")
    assert client.get(reverse("organizations:my_data")).status_code == 200


@pytest.mark.parametrize("route", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_who_has_no_password_shows_it_before_a_second_factor_is_added(client, without_password, route):
    url = reverse(route)
    page = client.get(url).headers["Location"]
    assert page == f"{reverse(BY_CODE)}?next={url.replace('/', '%2F')}"
    client.post(page, {"send": "1"})
    assert client.post(page, {"code": code_in_mail(), "next": url}).headers["Location"] == url
    assert client.get(url).status_code == 200


def test_who_has_no_password_shows_it_before_the_address_changes(client, without_password):
    response = client.post(reverse("account_email"), {"action_add": "", "email": "else@example.org"})
    assert response.headers["Location"].startswith(reverse(BY_CODE))
    assert mail.outbox == []


def test_a_post_on_its_way_is_kept(client, without_password):
    MembershipFactory(user=without_password)
    home = without_password.memberships.get().organization
    url = reverse("organizations:invite", args=[home.slug])
    page = client.post(url, {"email": "nina@example.org", "role": "member"}).headers["Location"]
    client.post(page, {"send": "1"})
    client.post(page, {"code": code_in_mail(), "next": url})
    assert home.invitations.get().email == "nina@example.org"


def test_three_wrong_codes_and_it_is_over(client, without_password):
    page = reverse(BY_CODE)
    client.post(page, {"send": "1"})
    for _ in range(3):
        assert "does not fit" in client.post(page, {"code": "WRONG-CODE"}).content.decode()
    client.post(page, {"code": code_in_mail()})
    assert client.get(reverse("organizations:my_data")).status_code == 302


def test_an_old_code_does_not_fit(client, without_password):
    page = reverse(BY_CODE)
    client.post(page, {"send": "1"})
    with clock.at(clock.now() + timedelta(minutes=16)):
        assert "too old" in client.post(page, {"code": code_in_mail()}).content.decode()


def test_who_has_a_second_factor_does_not_get_by_with_a_code(client):
    user = UserFactory()
    give_second_factor(user)
    client.force_login(user)
    response = client.get(reverse(BY_CODE))
    assert response.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert "code that we send" not in client.get(response.headers["Location"]).content.decode()


def test_visitors_are_asked_to_log_in(client):
    assert client.get(reverse(BY_CODE)).headers["Location"].startswith(reverse("account_login"))


def test_people_of_the_demo_are_not_asked_while_it_runs(client, settings):
    client.force_login(UserFactory(is_demo=True))
    assert client.get(reverse("organizations:my_data")).status_code == 302
    settings.DEMO = True
    assert client.get(reverse("organizations:my_data")).status_code == 200
