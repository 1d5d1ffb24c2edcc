"""The ways in: password, code, authenticator app, passkey; and the doors that lead there."""

import re
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.urls import reverse

from organizations.models import Role, User
from tests.factories.organizations import (
    PASSWORD,
    TOTP_SECRET,
    MembershipFactory,
    OperatorFactory,
    UserFactory,
    give_second_factor,
)


def totp_code(secret=TOTP_SECRET):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def code_in_mail():
    return re.search(r"^[A-Z0-9]{3,}-?[A-Z0-9]{3,}$", mail.outbox[-1].body, re.M).group()


def log_in(client, user, **more):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD, **more})


def whom(client):
    key = client.session.get("_auth_user_id")
    return User.objects.get(pk=key) if key else None


def test_password_lets_in(client, db):
    user = UserFactory()
    response = log_in(client, user, next="/workspace/applications/")
    assert response.headers["Location"] == "/workspace/applications/"
    assert whom(client) == user


def test_wrong_password_says_so_and_keeps_the_address(client, db):
    user = UserFactory()
    response = client.post(reverse("account_login"), {"login": user.email, "password": "not this one"})
    assert response.status_code == 200
    assert user.email in response.content.decode()
    assert whom(client) is None


def test_sixth_wrong_password_is_limited(client, db):
    user = UserFactory()
    for _ in range(6):
        response = client.post(reverse("account_login"), {"login": user.email, "password": "not this one"})
    assert "Too many" in response.content.decode()


def test_code_by_mail_lets_in_in_the_language_of_the_person(client, db):
    user = UserFactory(language="ro")
    response = client.post(reverse("account_request_login_code"), {"email": user.email})
    assert response.headers["Location"] == reverse("account_confirm_login_code")
    assert client.get(response.headers["Location"]).status_code == 200
    client.post(reverse("account_confirm_login_code"), {"code": code_in_mail()})
    assert whom(client) == user


def test_code_for_an_unknown_address_looks_the_same(client, db):
    response = client.post(reverse("account_request_login_code"), {"email": "nobody@example.org"})
    assert response.headers["Location"] == reverse("account_confirm_login_code")
    assert client.get(response.headers["Location"]).status_code == 200


@pytest.mark.parametrize("way", ["password", "code"])
def test_authenticator_app_is_asked_after_either(client, db, way):
    user = UserFactory()
    give_second_factor(user)
    if way == "password":
        response = log_in(client, user)
    else:
        client.post(reverse("account_request_login_code"), {"email": user.email})
        response = client.post(reverse("account_confirm_login_code"), {"code": code_in_mail()})
    assert response.headers["Location"] == reverse("mfa_authenticate")
    assert whom(client) is None
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    client.post(reverse("mfa_authenticate"), {"code": totp_code()})
    assert whom(client) == user


def test_secret_of_the_app_is_stored_encrypted(db):
    user = UserFactory()
    give_second_factor(user)
    assert TOTP_SECRET not in str(Authenticator.objects.get(user=user).data)


def test_passkey_pages_render(client, db):
    assert 'id="passkey_login"' in client.get(reverse("account_login")).content.decode()
    assert (
        "publicKey"
        in client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"}).json()["request_options"]
    )
    log_in(client, UserFactory())
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200


@pytest.mark.parametrize("door", ["/admin/", "/cms/", "/admin/login/", "/cms/login/"])
def test_admins_lead_to_the_one_login(client, db, door):
    response = client.get(door, follow=True)
    assert urlsplit(response.redirect_chain[-1][0]).path == reverse("account_login")


@pytest.mark.parametrize("door", ["/admin/login/", "/cms/login/"])
def test_who_may_not_enter_an_admin_is_refused_at_its_login(client, db, door):
    client.force_login(UserFactory())
    assert client.get(door).status_code == 403


@pytest.mark.parametrize(
    ("asked", "gets"),
    [
        ("", "/admin/"),
        ("?next=/admin/organizations/", "/admin/organizations/"),
        ("?next=/admin/login/", "/admin/"),
        ("?next=/workspace/", "/admin/"),
        ("?next=https://example.org/admin/", "/admin/"),
    ],
)
def test_an_operator_who_is_logged_in_already_goes_into_the_admin(client, db, asked, gets):
    client.force_login(OperatorFactory())
    assert client.get(f"/admin/login/{asked}").headers["Location"] == gets


def test_an_editor_who_is_logged_in_already_goes_into_wagtail_and_not_into_the_other_admin(client, db):
    editor = UserFactory()
    group = Group.objects.create(name="Editors of a test")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    editor.groups.add(group)
    client.force_login(editor)
    assert client.get("/cms/login/").headers["Location"] == "/cms/"
    assert client.get("/admin/login/").status_code == 403


def test_staff_sets_up_a_second_factor_before_the_workspace_opens(client, db):
    membership = MembershipFactory(role=Role.GRANTS_OFFICER, second_factor=False)
    client.force_login(membership.user)
    response = client.get("/workspace/anything/")
    assert response.headers["Location"] == reverse("mfa_index")
    assert "second factor" in client.get(response.headers["Location"]).content.decode()
    give_second_factor(membership.user)
    assert client.get("/workspace/anything/").headers["Location"] != reverse("mfa_index")


def test_people_of_the_demo_count_as_having_a_second_factor(client, db, settings):
    membership = MembershipFactory(role=Role.GRANTS_OFFICER, second_factor=False, user__is_demo=True)
    client.force_login(membership.user)
    assert client.get("/workspace/anything/").headers["Location"] == reverse("mfa_index")
    settings.DEMO = True
    assert client.get("/workspace/anything/").headers["Location"] != reverse("mfa_index")


def test_password_reset_by_link(client, db):
    user = UserFactory()
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = re.search(r"https?://\S+/accounts/\S+", mail.outbox[-1].body).group()
    response = client.get(urlsplit(link).path, follow=True)
    new = "another walk in the hills"
    client.post(response.redirect_chain[-1][0], {"password1": new, "password2": new})
    user.refresh_from_db()
    assert user.check_password(new)


PAGES = [
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_inactive",
]
OWN_PAGES = [
    "account_email",
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "usersessions_list",
]


@pytest.mark.parametrize("language", ["ro", "ru", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_of_the_way_in_render(client, db, name, language):
    response = client.get(reverse(name), headers={"accept-language": language})
    assert response.status_code == 200
    assert f'lang="{language}"' in response.content.decode()


@pytest.mark.parametrize("name", OWN_PAGES)
def test_pages_of_the_account_render_in_the_language_of_the_person(client, db, name):
    user = UserFactory(language="ru")
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert 'lang="ru"' in response.content.decode()


def test_language_switch_is_kept_with_the_person(client, db):
    user = UserFactory(language="en")
    client.force_login(user)
    client.post(reverse("set_language"), {"language": "ru", "next": "/accounts/email/"})
    user.refresh_from_db()
    assert user.language == "ru"
    client.post(reverse("set_language"), {"language": "xx", "next": "/accounts/email/"})
    user.refresh_from_db()
    assert user.language == "ru"
