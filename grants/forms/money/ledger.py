"""What finance officers fill in: movements booked by hand, and requests to correct one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.actions.money.bookings import BOOKED_BY_HAND
from grants.models import Programme, ReversalReason
from grants.queries.programmes.pages import donors_of
from kernel.fields import CURRENCIES
from kernel.forms import DateInput, MoneyField, field_of
from kernel.uploads import UploadField


class BookingForm(forms.Form):
    """What a donor promised or paid, or what the implementer spent itself."""

    kind = forms.ChoiceField(
        label=_("What happened"),
        choices=[(kind.value, kind.label) for kind in BOOKED_BY_HAND],
        widget=forms.RadioSelect,
    )
    donor = forms.ChoiceField(
        label=_("Donor"), required=False, help_text=_("For money that a donor promised or paid. Nothing for spending.")
    )
    amount = MoneyField(label=_("Amount"))
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    value_on = forms.DateField(label=_("Date"), widget=DateInput)
    evidence = UploadField(label=_("Document"), required=False, help_text=_("Bank statement, contract or invoice."))

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.donors = {str(donor.pk): donor for donor in donors_of(programme)}
        names = [(key, str(donor)) for key, donor in self.donors.items()]
        field_of(self, "donor", forms.ChoiceField).choices = [("", "—"), *names]
        self.fields["currency"].initial = programme.currency


class ReversalForm(forms.Form):
    """Why the entry was wrong."""

    reason = forms.ChoiceField(label=_("Reason"), choices=ReversalReason.choices, widget=forms.RadioSelect)
