"""Forms of the budget and the tranches of a draft: rows that take a block from a spreadsheet."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.models import ConditionKind, CostCategory
from kernel.forms import DateInput, FilledRows, MoneyField


class BudgetLineForm(forms.Form):
    """One line of the budget."""

    code = forms.CharField(label=_("Code"), max_length=12)
    category = forms.ChoiceField(label=_("Cost category"), choices=[("", "–"), *CostCategory.choices])
    title_ro = forms.CharField(label=_("What it pays for (Romanian)"), max_length=200)
    title_ru = forms.CharField(label=_("In Russian"), max_length=200, required=False)
    title_en = forms.CharField(label=_("In English"), max_length=200, required=False)
    amount = MoneyField(label=_("Amount"))


class TrancheForm(forms.Form):
    """One tranche; its number is its place."""

    due_on = forms.DateField(label=_("Planned for"), widget=DateInput)
    amount = MoneyField(label=_("Amount"))


class ConditionForm(forms.Form):
    """What a tranche waits for."""

    tranche = forms.IntegerField(label=_("Tranche"), min_value=1)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "–"), *ConditionKind.choices])
    report_number = forms.IntegerField(label=_("Report no."), min_value=1, required=False)
    text_ro = forms.CharField(label=_("Condition (Romanian)"), max_length=300)
    text_ru = forms.CharField(label=_("In Russian"), max_length=300, required=False)
    text_en = forms.CharField(label=_("In English"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """A number only where a report is meant."""
        data = super().clean() or {}
        reports = {ConditionKind.FINANCIAL_REPORT, ConditionKind.PROGRESS_REPORT}
        if data.get("report_number") and data.get("kind") not in reports:
            raise ValidationError({"report_number": gettext("Only a condition on a report has a report number.")})
        return data


BudgetFormSet = forms.formset_factory(BudgetLineForm, formset=FilledRows, extra=2, max_num=200)
TrancheFormSet = forms.formset_factory(TrancheForm, formset=FilledRows, extra=1, max_num=24)
ConditionFormSet = forms.formset_factory(ConditionForm, formset=FilledRows, extra=2, max_num=60)
