"""The profile of a reviewer."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.actions.reviews.profiles import Tie
from grants.models import Language, TieKind, WorkDomain
from kernel.forms import DateInput, RowsField


class ProfileForm(forms.Form):
    """Fields of work and languages."""

    domains: RowsField = RowsField(
        label=_("Fields of work that you know"),
        queryset=WorkDomain.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages in which you read applications"),
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class TieForm(forms.Form):
    """One institution."""

    name = forms.CharField(label=_("Institution"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Bond"), choices=TieKind.choices, required=False)
    began_on = forms.DateField(label=pgettext_lazy("tie", "From"), required=False, widget=DateInput())
    ended_on = forms.DateField(label=pgettext_lazy("tie", "Until"), required=False, widget=DateInput())

    def tie(self) -> Tie | None:
        """The institution; None for an empty row."""
        data = self.cleaned_data
        if not data.get("name"):
            return None
        return Tie(data["name"], data["kind"] or TieKind.WORKS, data["began_on"], data["ended_on"])


TieFormSet = forms.formset_factory(TieForm, extra=2, max_num=20)
