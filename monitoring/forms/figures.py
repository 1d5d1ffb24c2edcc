"""Entering the figure of one indicator in one period."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kernel import formatting
from kernel.forms import DecimalField, MoneyInput
from monitoring.actions.measurements import COUNTED, Entry, Given
from monitoring.figures import plain
from monitoring.models import Indicator
from monitoring.queries.figure_rows import FigureRow
from monitoring.queries.named_organizations import find_organizations

LABELS = {"value": _("Figure"), "numerator": _("Numerator"), "denominator": _("Denominator")}


class NumberInput(MoneyInput):
    """A number with as many decimals as it has."""

    def format_value(self, value: Any) -> str | None:
        """As the language writes it; what was typed and is no number, as it was typed."""
        if isinstance(value, Decimal | int):
            return formatting.number(value, get_language() or "en")
        return super().format_value(value)


class FigureForm(forms.Form):
    """Number or share, the same for each category, "not applicable", a note. Names instead where those are counted."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, row: FigureRow) -> None:
        super().__init__(data, prefix=f"i{row.indicator.pk}")
        self.row, measurement = row, row.measurement
        if row.indicator.names_organizations:
            named = measurement.organizations.all() if measurement else []
            self.fields["organizations"] = forms.CharField(
                label=_("Organisations, one in a line"),
                help_text=_("Name or IDNO as in the register; each counts once over all periods."),
                required=False,
                initial="\n".join(sorted(str(each) for each in named)),
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        else:
            self._add_numbers("", row.indicator, measurement)
            for category, value in row.parts:
                self._add_numbers(f"c{category.pk}_", row.indicator, value, label=str(category))
        self.fields["is_not_applicable"] = forms.BooleanField(
            label=_("Not applicable"),
            required=False,
            initial=bool(measurement and measurement.is_not_applicable),
        )
        self.fields["note"] = forms.CharField(
            label=_("Note"),
            required=False,
            max_length=2000,
            initial=measurement.note if measurement else "",
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        for field in self.fields.values():
            field.widget.attrs.setdefault("aria-label", f"{row.indicator.code}: {field.label}")

    def _add_numbers(self, prefix: str, indicator: Indicator, holder: Any, label: str = "") -> None:
        """One input for a number, two for a share; `holder` has what is stored."""
        places = 0 if indicator.counts in COUNTED else 2
        for name in self.names(indicator):
            self.fields[f"{prefix}{name}"] = DecimalField(
                label=f"{label}: {LABELS[name]}" if label else LABELS[name],
                required=False,
                decimal_places=places if places else None,
                max_digits=16,
                widget=NumberInput(),
                initial=plain(getattr(holder, name, None)),
            )

    @staticmethod
    def names(indicator: Indicator) -> tuple[str, ...]:
        """The numbers that a figure of `indicator` is made of."""
        return ("numerator", "denominator") if indicator.is_percentage else ("value",)

    def clean_organizations(self) -> list[Any]:
        """The organisations of the register that the lines name."""
        found, unknown = find_organizations(self.cleaned_data["organizations"].splitlines())
        if unknown:
            raise forms.ValidationError(
                _("Not in the register of organisations: %(names)s. Write the name as it stands there, or the IDNO."),
                params={"names": "; ".join(unknown)},
            )
        return found

    def given(self, prefix: str = "") -> Given:
        """The numbers under `prefix`."""
        return Given(**{name: self.cleaned_data.get(f"{prefix}{name}") for name in self.names(self.row.indicator)})

    def entry(self) -> Entry:
        """What the valid form says."""
        names = self.row.indicator.names_organizations
        return Entry(
            whole=Given() if names else self.given(),
            is_not_applicable=self.cleaned_data["is_not_applicable"],
            note=self.cleaned_data["note"],
            parts={} if names else {each: self.given(f"c{each.pk}_") for each, _value in self.row.parts},
            organizations=self.cleaned_data.get("organizations", ()),
        )

    def number_fields(self) -> list[forms.BoundField]:
        """The inputs of the whole."""
        names = ("organizations",) if self.row.indicator.names_organizations else self.names(self.row.indicator)
        return [self[name] for name in names]

    def part_fields(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The inputs of each category, with its name."""
        names = self.names(self.row.indicator)
        return [(str(each), [self[f"c{each.pk}_{name}"] for name in names]) for each, _value in self.row.parts]

    def show(self, fields: Mapping[str, Any], reason: Any) -> None:
        """Put the reasons of a refusal beside their inputs, or on the whole row."""
        known = {name: text for name, text in fields.items() if name in self.fields}
        for name, text in known.items():
            self.add_error(name, str(text))
        if not known:
            self.add_error(None, str(reason))
