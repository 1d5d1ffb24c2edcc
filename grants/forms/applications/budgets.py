"""The budget of an application as rows of inputs."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy

from grants.budgeting import amount_of
from grants.models import BudgetSource, Call, ContributionForm, CostCategory
from grants.queries.applications.budgets import period_labels
from kernel import formatting
from kernel.forms import DecimalField, MoneyField, MoneyInput

BEFORE = ("category", "description", "unit")
AFTER = ("unit_price", "source", "form")


def quantity_names(periods: int) -> list[str]:
    """The names of the quantities in a row: one, or one for each period."""
    return ["quantity"] if periods == 1 else [f"quantity_{number}" for number in range(1, periods + 1)]


def column_names(periods: int) -> list[str]:
    """The columns of a row in their order, which is also that of pasted and filled-in cells."""
    return [*BEFORE, *quantity_names(periods), *AFTER]


class QuantityInput(MoneyInput):
    """A quantity, with as many decimals as it has."""

    def format_value(self, value: Any) -> str | None:
        """A number as the language writes it."""
        if isinstance(value, Decimal | int):
            return formatting.number(value, get_language() or "en")
        return super().format_value(value)


class BudgetRowForm(forms.Form):
    """One line: quantities × price of a unit, who pays, in which form. The order is that of the pasted columns."""

    category = forms.ChoiceField(label=gettext_lazy("Category"), choices=[("", "—"), *CostCategory.choices])
    description = forms.CharField(label=gettext_lazy("What"), max_length=300)
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=60, required=False)
    unit_price = MoneyField(label=gettext_lazy("Price of a unit"), min_value=Decimal("0.01"))
    source = forms.ChoiceField(label=gettext_lazy("Source of money"), choices=BudgetSource.choices)
    form = forms.ChoiceField(label=gettext_lazy("Form"), choices=ContributionForm.choices)

    def __init__(self, *args: Any, periods: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quantities = quantity_names(len(periods))
        for name, label in zip(self.quantities, periods, strict=True):
            is_only = len(periods) == 1
            self.fields[name] = DecimalField(
                label=gettext_lazy("Quantity") if is_only else label,
                widget=QuantityInput(),
                max_digits=12,
                decimal_places=3,
                min_value=Decimal("0.001") if is_only else Decimal(0),
                required=is_only,
            )
        self.order_fields(column_names(len(periods)))
        for name, field in self.fields.items():
            field.widget.attrs["data-part"] = "quantity" if name in self.quantities else name

    def has_changed(self) -> bool:
        """A row in which only the lists were touched is an empty row."""
        return bool({"category", "description", "unit", "unit_price", *self.quantities} & set(self.changed_data))

    def clean(self) -> dict[str, Any]:
        """A row has a quantity in at least one period."""
        data = super().clean() or {}
        is_read = not set(self.quantities) & set(self.errors)
        if is_read and not sum((data.get(name) or Decimal(0) for name in self.quantities), Decimal(0)):
            self.add_error(self.quantities[0], gettext_lazy("Write a quantity in at least one period."))
        return data

    @property
    def amount(self) -> Decimal | None:
        """What the stored or valid row comes to; None for any other."""
        values = self.cleaned_data if self.is_bound and self.is_valid() else self.initial
        numbers = [values.get(name) or Decimal(0) for name in self.quantities]
        price = values.get("unit_price")
        return amount_of(sum(numbers, Decimal(0)), price) if price else None

    def row(self) -> dict[str, Any]:
        """The valid row as the act takes it."""
        data = self.cleaned_data
        quantities = [data.get(name) or Decimal(0) for name in self.quantities]
        return {**{name: data[name] for name in (*BEFORE, *AFTER)}, "quantities": quantities}


class BaseBudgetFormSet(forms.BaseFormSet):
    """The rows of a budget; a row that was emptied is left out."""

    def rows(self) -> list[dict[str, Any]]:
        """The rows that are filled in, as the act takes them."""
        return [form.row() for form in self.forms if form.cleaned_data]


_FormSet: type[BaseBudgetFormSet] = forms.formset_factory(  # type: ignore[assignment]  # the stubs forget `formset`
    BudgetRowForm, formset=BaseBudgetFormSet, extra=3, max_num=500, absolute_max=600
)


def budget_formset(call: Call, rows: Sequence[dict[str, Any]], data: Any = None) -> BaseBudgetFormSet:
    """The rows of a budget in answer to `call`: opened with the stored `rows`, or as they were typed.

    What was typed is never compared with what is stored: the page may be older than the last save of itself, and a row
    that is stored already is not an empty one.
    """
    periods = period_labels(call)
    every = {"periods": periods, "empty_permitted": True, "use_required_attribute": False}
    first = None if data is not None else [_opened_with(row, len(periods)) for row in rows]
    return _FormSet(data, initial=first, prefix="lines", form_kwargs=every)


def _opened_with(row: dict[str, Any], periods: int) -> dict[str, Any]:
    given = [Decimal(each) for each in row["quantities"]] or [Decimal(row["quantity"])]
    padded = (given + [Decimal(0)] * periods)[:periods]
    quantities = {
        name: quantity.normalize() if quantity or periods == 1 else None
        for name, quantity in zip(quantity_names(periods), padded, strict=True)
    }
    return {**row, **quantities, "unit_price": Decimal(row["unit_price"])}
