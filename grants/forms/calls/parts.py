"""Forms of the parts of a call: sections, questions with choices, criteria, required documents."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.models import (
    Call,
    CallSection,
    CategoryLimit,
    Choice,
    Criterion,
    EligibilityCriterion,
    Question,
    RequiredDocument,
)
from kernel.forms import DecimalField, TranslatedFieldsMixin, field_of

LANGUAGES = ("ro", "ru", "en")


def in_languages(*names: str) -> list[str]:
    """The fields of `names` in the three languages."""
    return [f"{name}_{code}" for name in names for code in LANGUAGES]


class PartForm(TranslatedFieldsMixin, forms.ModelForm):
    """A part of `call`; the Romanian text is required, the others may come later."""

    required: tuple[str, ...] = ()

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.call = call
        if "call" in {field.name for field in self._meta.model._meta.concrete_fields}:
            self.instance.call = call
        for name in self.fields:
            if name.endswith(LANGUAGES) and name[-3] == "_":
                self.fields[name].required = name in self.required
        if self.instance.pk is None and "order" in self.fields:
            self.fields["order"].initial = self.next_place()

    def next_place(self) -> int:
        """The place after the last one of its kind."""
        model = self._meta.model
        path = "section__call" if model is Question else "call"
        last = model.objects.filter(**{path: self.call}).order_by("-order").values_list("order", flat=True).first()
        return (last or 0) + 1


class SectionForm(PartForm):
    """A section of the application form."""

    required = ("title_ro",)

    class Meta:
        model = CallSection
        fields = [*in_languages("title"), "order"]


class EarlierChoice(forms.ModelChoiceField):
    """A choice of another question, named after its question."""

    def label_from_instance(self, obj: Choice) -> str:
        return f"{obj.question.label} → {obj.label}"


class QuestionForm(PartForm):
    """A question; its choices stand in rows below."""

    required = ("label_ro",)

    class Meta:
        model = Question
        fields = [
            "section",
            "kind",
            *in_languages("label", "help", "columns"),
            "word_limit",
            "is_required",
            "shown_if",
            "order",
        ]
        field_classes = {"shown_if": EarlierChoice}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = Choice.objects.filter(question__section__call=self.call).select_related("question")
        choices = choices.order_by("question__section__order", "question__order", "order")
        field_of(self, "section", forms.ModelChoiceField).queryset = self.call.sections.all()
        field_of(self, "shown_if", EarlierChoice).queryset = choices
        for name in in_languages("help", "columns"):
            self.fields[name].widget.attrs["rows"] = 2


class ChoiceForm(forms.Form):
    """One choice in three languages; `id` says which one it is, wherever the row stands."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    label_ro = forms.CharField(label="română", max_length=200)
    label_ru = forms.CharField(label="русский", max_length=200, required=False)
    label_en = forms.CharField(label="English", max_length=200, required=False)


ChoiceFormSet = forms.formset_factory(ChoiceForm, extra=3, max_num=40, absolute_max=60)


class CriterionForm(PartForm):
    """A criterion by which reviewers judge."""

    required = ("title_ro",)
    weight = DecimalField(label=_("Weight"), max_digits=6, decimal_places=2, initial=1)
    threshold = DecimalField(
        label=_("Threshold (points)"),
        max_digits=6,
        decimal_places=2,
        min_value=0,
        required=False,
        help_text=_("A mean below it cannot be funded. Empty: no threshold."),
    )

    class Meta:
        model = Criterion
        fields = [*in_languages("title", "guidance"), "maximum", "weight", "threshold", "order"]

    def clean(self) -> dict[str, Any]:
        """Points and weight that arithmetic can use."""
        data = super().clean() or {}
        maximum, weight, threshold = (data.get(name) for name in ("maximum", "weight", "threshold"))
        if maximum is not None and maximum < 1:
            self.add_error("maximum", _("At least one point."))
        if weight is not None and weight <= 0:
            self.add_error("weight", _("The weight is greater than zero."))
        if maximum and threshold is not None and threshold > maximum:
            self.add_error("threshold", _("The threshold is not above the most points."))
        return data


class EligibilityForm(PartForm):
    """A statement that must be true."""

    required = ("text_ro",)

    class Meta:
        model = EligibilityCriterion
        fields = [*in_languages("text"), "order"]


class DocumentForm(PartForm):
    """A document that every application brings."""

    required = ("title_ro",)

    class Meta:
        model = RequiredDocument
        fields = [*in_languages("title", "help"), "is_required", "order"]


class LimitForm(PartForm):
    """The largest share of one cost category."""

    percent = DecimalField(label=_("At most (percent)"), max_digits=5, decimal_places=2, min_value=0, max_value=100)

    class Meta:
        model = CategoryLimit
        fields = ["category", "percent", "of_whole"]

    def clean_category(self) -> str:
        """One limit for each category."""
        category: str = self.cleaned_data["category"]
        if self.call.category_limits.filter(category=category).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("This category has a limit already: change that one."))
        return category
