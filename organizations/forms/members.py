"""Forms about members: whom to invite, in which roles."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from organizations.models import Role
from organizations.role_words import ROLE_WORDS


def role_choices(roles: Sequence[str]) -> list[tuple[str, str]]:
    """Each role with the sentence that says what it may do."""
    return [
        (role, format_html("<span><strong>{}</strong>: {}</span>", Role(role).label, ROLE_WORDS[role]))
        for role in roles
    ]


class InvitationForm(forms.Form):
    """An address and a role."""

    email = forms.EmailField(label=_("E-mail address"), help_text=_("The link that we send there works only for it."))

    def __init__(self, *args: Any, roles: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect, choices=role_choices(roles))


class RolesForm(forms.Form):
    """The roles of one member."""

    def __init__(self, *args: Any, roles: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"] = forms.MultipleChoiceField(
            label=_("Roles"), widget=forms.CheckboxSelectMultiple, required=False, choices=role_choices(roles)
        )
