"""Every page and mail of the account reads in good Romanian and Russian, whoever wrote the template."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import allauth
import pytest
from allauth.mfa.models import Authenticator
from babel.messages.pofile import read_po
from django.conf import settings
from django.core import mail
from django.urls import reverse
from django.utils import translation

from tests.factories.organizations import PASSWORD, UserFactory, give_second_factor
from tests.organizations.library_reading import Reader
from tests.organizations.test_login import OWN_PAGES, PAGES, code_in_mail, totp_code

LIBRARY = Path(allauth.__file__).parent
NEW = "another walk in the hills"
# Where our settings do not lead: other libraries' logins, telephones, names of users, links in place of codes, several
# addresses, remembered devices, a door that is closed, and what only the operator's admin says.
UNREACHED = re.compile(
    r"^(?!account/|mfa/|usersessions/|templates/(?:account|mfa|usersessions|allauth)/)|phone|trust|passkey|webauthn/signup"
    r"|account/email\.html|email_confirm\.html|verification_sent\.html|password_reset_code|warn_no_email|signup_closed"
    r"|verified_email_required|/(?:admin|apps|models)\.py"
)
UNSAID = re.compile(
    r"username|phone|^Login$|^Email \(|Email address confirmation|Please select only one", re.IGNORECASE
)


@pytest.fixture(params=["ro", "ru"])
def reader(request, db):
    reader = Reader(request.param)
    yield reader
    reader.mails()
    assert reader.faults == {}


@pytest.fixture
def person(reader):
    return UserFactory(language=reader.language, name={"ro": "Ana", "ru": "Анна"}[reader.language])


@pytest.fixture
def inside(reader, person):
    """A person who has just shown that it is them."""
    reader.client.force_login(person)
    reader.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return person


def test_catalogue_has_all_that_the_library_says_where_our_settings_lead():
    with (LIBRARY / "locale" / "ro" / "LC_MESSAGES" / "django.po").open("rb") as file:
        said = {
            (each.context, each.id[0] if each.pluralizable else each.id)
            for each in read_po(file, locale="ro")
            if each.id and any(is_reached(place) for place, _line in each.locations)
        }
    with (settings.ROOT / "locale" / "ro" / "LC_MESSAGES" / "django.po").open("rb") as file:
        ours = {(each.context, each.id[0] if each.pluralizable else each.id) for each in read_po(file, locale="ro")}
    assert sorted(text for context, text in said - ours if not UNSAID.search(text)) == []


def is_reached(place: str) -> bool:
    is_replaced = place.startswith("templates/") and (settings.ROOT / place).exists()
    return not is_replaced and UNREACHED.search(place) is None


@pytest.mark.parametrize("name", [*PAGES, *OWN_PAGES])
def test_pages_of_the_account(reader, name):
    if name in OWN_PAGES:
        reader.client.force_login(UserFactory(language=reader.language, name="А"))
        if name != "account_reauthenticate":
            reader.client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    reader.get(reverse(name))


def test_new_account_and_its_mail(reader):
    facts = {"name": "А", "email": "new@example.org", "language": reader.language, "password1": "short"}
    reader.post(reverse("account_signup"), {})
    reader.post(reverse("account_signup"), facts)
    reader.post(reverse("account_signup"), {**facts, "password1": PASSWORD})
    confirm = reverse("account_email_verification_sent")
    reader.post(confirm, {"code": "AAA-AAA"})
    reader.post(confirm, {"action": "resend"})
    reader.post(confirm, {"code": code_in_mail()})
    assert len(mail.outbox) == 1


def test_account_that_is_there_already(reader, person):
    facts = {"name": "А", "email": person.email, "language": reader.language, "password1": PASSWORD}
    reader.post(reverse("account_signup"), facts)
    assert len(mail.outbox) == 1


def test_login_that_fails_and_one_by_code(reader, person):
    for _ in range(6):
        reader.post(reverse("account_login"), {"login": person.email, "password": "wrong"})
    reader.post(reverse("account_request_login_code"), {"email": person.email})
    reader.post(reverse("account_confirm_login_code"), {"code": "AAA-AAA"})
    reader.post(reverse("account_confirm_login_code"), {"code": code_in_mail()})


def test_code_for_nobody(reader):
    reader.post(reverse("account_request_login_code"), {"email": "nobody@example.org"})
    reader.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert len(mail.outbox) == 2


def test_forgotten_password(reader, person):
    reader.post(reverse("account_reset_password"), {"email": person.email})
    link = urlsplit(re.search(r"https?://\S+/accounts/\S+", mail.outbox[-1].body).group()).path
    opened = reader.get(link).redirect_chain[-1][0]
    reader.post(opened, {"password1": NEW, "password2": "other"})
    reader.post(opened, {"password1": NEW, "password2": NEW})
    reader.get(link)
    assert len(mail.outbox) == 2


def test_change_of_password_and_address(reader, inside):
    reader.post(reverse("account_change_password"), {"oldpassword": "wrong", "password1": NEW, "password2": NEW})
    reader.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    reader.post(reverse("account_email"), {"action_add": "", "email": "moved@example.org"})
    reader.get(reverse("account_email"))
    reader.post(reverse("account_email_verification_sent"), {"code": code_in_mail()})
    reader.post(reverse("account_logout"), {})


def test_first_password(reader):
    user = UserFactory(language=reader.language, name="А", password=None)
    reader.client.post(reverse("account_request_login_code"), {"email": user.email})
    reader.client.post(reverse("account_confirm_login_code"), {"code": code_in_mail()})
    reader.get(reverse("account_set_password"))
    reader.post(reverse("account_set_password"), {"password1": NEW, "password2": NEW})


def test_app_and_recovery_codes(transactional_db, reader, inside):
    secret = reader.get(reverse("mfa_activate_totp")).context["form"].secret
    reader.post(reverse("mfa_activate_totp"), {"code": "000000"})
    reader.post(reverse("mfa_activate_totp"), {"code": totp_code(secret)})
    for name in ["mfa_index", "mfa_generate_recovery_codes", "mfa_deactivate_totp", "mfa_reauthenticate"]:
        reader.get(reverse(name))
    reader.post(reverse("mfa_generate_recovery_codes"), {})
    reader.get(reverse("mfa_view_recovery_codes"))
    reader.post(reverse("mfa_deactivate_totp"), {})
    assert len(mail.outbox) == 3


def test_login_with_the_app(reader, person):
    give_second_factor(person)
    reader.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    reader.post(reverse("mfa_authenticate"), {"code": "000000"})
    reader.post(reverse("mfa_authenticate"), {"code": totp_code()})


def test_keys(reader, inside):
    reader.get(reverse("mfa_add_webauthn"))
    credential = {"clientExtensionResults": {"credProps": {"rk": True}}}
    with translation.override(reader.language):
        name = translation.gettext("Master key")
    facts = {"type": Authenticator.Type.WEBAUTHN, "data": {"name": name, "credential": credential}}
    key = Authenticator.objects.create(user=inside, **facts)
    key.record_usage()
    Authenticator.objects.create(user=inside, **facts)
    reader.client.force_login(inside)
    reader.client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for address in [reverse("mfa_list_webauthn"), reverse("mfa_index")]:
        reader.get(address)
    reader.get(reverse("mfa_edit_webauthn", args=[key.pk]))
    reader.post(reverse("mfa_edit_webauthn", args=[key.pk]), {"name": ""})
    reader.get(reverse("mfa_remove_webauthn", args=[key.pk]))
    reader.post(reverse("mfa_remove_webauthn", args=[key.pk]), {})


def test_sessions(reader, inside):
    other = Reader(reader.language)
    other.post(reverse("account_login"), {"login": inside.email, "password": PASSWORD})
    reader.get(reverse("usersessions_list"))
    reader.post(reverse("usersessions_list"), {})
    assert other.faults == {}
