"""The form of the test “is this call for us?”: only what is not known already."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.forms.calls.public import DISTRICTS
from grants.queries.calls.quiz import NO, UNSURE, YES, Quiz
from kernel.forms import DateInput, DecimalField, MoneyField
from organizations.models import Nature, TerritorialUnit

ANSWERS = [
    (YES, pgettext_lazy("answer", "yes")),
    (NO, pgettext_lazy("answer", "no")),
    (UNSURE, pgettext_lazy("answer", "not sure")),
]


class QuizForm(forms.Form):
    """What is asked of somebody about whom nothing, or not everything, is known. Amounts may be left out."""

    def __init__(self, *args: Any, quiz: Quiz, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if quiz.asks_nature:
            self.fields["nature"] = forms.ChoiceField(label=_("What are you?"), choices=Nature.choices)
        if quiz.asks_place:
            places = TerritorialUnit.objects.filter(kind__in=DISTRICTS, valid_until__isnull=True)
            self.fields["place"] = forms.ModelChoiceField(
                label=_("Where are you registered?"),
                queryset=places.order_by("name_ro", "pk"),
                empty_label=_("not chosen"),
                required=False,
            )
        if quiz.asks_year:
            self.fields["registered_on"] = forms.DateField(label=_("Registered on"), widget=DateInput(), required=False)
        self.fields["amount"] = MoneyField(
            label=_("How much do you need from this call, roughly?"), currency=quiz.call.currency, required=False
        )
        if quiz.call.cofinancing_percent:
            self.fields["share"] = DecimalField(
                label=_("Which part of the whole budget can you and your partners bring (percent)?"),
                min_value=Decimal(0),
                max_value=Decimal(100),
                required=False,
            )
        for each in quiz.asked:
            self.fields[f"criterion_{each.pk}"] = forms.ChoiceField(
                label=each.text, choices=ANSWERS, widget=forms.RadioSelect, help_text=each.explanation
            )
