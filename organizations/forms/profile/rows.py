"""Sections that are rows: who signs, the team, budgets by year, donors so far. Empty rows are left out."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kernel.fields import CURRENCIES
from kernel.forms import DateInput, FilledRows, MoneyField
from organizations.models import Signs, TeamPart

FIRST_YEAR, LAST_YEAR = 1990, 2100


def _year(label: Any, *, required: bool = True) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"min": FIRST_YEAR, "max": LAST_YEAR})
    return forms.IntegerField(label=label, min_value=FIRST_YEAR, max_value=LAST_YEAR, required=required, widget=widget)


class NoneForm(forms.Form):
    """The answer that there is none."""

    is_none = forms.BooleanField(required=False)

    def __init__(self, *args: Any, label: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_none"].label = label


class RowForm(forms.Form):
    """A row that counts as empty when only what a list chose by itself stands in it."""

    chosen_by_itself: ClassVar[frozenset[str]] = frozenset()

    def has_changed(self) -> bool:
        """Whether anything was typed."""
        return bool(set(self.changed_data) - self.chosen_by_itself)


class SignatoryForm(RowForm):
    """Who may sign, and how."""

    chosen_by_itself = frozenset({"signs"})

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=120)
    function = forms.CharField(label=_("Function"), max_length=120)
    signs = forms.ChoiceField(label=_("Signs"), choices=Signs.choices, initial=Signs.ALONE)
    since_on = forms.DateField(label=_("Since"), widget=DateInput)
    until_on = forms.DateField(label=_("Until"), widget=DateInput, required=False)

    def clean(self) -> dict[str, Any]:
        """The end is not before the beginning."""
        data = super().clean() or {}
        since, until = data.get("since_on"), data.get("until_on")
        if since and until and until < since:
            raise ValidationError({"until_on": gettext("The end is before the beginning.")})
        return data


class TeamForm(RowForm):
    """Who works there."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=120)
    function = forms.CharField(label=_("Function"), max_length=120)
    part = forms.ChoiceField(label=_("Works"), choices=[("", "–"), *TeamPart.choices])
    since_year = _year(_("Since the year"), required=False)


class BudgetForm(forms.Form):
    """One year: two amounts, or the answer that there was no money."""

    year = forms.IntegerField(label=_("Year"), widget=forms.NumberInput(attrs={"readonly": True}))
    income = MoneyField(label=_("Income"), required=False)
    spent = MoneyField(label=_("Spent"), required=False)
    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code, _name in CURRENCIES])
    has_none = forms.BooleanField(label=_("No money that year"), required=False)

    @property
    def is_answered(self) -> bool:
        """Whether anything was said of the year; after validation."""
        data = self.cleaned_data
        return bool(data.get("has_none")) or data.get("income") is not None or data.get("spent") is not None

    def clean(self) -> dict[str, Any]:
        """Both amounts, or none of them."""
        data = super().clean() or {}
        amounts = [data.get("income"), data.get("spent")]
        if data.get("has_none"):
            if any(amounts):
                raise ValidationError(gettext("Either there are amounts, or there was no money that year."))
            data["income"] = data["spent"] = None
        elif amounts.count(None) == 1 and not self.errors:
            raise ValidationError(gettext("Give both income and spending; 0 is a number, too."))
        return data


class PastGrantForm(RowForm):
    """A grant received elsewhere."""

    chosen_by_itself = frozenset({"currency"})

    donor = forms.CharField(label=_("Donor"), max_length=200)
    project = forms.CharField(label=_("Project"), max_length=200)
    amount = MoneyField(label=_("Amount"), required=False)
    currency = forms.ChoiceField(
        label=_("Currency"), choices=[(code, code) for code, _name in CURRENCIES], initial="EUR"
    )
    from_year = _year(_("From the year"))
    until_year = _year(_("Until the year"))

    def clean(self) -> dict[str, Any]:
        """Years in their order; an amount is more than 0 or left empty."""
        data = super().clean() or {}
        if data.get("amount") == 0:
            self.add_error("amount", gettext("Leave it empty if the amount is not told."))
        begins, ends = data.get("from_year"), data.get("until_year")
        if begins and ends and ends < begins:
            self.add_error("until_year", gettext("The end is before the beginning."))
        return data


SignatoryRows = forms.formset_factory(SignatoryForm, formset=FilledRows, extra=1, max_num=20)
TeamRows = forms.formset_factory(TeamForm, formset=FilledRows, extra=2, max_num=60)
BudgetRows = forms.formset_factory(BudgetForm, extra=0, max_num=3)
PastGrantRows = forms.formset_factory(PastGrantForm, formset=FilledRows, extra=2, max_num=60)
