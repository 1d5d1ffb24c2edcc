"""Forms around the authority that is partner in an application."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.models import Application, ConfirmationKind
from kernel.forms import DateInput, field_of
from kernel.uploads import UploadField
from organizations.models import Authority


class PartnerForm(forms.Form):
    """Which authority, and on what the partnership rests."""

    authority = forms.ModelChoiceField(label=_("Authority"), queryset=Authority.objects.none())
    kind = forms.ChoiceField(label=_("Rests on"), choices=ConfirmationKind.choices)
    decision_number = forms.CharField(label=_("Number of the decision"), max_length=40, required=False)
    decision_on = forms.DateField(label=_("Date of the decision"), widget=DateInput(), required=False)

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        same_kind = Authority.objects.filter(organization__is_demo=application.is_demo)
        authorities = same_kind.select_related("organization").order_by("organization__name_ro", "pk")
        field_of(self, "authority", forms.ModelChoiceField).queryset = authorities


class AskForm(PartnerForm):
    """A request by e-mail, answered through a signed link."""

    email = forms.EmailField(
        label=_("E-mail of the authority"), help_text=_("The link to confirm goes there. No account is needed.")
    )
    contribution = forms.CharField(
        label=_("What the authority contributes"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )


class PaperForm(PartnerForm):
    """A confirmation on paper."""

    file = UploadField(label=_("The paper, scanned or photographed"))


class AnswerForm(forms.Form):
    """What the authority says."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("confirm", _("We confirm the partnership")), ("decline", _("We decline"))],
        widget=forms.RadioSelect,
    )
    person_name = forms.CharField(
        label=_("Your name and function"), max_length=200, help_text=_("Kept with the answer, never published.")
    )
    note = forms.CharField(
        label=_("A word to the organisation"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False
    )
