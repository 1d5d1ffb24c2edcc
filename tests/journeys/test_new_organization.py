"""Somebody who found a call: creates an account, confirms the address, registers the organisation, applies."""

import re
from html import unescape
from urllib.parse import quote

import pytest
from django.core import mail
from django.urls import reverse

from grants.models import Application, Call
from kernel.registries import call_published
from organizations.models import Membership, Role, User
from tests.factories.grants.calls import OpenCallFactory
from tests.factories.organizations import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def code_in_mail():
    return re.search(r"^[A-Z0-9]{3,}-?[A-Z0-9]{3,}$", mail.outbox[-1].body, re.M).group()


def next_in(page):
    """Where the form of the page goes on to."""
    form = page[page.index('<form class="form"') :]
    return re.search(r'name="next" value="([^"]*)"', form).group(1)


def sign_up(client, **more):
    typed = {"name": "Vera Pop", "email": "vera@example.org", "language": "en", "password1": "", **more}
    return client.post(reverse("account_signup"), typed)


@pytest.fixture
def call():
    """A real call with its public page."""
    call = OpenCallFactory(title_en="Services closer to people")
    call_published.send(Call, call=call)
    return call


def test_from_the_call_to_a_registered_organization(client, call):
    """And on to the begun application, by nothing but the links and forms of each page."""
    apply = reverse("grants:apply", args=[call.reference])
    page = client.get(f"/en/calls/{call.slug}/").text
    assert f'href="{apply}"' in page
    assert "both are made on the way" in page
    login = client.get(apply, follow=True)
    sign_up_link = re.search(r'href="([^"]*signup[^"]*)"', login.text).group(1)
    form = client.get(unescape(sign_up_link)).text
    assert next_in(form) == apply

    response = sign_up(client, next=next_in(form))
    assert response.headers["Location"].startswith(reverse("account_email_verification_sent"))
    assert client.get(response.headers["Location"]).status_code == 200
    response = client.post(response.headers["Location"], {"code": code_in_mail()}, follow=True)
    person = User.objects.get(email="vera@example.org")
    assert (person.name, person.language, person.has_usable_password()) == ("Vera Pop", "en", False)
    assert response.redirect_chain == [
        (apply, 302),
        (f"{reverse('organizations:new')}?next={quote(apply, safe='')}", 302),
    ]

    typed = {"name_ro": "Casa Mare", "nature": "association", "next": next_in(response.text)}
    response = client.post(reverse("organizations:new"), typed, follow=True)
    membership = Membership.objects.get(user=person)
    assert (membership.role, membership.organization.name_ro) == (Role.REPRESENTATIVE, "Casa Mare")
    assert response.redirect_chain == [(apply, 302)]
    client.post(apply, {"organization": membership.organization_id})
    application = Application.objects.get()
    assert (application.organization, application.call, application.created_by) == (
        membership.organization,
        call,
        person,
    )


def test_call_of_the_demo_says_before_the_login_that_only_the_demo_applies(client):
    call = OpenCallFactory(programme__is_demo=True)
    call_published.send(Call, call=call)
    page = client.get(f"/en/calls/{call.slug}/").text
    assert "only the demo's organisations apply to it" in page
    assert "both are made on the way" not in page


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
