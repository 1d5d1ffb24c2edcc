"""Forms of the parts of a call: lots, sections, criteria, eligibility, required documents, sessions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models import (
    Call,
    CallSection,
    CategoryLimit,
    Criterion,
    EligibilityCriterion,
    EligibilityKind,
    InformationSession,
    Lot,
    RequiredDocument,
)
from kernel.forms import DateTimeInput, DecimalField, MoneyField, TranslatedFieldsMixin

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
        if "order" in self.fields:
            # The order is changed on the page where all stand, by buttons or by dragging.
            self.fields["order"].widget = forms.HiddenInput()
            if self.instance.pk is None:
                self.fields["order"].initial = self.next_place()
        if "stage" in self.fields:
            choices = [(1, _("concept note")), (2, _("full application"))]
            self.fields["stage"] = forms.TypedChoiceField(
                label=_("Stage"), choices=choices, coerce=int, widget=forms.RadioSelect
            )
            if self.call.stages == 1:
                del self.fields["stage"]

    def next_place(self) -> int:
        """The place after the last one of its kind."""
        model = self._meta.model
        last = model.objects.filter(call=self.call).order_by("-order").values_list("order", flat=True).first()
        return (last or 0) + 1


class SectionForm(PartForm):
    """A section of the application form."""

    required = ("title_ro",)

    class Meta:
        model = CallSection
        fields = [*in_languages("title"), "stage", "order"]


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
        fields = ["stage", *in_languages("title", "guidance"), "maximum", "weight", "threshold", "order"]

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
        fields = ["kind", *in_languages("text", "explanation"), "years", "order"]
        help_texts = {
            "kind": _("Where the house knows the answer it proposes one, with why; a person decides."),
            "explanation": _("Who answers “no” before writing an application reads this."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].required = False
        for name in in_languages("explanation"):
            self.fields[name].widget.attrs["rows"] = 2

    def clean_kind(self) -> str:
        """Asked, unless something else is chosen."""
        return self.cleaned_data.get("kind") or EligibilityKind.ASKED

    def clean(self) -> dict[str, Any]:
        """Years belong to one kind."""
        data = super().clean() or {}
        if data.get("kind") == EligibilityKind.YEARS and not data.get("years"):
            self.add_error("years", _("Say how many years."))
        elif data.get("kind") != EligibilityKind.YEARS and data.get("years"):
            self.add_error("years", _("Only for “registered for at least so many years”: leave it empty."))
        return data


class LotForm(PartForm):
    """A part of the call's money."""

    required = ("title_ro",)
    ceiling = MoneyField(label=_("Money of the lot"))
    min_amount = MoneyField(label=_("Smallest grant"), required=False, help_text=_("Empty: as in the call."))
    max_amount = MoneyField(label=_("Largest grant"), required=False, help_text=_("Empty: as in the call."))

    class Meta:
        model = Lot
        fields = [*in_languages("title"), "ceiling", "min_amount", "max_amount", "units", "order"]

    def clean(self) -> dict[str, Any]:
        """Amounts in their order, so that the person reads which to mend."""
        data = super().clean() or {}
        least, most, ceiling = (data.get(name) for name in ("min_amount", "max_amount", "ceiling"))
        if ceiling is not None and ceiling <= 0:
            self.add_error("ceiling", _("More than zero."))
        if most is not None and ceiling is not None and not 0 < most <= ceiling:
            self.add_error("max_amount", _("More than zero, and not more than the money of the lot."))
        if least is not None and least > (most if most is not None else ceiling or least):
            self.add_error("min_amount", _("The smallest grant is not larger than the largest."))
        return data


class SessionForm(PartForm):
    """When and where the call is explained; the recording comes afterwards."""

    link = forms.URLField(label=pgettext_lazy("web address", "Link"), assume_scheme="https", required=False)
    recording = forms.URLField(
        label=_("Recording"),
        assume_scheme="https",
        required=False,
        help_text=_("When it is over, for those who could not come."),
    )

    class Meta:
        model = InformationSession
        fields = ["starts_at", *in_languages("place"), "link", "language", "recording"]
        widgets = {"starts_at": DateTimeInput()}

    def clean(self) -> dict[str, Any]:
        """A session is somewhere."""
        data = super().clean() or {}
        if not data.get("place_ro") and not data.get("link"):
            self.add_error("place_ro", _("Say where it is: a place, a link, or both."))
        return data


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
