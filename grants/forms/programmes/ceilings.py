"""Forms of ceilings for one recipient."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.models import Programme, RecipientCeiling
from kernel.forms import DateInput, MoneyField, field_of
from organizations.models import Organization


class CeilingForm(forms.ModelForm):
    """A new ceiling: of this project, or of a donor that funds it."""

    amount = MoneyField(label=_("Most for one organisation"))

    class Meta:
        model = RecipientCeiling
        fields = ["donor", "amount", "currency", "valid_from", "valid_until", "source"]
        widgets = {"valid_from": DateInput(), "valid_until": DateInput()}
        help_texts = {"source": _("Such as the article of the contract with the donor.")}

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        donor = field_of(self, "donor", forms.ModelChoiceField)
        donors = programme.funding_lines.exclude(donor=None).values("donor")
        donor.queryset = Organization.objects.filter(pk__in=donors).order_by("name_ro", "pk")
        donor.label, donor.empty_label = _("Over which money"), _("this project alone")
        donor.help_text = _("A donor: over all projects of the implementer that this donor funds.")
        self.fields["currency"].initial = programme.currency

    def clean_amount(self) -> Any:
        """A ceiling of nothing would close the project."""
        amount = self.cleaned_data["amount"]
        if amount <= 0:
            raise forms.ValidationError(_("More than zero."))
        return amount


class LastDayForm(forms.Form):
    """The last day of a ceiling."""

    last_on = forms.DateField(label=_("Last day"), widget=DateInput())
