"""How every form of the house is drawn: one renderer, one field template, and the fields for money and languages."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from kernel import drawing, formatting
from kernel.keys import key_in

Kind = TypeVar("Kind", bound=forms.Field)


def field_of(form: forms.BaseForm, name: str, kind: type[Kind]) -> Kind:
    """The field `name` of `form`, to set what only a `kind` of field has, such as its rows; TypeError for another."""
    field = form.fields[name]
    if not isinstance(field, kind):
        raise TypeError(f"{name} is a {type(field).__name__}, not a {kind.__name__}.")
    return field


class RowsField(forms.ModelMultipleChoiceField):
    """Rows chosen from a list; what no row can have as its key is refused as one that the list does not hold.

    One of the databases cannot even be asked for a number of thirty digits.
    """

    def clean(self, value: Any) -> Any:
        for each in self.prepare_value(value) or []:
            if key_in(each) is None:
                raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": each})
        return super().clean(value)


# Django's own templates for these are six files deep for one input, and three more for each choice.
_DRAWN = {
    "django/forms/widgets/select.html": drawing.choices,
    **{
        f"django/forms/widgets/{name}.html": drawing.text_input
        for name in ("input", "text", "number", "email", "url", "hidden", "date", "datetime")
    },
}


class HouseRenderer(TemplatesSetting):
    """Label, hint, error, input, in this order, everywhere."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Inputs and choices are drawn in one step, all else by its template."""
        draw = _DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


class NamesSelect(forms.Select):
    """A list of names by their keys, without groups."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Drawn at once: Django makes a thing of each choice, which takes longer than to find them."""
        chosen = self.format_value(value)
        return drawing.names(name, self.choices, chosen, self.build_attrs(self.attrs, attrs))


class MoneyInput(forms.TextInput):
    """A text input for an amount, with the currency beside it; phones show the keys for figures."""

    template_name = "forms/money_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, currency: str = "", places: int = 2) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})
        self.currency, self.places = currency, places

    def format_value(self, value: Any) -> str | None:
        """A number as the language writes it; what was typed and is no number, as it was typed."""
        if isinstance(value, Decimal | int):
            return formatting.number(value, get_language() or "en", self.places)
        return super().format_value(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The unit goes to the template, and the class that sets figures under each other."""
        context = super().get_context(name, value, attrs)
        context["unit"] = self.currency
        classes = context["widget"]["attrs"].get("class", "")
        context["widget"]["attrs"]["class"] = f"{classes} input-money".strip()
        return context


class DateInput(forms.DateInput):
    """The browser's own date picker; without one, a text field that takes 2026-11-22."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    """The browser's own picker of a date and a time."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class DecimalField(forms.DecimalField):
    """A number as people type it: `1 234,50`, `1.234,50`, `1234.5`. Two readings are asked about, never guessed."""

    widget = MoneyInput
    default_error_messages = {
        "invalid": _("“%(value)s” is not a number. Write it like %(example)s."),
        "ambiguous": _("“%(value)s” can be read as %(thousands)s or as %(decimal)s. Write %(plain)s or %(point)s."),
    }

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs say int
        """The number, or a ValidationError that says how to write it."""
        if value in self.empty_values or isinstance(value, Decimal | int):
            return super().to_python(value)
        language = get_language() or "en"
        places = 2 if self.decimal_places is None else self.decimal_places
        try:
            return formatting.parse_decimal(str(value), language, places)
        except formatting.Ambiguous as ambiguous:
            raise self._two_readings(str(value), ambiguous, language) from None
        except formatting.NotANumber:
            example = formatting.number(Decimal("1234.5"), language, places)
            facts = {"value": value, "example": example}
            raise ValidationError(self.error_messages["invalid"], code="invalid", params=facts) from None

    def _two_readings(self, value: str, ambiguous: formatting.Ambiguous, language: str) -> ValidationError:
        thousands, decimal = ambiguous.readings
        comma = formatting.number(Decimal("0.1"), language)[1]
        facts = {
            "value": value,
            "thousands": formatting.number(thousands, language),
            "decimal": formatting.number(decimal, language),
            "plain": str(thousands),
            "point": str(decimal.quantize(Decimal("0.01"))).replace(".", comma),
        }
        return ValidationError(self.error_messages["ambiguous"], code="ambiguous", params=facts)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """None: `min` and `step` belong to a number input, which cannot hold `1.234,50`."""
        return {}


class MoneyField(DecimalField):
    """An amount of money in `currency`, which is printed beside the input; 16 digits, two of them decimals."""

    def __init__(self, *, currency: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 16)
        kwargs.setdefault("decimal_places", 2)
        kwargs.setdefault("min_value", Decimal(0))
        kwargs.setdefault("widget", MoneyInput(currency=currency))
        super().__init__(**kwargs)


class FilledRows(forms.BaseFormSet):
    """Rows of which the empty ones are left out; emptying a row takes it away."""

    def initial_form_count(self) -> int:
        """None when bound: every row may be empty then."""
        return 0 if self.is_bound else super().initial_form_count()

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What was filled in, in order; after `is_valid()`."""
        return [form.cleaned_data for form in self.forms if form.has_changed()]


@dataclass(frozen=True)
class Tongues:
    """One text in several languages: its fields stand side by side under one legend, each with its language's name."""

    legend: str
    fields: list[tuple[str, BoundField]]
    is_tongues: bool = True


def _split(name: str) -> tuple[str, str] | None:
    """`("title", "ro")` for `title_ro`; None for a field that is not one of several languages."""
    base, _mark, code = name.rpartition("_")
    return (base, code) if base and code in dict(settings.LANGUAGES) else None


def rows_of(form: forms.BaseForm) -> list[BoundField | Tongues]:
    """The visible fields in their order; fields that differ only in their language are put together at the first."""
    rows: dict[str, list[BoundField]] = {}
    for field in form.visible_fields():
        parts = _split(field.name)
        rows.setdefault(f"{parts[0]}_" if parts else field.name, []).append(field)
    return [row[0] if len(row) == 1 else _tongues(row) for row in rows.values()]


def _tongues(fields: list[BoundField]) -> Tongues:
    legend = str(fields[0].label).rsplit(" [", 1)[0]
    return Tongues(legend, [(get_language_info(field.name[-2:])["name_local"], field) for field in fields])


class TranslatedFieldsMixin:
    """A form with texts in several languages: browsers and screen readers are told the language of each input.

    The form's template puts the languages of one text side by side, with or without this mixin.
    """

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            parts = _split(name)
            if parts is not None:
                field.widget.attrs["lang"] = parts[1]
