"""Laying out a framework: results, indicators, disaggregations, periods, targets."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import inlineformset_factory
from django.utils.translation import gettext_lazy as _

from kernel.forms import DateInput, DecimalField, RowsField, TranslatedFieldsMixin, field_of
from monitoring.figures import plain
from monitoring.forms.figures import NumberInput
from monitoring.models import Category, Dimension, Framework, Indicator, Operator, Period, Result, Target

INHERITED = (
    "result",
    "code",
    "title_ro",
    "title_ru",
    "title_en",
    "kind",
    "unit_of_measure_ro",
    "unit_of_measure_ru",
    "unit_of_measure_en",
    "counts",
    "direction",
    "across_periods",
    "across_grants",
    "dimension",
)


class ResultForm(TranslatedFieldsMixin, forms.ModelForm):
    """A result in three languages, and the one it contributes to."""

    class Meta:
        model = Result
        fields = ["level", "title_ro", "title_ru", "title_en", "parent", "order"]

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.framework = framework
        parents = framework.results.exclude(pk=self.instance.pk).order_by("order", "pk")
        field_of(self, "parent", forms.ModelChoiceField).queryset = parents
        self.fields["title_ro"].required = True


class IndicatorForm(TranslatedFieldsMixin, forms.ModelForm):
    """An indicator in three languages. What a link inherits is not asked."""

    baseline_value = DecimalField(
        label=_("Baseline"),
        required=False,
        decimal_places=2,
        max_digits=16,
        widget=NumberInput(),
        help_text=_("Where things stand before the work begins; of percentages, in percent. Empty: not stated."),
    )

    class Meta:
        model = Indicator
        fields = [
            *INHERITED,
            "baseline_value",
            "baseline_on",
            "means_of_verification_ro",
            "means_of_verification_ru",
            "means_of_verification_en",
            "order",
        ]
        widgets = {"baseline_on": DateInput()}
        help_texts = {
            "code": _("Short and stable, such as 1.2: reports name it."),
            "across_periods": _("Of percentages, numerators and denominators are added; they are never averaged."),
            "counts": _("Persons, participations and organisations are never added to each other."),
            "dimension": _("Every one that is counted falls into exactly one category."),
        }

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.framework = framework
        if self.instance.linked_to_id is not None:
            for name in INHERITED:
                del self.fields[name]
            return
        self.fields["title_ro"].required = True
        homes = Framework.objects.filter(programme=framework.programme_id)
        for name, model in (("result", Result), ("dimension", Dimension)):
            rows = model._default_manager.filter(framework__in=homes)
            field_of(self, name, forms.ModelChoiceField).queryset = rows


class DimensionForm(TranslatedFieldsMixin, forms.ModelForm):
    """The name of a disaggregation in three languages."""

    class Meta:
        model = Dimension
        fields = ["title_ro", "title_ru", "title_en"]

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.framework = framework
        self.fields["title_ro"].required = True


class CategoryForm(TranslatedFieldsMixin, forms.ModelForm):
    """One category in three languages."""

    class Meta:
        model = Category
        fields = ["title_ro", "title_ru", "title_en"]


CategoryFormSet = inlineformset_factory(
    Dimension, Category, form=CategoryForm, extra=4, can_delete=False, min_num=2, validate_min=True
)


class PeriodForm(forms.Form):
    """From when to when figures are asked for, and until when they are due."""

    starts_on = forms.DateField(label=_("Starts on"), widget=DateInput())
    ends_on = forms.DateField(label=_("Ends on"), widget=DateInput())
    due_on = forms.DateField(label=_("Figures are due on"), widget=DateInput())


class TargetsForm(forms.Form):
    """The target over all and of each period: how it is meant, and the number. A meaning without number: not stated."""

    def __init__(
        self, *args: Any, indicator: Indicator, periods: Sequence[Period], targets: Sequence[Target], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.indicator, self.periods = indicator, {str(period.pk): period for period in periods}
        set_ = {str(target.period_id or "all"): target for target in targets}
        for key in ("all", *self.periods):
            where = str(self.periods[key]) if key in self.periods else _("Overall")
            target = set_.get(key)
            self.fields[f"operator_{key}"] = forms.ChoiceField(
                label=_("%(period)s: meant as") % {"period": where},
                choices=[("", _("no target")), *Operator.choices],
                required=False,
                initial=target.operator if target else "",
            )
            self.fields[f"value_{key}"] = DecimalField(
                label=_("%(period)s: number") % {"period": where},
                required=False,
                decimal_places=2,
                max_digits=16,
                widget=NumberInput(),
                initial=plain(target.value) if target else None,
                help_text=_("In percent.") if indicator.is_percentage else "",
            )

    def clean(self) -> dict[str, Any]:
        """A number needs a meaning."""
        cleaned = super().clean() or self.cleaned_data
        for key in ("all", *self.periods):
            if cleaned.get(f"value_{key}") is not None and not cleaned.get(f"operator_{key}"):
                self.add_error(f"operator_{key}", _("Choose how the number is meant."))
        return cleaned


class ChooseIndicatorsForm(forms.Form):
    """Which indicators of the programme a grant feeds."""

    indicators: RowsField = RowsField(
        label=_("Indicators that this grant reports on"),
        queryset=Indicator.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, framework: Framework | None, taken: Sequence[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Indicator.objects.filter(framework=framework).exclude(pk__in=taken).order_by("order", "code", "pk")
        field_of(self, "indicators", forms.ModelChoiceField).queryset = rows


class ReasonForm(forms.Form):
    """Why: a sentence that the other side can act on."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)
