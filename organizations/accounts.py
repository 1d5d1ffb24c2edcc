"""How people come in: allauth's adapters. Login needs a verified address; second factors are kept encrypted."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core import context
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kernel import crypto
from organizations.again import is_fresh
from organizations.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Messages about an account go out in the language of the person, without a prefix in the subject."""

    def format_email_subject(self, subject: str) -> str:
        """The subject as it stands."""
        return str(subject)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send in the language of the person who owns `email`; in that of the page, when nobody does."""
        language = User.objects.filter(email=email.lower()).values_list("language", flat=True).first()
        with translation.override(language or translation.get_language()):
            super().send_mail(template_prefix, email, context)

    def render_mail(
        self, template_prefix: str, email: Any, context: dict[str, Any], headers: Any = None
    ) -> EmailMessage:
        """The message, marked when it carries a code or a link that lets its reader in."""
        message = super().render_mail(template_prefix, email, context, headers)
        message.is_secret = bool({"code", "key", "password_reset_url", "activate_url"} & set(context))
        return message

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """As allauth has them, and a code by e-mail for who has no second factor: they log in that way too."""
        methods = super().get_reauthentication_methods(user)
        if user.is_authenticated and not any(method["id"].startswith("mfa_") for method in methods):
            url = reverse("account_reauthenticate_by_code")
            methods.append({"id": "code", "description": _("Use a code that we send you by e-mail"), "url": url})
        return methods

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """As the library has it, but who has neither password nor second factor shows a code: it would not ask them.

        Otherwise whoever finds such a person logged in could add a key of their own, and stay.
        """
        is_required = super().is_reauthentication_required(app=app, **kwargs)
        request = context.request
        if is_required and not get_reauthentication_flows(request.user) and not is_fresh(request):
            raise ReauthenticationRequired
        return is_required


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps and recovery codes are stored encrypted; passkeys belong to this house's name."""

    def encrypt(self, text: str) -> str:
        """The token that is stored."""
        return crypto.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret, to check a code against."""
        return crypto.decrypt(encrypted_text)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The host, under the name that the browser shows."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.WAGTAIL_SITE_NAME}

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """What the authenticator app shows beside the code."""
        return str(user.get_username())
