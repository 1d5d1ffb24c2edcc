"""Forms of a call: its facts in three languages, a later deadline, the reason of a cancellation."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from grants.models import Call, Lot, Programme
from kernel import formatting
from kernel.forms import DateInput, DateTimeInput, MoneyField, RowsField, TranslatedFieldsMixin, field_of
from organizations.models import Nature, TerritorialUnit
from organizations.registries import profile_sections

TEXTS = [f"{name}_{code}" for name in ("title", "summary", "body") for code in ("ro", "ru", "en")]


def sections_of_profile() -> list[tuple[str, Any]]:
    """The sections of a profile, as choices."""
    return [(section.name, section.title) for section in profile_sections]


class CallForm(TranslatedFieldsMixin, forms.ModelForm):
    """The facts of a call."""

    envelope = MoneyField(label=_("Money available"))
    min_amount = MoneyField(label=_("Smallest grant"), initial=0)
    max_amount = MoneyField(label=_("Largest grant"))
    most_per_organization = MoneyField(
        label=_("Most for one organisation over the calls of this project"),
        required=False,
        help_text=_("Empty: only the ceilings of the project and its donors hold."),
    )
    natures = forms.MultipleChoiceField(
        label=_("Who may apply"), choices=Nature.choices, widget=forms.CheckboxSelectMultiple
    )

    profile_sections = forms.MultipleChoiceField(
        label=_("What of its profile an applicant must have filled in"),
        choices=sections_of_profile,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Call
        fields = [
            "slug",
            *TEXTS,
            "kind",
            "stages",
            "deadline_at",
            "full_deadline_at",
            "questions_until_on",
            "decision_planned_on",
            "answer_by_on",
            "money_days",
            "currency",
            "envelope",
            "min_amount",
            "max_amount",
            "most_per_organization",
            "cofinancing_percent",
            "budget_periods",
            "budget_period_months",
            "natures",
            "profile_sections",
            "units",
            "needs_confirmation",
            "divergence_percent",
        ]
        field_classes = {"units": RowsField}
        widgets = {
            "units": forms.CheckboxSelectMultiple(),
            "deadline_at": DateTimeInput(),
            "questions_until_on": DateInput(),
            "decision_planned_on": DateInput(),
            "answer_by_on": DateInput(),
            "full_deadline_at": DateTimeInput(),
        }

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.programme = programme
        if self.instance.pk is None:
            self.fields["currency"].initial = programme.currency
            self.initial.setdefault("natures", self.instance.natures)
        places = TerritorialUnit.objects.filter(valid_until__isnull=True)
        offered = places if programme.is_demo else places.filter(is_demo=False)
        field_of(self, "units", RowsField).queryset = offered.order_by("name_ro", "pk")
        for name in ("stages", "budget_periods"):
            self.fields[name].required = False
        for name in TEXTS:
            self.fields[name].required = name == "title_ro"

    def clean(self) -> dict[str, Any]:
        """Amounts in their order, so that the person reads which to mend."""
        data = super().clean() or {}
        data["stages"], data["budget_periods"] = data.get("stages") or 1, data.get("budget_periods") or 1
        first, full = data.get("deadline_at"), data.get("full_deadline_at")
        if full is not None and data["stages"] == 1:
            self.add_error("full_deadline_at", _("The call has one stage: leave this empty, or choose two stages."))
        if full is not None and first is not None and data["stages"] == 2 and full <= first:
            self.add_error("full_deadline_at", _("The full application comes after the concept note."))
        if data.get("most_per_organization") is not None and data["most_per_organization"] <= 0:
            self.add_error("most_per_organization", _("More than zero; empty where there is no such limit."))
        least, most, envelope = (data.get(name) for name in ("min_amount", "max_amount", "envelope"))
        if most is not None and most <= 0:
            self.add_error("max_amount", _("The largest grant is greater than zero."))
        if least is not None and most is not None and least > most:
            self.add_error("min_amount", _("The smallest grant is not larger than the largest."))
        if most is not None and envelope is not None and most > envelope:
            self.add_error("max_amount", _("One grant cannot be larger than the money available."))
        return data


class ExtensionForm(forms.Form):
    """A later deadline for everyone, beside that of now; the stage is asked where two deadlines lie ahead."""

    stage = forms.TypedChoiceField(label=_("Which deadline"), coerce=int, widget=forms.RadioSelect)
    new_deadline_at = forms.DateTimeField(label=_("New deadline"), widget=DateTimeInput())
    reason = forms.CharField(
        label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Applicants read this.")
    )

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ahead, language = call.movable_stages(), str(get_language())
        moments = {stage: call.deadline_of(stage) for stage in ahead}
        now = {stage: formatting.moment(moment, language) for stage, moment in moments.items() if moment}
        if len(ahead) < 2:
            self.only_stage = ahead[0] if ahead else 1
            del self.fields["stage"]
            if self.only_stage in now:
                self.fields["new_deadline_at"].help_text = _("Now: %(moment)s.") % {"moment": now[self.only_stage]}
        else:
            stages = cast("forms.TypedChoiceField", self.fields["stage"])
            words = [_("of the concept note, now %(moment)s"), _("of the full application, now %(moment)s")]
            stages.choices = [(stage, words[stage - 1] % {"moment": now[stage]}) for stage in ahead]

    def clean(self) -> dict[str, Any]:
        """With the only stage whose deadline may be moved, where none is asked."""
        data = super().clean() or {}
        return data if "stage" in self.fields else {**data, "stage": self.only_stage}


class ReasonForm(forms.Form):
    """A reason that others will read."""

    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)


class BeginForm(forms.Form):
    """For which organisation an application is begun, and in which lot."""

    organization = forms.ChoiceField(label=_("Organisation that applies"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, organizations: list[Any], lots: Sequence[Lot] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(each.pk), str(each)) for each in organizations]
        self.fields["organization"] = forms.ChoiceField(
            label=_("Organisation that applies"), widget=forms.RadioSelect, choices=choices
        )
        if len(choices) == 1:
            self.initial.setdefault("organization", choices[0][0])
        if lots:
            self.fields["lot"] = forms.ModelChoiceField(
                label=pgettext_lazy("part of a call", "Lot"),
                help_text=_("The part of the call to which you apply. You may choose later, in the form."),
                queryset=lots[0].call.lots.all(),
                empty_label=_("not chosen yet"),
                widget=forms.RadioSelect,
                required=False,
            )
