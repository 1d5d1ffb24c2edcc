"""Forms of financial reports: the period, lines of expenditure, decisions on them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from grants.forms.applications.files import KeptFileForm
from grants.forms.money.payments import RateFields
from grants.models import BudgetLine, FinancialReport, LineDecision
from kernel.fields import CURRENCIES
from kernel.forms import DateInput, FilledRows, MoneyField, MoneyInput, field_of


class PeriodForm(forms.Form):
    """For which period."""

    starts_on = forms.DateField(label=pgettext_lazy("date", "From"), widget=DateInput)
    ends_on = forms.DateField(label=pgettext_lazy("date", "To"), widget=DateInput)
    is_final = forms.BooleanField(label=_("This is the final report"), required=False)


class BudgetLineChoice(forms.ModelChoiceField):
    """A budget line, named by its code first, so that a pasted code finds it."""

    def label_from_instance(self, obj: BudgetLine) -> str:
        return f"{obj.code} {obj.title}"


class CostFields(forms.Form):
    """One cost. The rate stands in fields of its own, or follows from the last payment."""

    budget_line = BudgetLineChoice(BudgetLine.objects.none(), label=_("Budget line"), to_field_name="code")
    spent_on = forms.DateField(label=_("Date"), widget=DateInput)
    payee = forms.CharField(label=_("Paid to"), max_length=200)
    document_number = forms.CharField(label=_("Document no."), max_length=60)
    description = forms.CharField(label=_("For what"), max_length=300, required=False)
    amount = MoneyField(label=_("Amount"))
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)

    def __init__(self, *args: Any, report: FinancialReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = report.agreement.budget_lines.order_by("order", "pk")
        field_of(self, "budget_line", forms.ModelChoiceField).queryset = lines


class CostRowForm(CostFields):
    """One row of the table of costs."""

    def has_changed(self) -> bool:
        """A row in which only the currency was chosen is an empty one."""
        return bool(set(self.changed_data) - {"currency"})


CostFormSet = forms.formset_factory(CostRowForm, formset=FilledRows, extra=5, max_num=300)


class CostForm(CostFields, RateFields, KeptFileForm):
    """One cost with its document and, where it differs, its rate."""

    needs_file = False

    def __init__(self, *args: Any, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rate"].help_text = hint
        names = [*CostFields.base_fields, *RateFields.base_fields, "file", "kept"]
        self.order_fields(names)


class PasteForm(forms.Form):
    """A block copied from a spreadsheet."""

    block = forms.CharField(
        label=_("Rows from the spreadsheet"),
        widget=forms.Textarea(attrs={"rows": 12, "wrap": "off"}),
        help_text=_(
            "Columns in this order: code of the budget line, date, paid to, document number, for what, amount, "
            "currency. Copy the cells in Excel and paste them here."
        ),
    )


class AttachmentForm(KeptFileForm):
    """The file of one line; a phone offers its camera."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = "image/*,application/pdf"


class DecisionForm(forms.Form):
    """What the implementer says of one line."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[each for each in LineDecision.choices if each[0] != LineDecision.PENDING],
        widget=forms.RadioSelect,
    )
    accepted_amount = MoneyField(
        label=_("Accepted amount"), required=False, help_text=_("Only when the line is reduced; 0 for nothing of it.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("For a reduced or returned line; the organisation reads it."),
    )

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["accepted_amount"].widget = MoneyInput(currency=currency)

    def clean(self) -> dict[str, Any]:
        """An amount belongs to a reduction, and to nothing else."""
        data = super().clean() or {}
        amount = data.get("accepted_amount")
        if data.get("decision") == LineDecision.REDUCED and amount is None and "accepted_amount" not in self.errors:
            raise ValidationError({"accepted_amount": gettext("Say how much of it is accepted.")})
        if data.get("decision") in {LineDecision.ACCEPTED, LineDecision.RETURNED} and amount is not None:
            raise ValidationError({"accepted_amount": gettext("Leave this empty, or choose “reduced”.")})
        return data


class NoteForm(forms.Form):
    """What is said to the organisation with a returned report."""

    note = forms.CharField(label=_("Note to the organisation"), widget=forms.Textarea)
