"""Forms about the person: on creating an account, and later."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from organizations.models import User


class PersonForm(forms.ModelForm):
    """Name and language: what the house knows of a person beside the address."""

    class Meta:
        model = User
        fields = ["name", "language"]
        labels = {"name": _("Your name"), "language": _("Language of your pages and messages")}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}


class SignupForm(forms.Form):
    """The part of the sign-up form that is ours; address and password are allauth's."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(label=_("Language of your pages and messages"), choices=settings.LANGUAGES)
    field_order = ["name", "email", "language", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language() or settings.LANGUAGE_CODE

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth when the account has been made."""
        user.name = self.cleaned_data["name"]
        user.language = self.cleaned_data["language"]
        user.save(update_fields=["name", "language"])


class JoinForm(PersonForm):
    """A new person who accepts an invitation; the link has proved the address."""

    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        help_text=_("At least 12 characters. Leave it empty to log in by a code that we send you each time."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        """A password is a choice, but a weak one is not."""
        password = self.cleaned_data["password"]
        if password:
            validate_password(password, self.instance)
        return password


class CodeForm(forms.Form):
    """A code from a message."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
    )
