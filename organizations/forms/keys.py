"""Forms about passkeys and security keys: the library's own, with a label that can be translated."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class AddKeyForm(AddWebAuthnForm):
    """A new key."""

    name = forms.CharField(label=_("Name of the key"), required=False)


class RenameKeyForm(EditWebAuthnForm):
    """A key gets another name."""

    name = forms.CharField(label=_("Name of the key"))
