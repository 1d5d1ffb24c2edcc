"""An authenticator app, from setting it up to the login that asks for it, by the pages alone."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse

from tests.factories.organizations import PASSWORD, UserFactory
from tests.html import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory()


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def log_in(person):
    client = StrictClient()
    return client, client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})


def set_up(client):
    """Show that it is them, then set up the app with the secret that the page shows; returns it, and the next page."""
    asked = client.get(reverse("mfa_activate_totp"))["Location"]
    page = client.post(asked, {"password": PASSWORD, "next": reverse("mfa_activate_totp")}, follow=True).text
    secret = re.search(r'id="authenticator_secret"[^>]* value="([A-Z2-7]+)"', page).group(1)
    return secret, client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)


def is_in(client):
    return client.get(reverse("reports:home")).status_code == 200


def test_app_is_set_up_then_asked_for_at_the_next_login(person):
    client, _response = log_in(person)
    secret, _page = set_up(client)
    client.post(reverse("account_logout"))
    assert not is_in(client)

    client, response = log_in(person)
    assert (response["Location"], is_in(client)) == (reverse("mfa_authenticate"), False)
    assert "Code" in client.get(reverse("mfa_authenticate")).text
    wrong = f"{(int(code_of(secret)) + 1) % 1_000_000:06}"
    client.post(reverse("mfa_authenticate"), {"code": wrong})
    assert not is_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert is_in(client)


def test_recovery_codes_are_shown_and_each_lets_in_once(person):
    client, _response = log_in(person)
    _secret, page = set_up(client)
    codes = re.search(r'<textarea id="recovery_codes"[^>]*>([^<]*)<', page.text).group(1).split()
    assert len(codes) == 10
    assert client.get(reverse("mfa_download_recovery_codes")).text.split() == codes
    for expected in (True, False):
        client, _response = log_in(person)
        client.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert is_in(client) is expected


def test_app_of_a_person_with_a_new_unconfirmed_address_is_refused(person):
    person.emailaddress_set.create(email="new@example.org", verified=False, primary=False)
    client, _response = log_in(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert 'id="authenticator_secret"' not in client.get(reverse("mfa_activate_totp"), follow=True).text
