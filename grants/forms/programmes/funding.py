"""The plan of a programme, line by line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.models import Programme
from kernel.fields import CURRENCIES
from kernel.forms import MoneyField, field_of
from organizations.models import Organization


class FundingForm(forms.Form):
    """One line of the plan. Donor, year and currency of a line that stands do not change: remove it, add another."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    donor: forms.ModelChoiceField = forms.ModelChoiceField(
        Organization.objects.none(), label=_("Donor"), required=False, empty_label=_("not stated")
    )
    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)
    amount = MoneyField(label=_("Amount"))
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        same_kind = Organization.objects.filter(is_demo=programme.is_demo)
        field_of(self, "donor", forms.ModelChoiceField).queryset = same_kind
        if self.initial.get("pk"):
            field_of(self, "donor", forms.ModelChoiceField).queryset = Organization.objects.all()
            for name in ("donor", "year", "currency"):
                self.fields[name].disabled = True
        else:
            self.fields["currency"].initial = programme.currency

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("pk") != self.initial.get("pk"):
            raise ValidationError(gettext("Somebody changed the plan a moment ago. Open the page again."))
        return data


class FundingFormSetBase(forms.BaseFormSet):
    """The plan of a programme. Two lines of one donor, year and currency are refused before anything is kept."""

    def clean(self) -> None:
        seen = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            if not data.get("amount") or data.get("DELETE"):
                continue
            key = (data.get("donor"), data.get("year"), data.get("currency"))
            if key in seen:
                raise ValidationError(gettext("Two lines name the same donor, year and currency. Put them together."))
            seen.add(key)


FundingFormSet = forms.formset_factory(FundingForm, formset=FundingFormSetBase, extra=3, can_delete=True, max_num=500)
