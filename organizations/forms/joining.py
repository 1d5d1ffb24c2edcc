"""Forms about people who ask to join, and about organisations that may be the same."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.forms.members import role_choices
from organizations.models import DuplicateDecision


class AskForm(forms.Form):
    """As what, and who you are."""

    message = forms.CharField(
        label=_("Message"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Who you are, so that they recognise you. They also see your name and e-mail address."),
    )

    def __init__(self, *args: Any, roles: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = role_choices(roles)
        self.fields["role"] = forms.ChoiceField(
            label=_("You would like to be"), widget=forms.RadioSelect, choices=choices
        )
        self.order_fields(["role", "message"])


class AcceptForm(forms.Form):
    """The roles that the person gets."""

    def __init__(self, *args: Any, roles: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"] = forms.MultipleChoiceField(
            label=_("Roles"), widget=forms.CheckboxSelectMultiple, choices=role_choices(roles)
        )


class DeclineForm(forms.Form):
    """Why not."""

    reason = forms.CharField(
        label=_("Why not"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads this."),
    )


class JudgeForm(forms.Form):
    """The same or not, and how one knows."""

    decision = forms.ChoiceField(label=_("The two are"), choices=DuplicateDecision.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("How do you know?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("If they are the same, say which registration is to be used from now on."),
    )
