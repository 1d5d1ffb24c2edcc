"""The forms of a question by its kind, of its choices, and of what is copied from an earlier call."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.forms.calls.parts import PartForm, in_languages
from grants.models import Call, Choice, Question, QuestionKind
from kernel.forms import DecimalField, field_of
from kernel.uploads import KINDS

# What only some kinds of answer have. The rest of the form is the same for all.
OF_KIND: dict[str, tuple[str, ...]] = {
    QuestionKind.SHORT_TEXT: ("word_limit",),
    QuestionKind.LONG_TEXT: ("word_limit",),
    QuestionKind.NUMBER: ("minimum", "maximum"),
    QuestionKind.MONEY: ("minimum", "maximum"),
    QuestionKind.FILE: ("most_files", "most_megabytes", "file_kinds"),
    QuestionKind.TABLE: tuple(in_languages("columns")),
}
CHOICES = frozenset({QuestionKind.CHOICE, QuestionKind.SEVERAL})


class EarlierChoice(forms.ModelChoiceField):
    """A choice of another question, named after its question."""

    def label_from_instance(self, obj: Choice) -> str:
        return f"{obj.question.label} → {obj.label}"


class QuestionForm(PartForm):
    """A question of one kind; choices stand in rows below."""

    required = ("label_ro",)
    minimum = DecimalField(label=_("At least"), max_digits=16, decimal_places=2, required=False)
    maximum = DecimalField(label=_("At most"), max_digits=16, decimal_places=2, required=False)
    file_kinds = forms.MultipleChoiceField(
        label=_("Kinds of files"),
        help_text=_("None chosen: everything that the house takes."),
        choices=[(each, f".{each}") for each in sorted(KINDS)],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Question
        fields = [
            "kind",
            "section",
            *in_languages("label", "help", "columns"),
            "word_limit",
            "minimum",
            "maximum",
            "most_files",
            "most_megabytes",
            "file_kinds",
            "is_required",
            "is_identifying",
            "shown_if",
            "order",
        ]
        field_classes = {"shown_if": EarlierChoice}

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = Choice.objects.filter(question__section__call=self.call).select_related("question")
        choices = choices.exclude(question=self.instance.pk)
        choices = choices.order_by("question__section__order", "question__order", "order")
        field_of(self, "section", forms.ModelChoiceField).queryset = self.call.sections.all()
        field_of(self, "shown_if", EarlierChoice).queryset = choices
        self.fields["kind"].widget = forms.HiddenInput()
        self.fields["order"].widget = forms.HiddenInput()
        self.initial["kind"] = kind
        for name in in_languages("help", "columns"):
            self.fields[name].widget.attrs["rows"] = 2
        for name in {each for names in OF_KIND.values() for each in names} - set(OF_KIND.get(kind, ())):
            del self.fields[name]
            # What belongs to another kind does not stay behind when the kind is changed.
            setattr(self.instance, name, [] if name == "file_kinds" else "" if "columns" in name else None)
        if not choices.exists():
            del self.fields["shown_if"]

    def next_place(self) -> int:
        """The last place of the form: a new question comes at the end of its section."""
        last = Question.objects.filter(section__call=self.call).order_by("-order").values_list("order", flat=True)
        return (last.first() or 0) + 1


class ChoiceForm(forms.Form):
    """One choice in three languages; `id` says which one it is, wherever the row stands. An emptied row goes."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    label_ro = forms.CharField(label="română", max_length=200, required=False)
    label_ru = forms.CharField(label="русский", max_length=200, required=False)
    label_en = forms.CharField(label="English", max_length=200, required=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in the row."""
        data = self.cleaned_data
        return not any(data.get(name) for name in in_languages("label"))

    def clean(self) -> dict[str, Any]:
        """A row with a translation alone lacks the Romanian text."""
        data = super().clean() or {}
        if not data.get("label_ro") and (data.get("label_ru") or data.get("label_en")):
            self.add_error("label_ro", _("Write the Romanian text too, or empty the whole row."))
        return data


ChoiceFormSet = forms.formset_factory(ChoiceForm, extra=3, max_num=40, absolute_max=60)


class AnchorForm(forms.Form):
    """What a number of points means, in three languages. An emptied row goes."""

    points = forms.IntegerField(label=_("Points"), min_value=0, required=False)
    text_ro = forms.CharField(label="română", max_length=400, required=False)
    text_ru = forms.CharField(label="русский", max_length=400, required=False)
    text_en = forms.CharField(label="English", max_length=400, required=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in the row."""
        data = self.cleaned_data
        return data.get("points") is None and not any(data.get(name) for name in in_languages("text"))

    def clean(self) -> dict[str, Any]:
        """Points and the Romanian text go together."""
        data = super().clean() or {}
        has_text = any(data.get(name) for name in in_languages("text"))
        if has_text and data.get("points") is None and "points" not in self.errors:
            self.add_error("points", _("For how many points does it stand?"))
        if (has_text or data.get("points") is not None) and not data.get("text_ro"):
            self.add_error("text_ro", _("Write the Romanian text too, or empty the whole row."))
        return data


AnchorFormSet = forms.formset_factory(AnchorForm, extra=3, max_num=12, absolute_max=30)


class CopyForm(forms.Form):
    """What of an earlier call is copied: of its form the whole, or one section."""

    parts = forms.MultipleChoiceField(
        label=_("What is copied"),
        choices=[
            ("form", _("the form, with sections, questions and choices")),
            ("criteria", _("criteria with their anchors")),
            ("eligibility", _("eligibility criteria")),
            ("documents", _("required documents")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, source: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"] = forms.ModelChoiceField(
            label=_("Of the form"),
            queryset=source.sections.order_by("stage", "order", "pk"),
            empty_label=_("every section"),
            required=False,
        )
