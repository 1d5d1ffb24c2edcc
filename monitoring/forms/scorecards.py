"""Forms of a scorecard cycle: planning, criteria, groups, inputs, meeting, reasons."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from grants.models import Programme
from kernel.forms import DateInput, DecimalField, TranslatedFieldsMixin, field_of
from kernel.uploads import UploadField
from monitoring.models import AuditOutcome, FocusGroup, InputItem, InterfaceMeeting, ScorecardCycle
from monitoring.rules.scorecards import RUNNERS
from organizations.models import Competence, Organization, User

MINUTES = _("A scan, photo or document. It is not published; those who run and monitor the scorecard read it.")


def left_to_the_act(exclude: Any = None) -> None:
    """Instead of `validate_constraints` of a model: the act refuses in words what the database would."""


class ActForm(forms.ModelForm):
    """The fields of a model for an act, which itself refuses what does not fit together, beside the field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.validate_constraints = left_to_the_act


class CompetenceField(forms.ModelChoiceField):
    """What an authority answers for: authority first, then the service."""

    def label_from_instance(self, obj: Competence) -> str:
        return f"{obj.authority.organization}: {obj.service}"


class PlanForm(TranslatedFieldsMixin, ActForm):
    """What is planned; the facilitator is one of the user's own organisations."""

    competence = CompetenceField(Competence.objects.none(), label=_("Service of an authority"))

    class Meta:
        model = ScorecardCycle
        fields = [
            *("title_ro", "title_ru", "title_en"),
            *("competence", "facilitator", "programme", "collects_from", "collects_until"),
        ]
        widgets = {"collects_from": DateInput, "collects_until": DateInput}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "competence": Competence.objects.select_related("authority__organization").order_by(
                "authority__organization__name_ro", "service_ro", "pk"
            ),
            "facilitator": Organization.objects.of(user, *RUNNERS).order_by("name_ro", "pk"),
            "programme": Programme.objects.published().order_by("title_ro", "pk"),
        }
        for name, rows in choices.items():
            field_of(self, name, forms.ModelChoiceField).queryset = rows
        for name in ("title_ro", "title_ru", "title_en"):
            self.fields[name].required = name == "title_ro"

    def titles(self) -> dict[str, str]:
        """The title by language code."""
        return by_language(self.cleaned_data, "title")


def by_language(cleaned: dict[str, Any], field: str) -> dict[str, str]:
    """The texts of `field` by language code; empty where nothing was written."""
    return {code: cleaned.get(f"{field}_{code}") or "" for code, _name in settings.LANGUAGES}


class CriterionRowForm(TranslatedFieldsMixin, forms.Form):
    """One statement in three languages; a row without Romanian words is left out."""

    title_ro = forms.CharField(label=_("Statement in Romanian"), max_length=250, required=False)
    title_ru = forms.CharField(label=_("Statement in Russian"), max_length=250, required=False)
    title_en = forms.CharField(label=_("Statement in English"), max_length=250, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("title_ro") and (cleaned.get("title_ru") or cleaned.get("title_en")):
            self.add_error("title_ro", _("Write the statement in Romanian too."))
        return cleaned


CriteriaFormSet = forms.formset_factory(CriterionRowForm, extra=3, max_num=30, validate_max=True)


class FocusGroupForm(ActForm):
    """Who met, when and where, and how many. No names."""

    file = UploadField(label=_("Minutes"), required=False, help_text=MINUTES)

    class Meta:
        model = FocusGroup
        fields = ["kind", "held_on", "place", "participants"]
        widgets = {"held_on": DateInput}


class InputForm(TranslatedFieldsMixin, ActForm):
    """One entitlement beside what is there."""

    file = UploadField(label=_("Evidence"), required=False, help_text=MINUTES)

    entitled = DecimalField(label=_("Entitled"), max_digits=12, decimal_places=2)
    present = DecimalField(
        label=_("Present"), max_digits=12, decimal_places=2, min_value=0, required=False,
        help_text=_("Leave empty if nobody reported it; 0 means that there is none."),
    )  # fmt: skip

    class Meta:
        model = InputItem
        fields = [
            *("title_ro", "title_ru", "title_en", "unit_label_ro", "unit_label_ru", "unit_label_en"),
            *("entitled", "present", "norm", "source"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title_ro"].required = True

    def clean_entitled(self) -> Any:
        entitled = self.cleaned_data["entitled"]
        if entitled is not None and entitled <= 0:
            raise forms.ValidationError(_("An entitlement is greater than zero."))
        return entitled


class AuditForm(forms.Form):
    """What the documents prove."""

    outcome = forms.ChoiceField(label=_("Finding"), choices=AuditOutcome.choices, widget=forms.RadioSelect)
    present = DecimalField(
        label=_("Present, as the documents show"), max_digits=12, decimal_places=2, min_value=0, required=False,
        help_text=_("Only for a correction."),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), required=False, help_text=_("The public reads it.")
    )


class MeetingForm(ActForm):
    """The interface meeting."""

    file = UploadField(label=_("Minutes"), required=False, help_text=MINUTES)

    class Meta:
        model = InterfaceMeeting
        fields = ["held_on", "place", "community_count", "authority_count", "no_agreement"]
        widgets = {"held_on": DateInput, "no_agreement": forms.Textarea(attrs={"rows": 3})}


class ReasonForm(forms.Form):
    """An act that needs a reason and nothing else."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}))
