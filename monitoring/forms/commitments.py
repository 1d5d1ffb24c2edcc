"""Forms of commitments: made, claimed, verified, postponed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.forms import DateInput, TranslatedFieldsMixin, field_of
from kernel.uploads import UploadField
from monitoring.forms.scorecards import ActForm
from monitoring.models import Commitment, Criterion, ScorecardCycle


class CommitmentForm(TranslatedFieldsMixin, ActForm):
    """What was promised, and until when."""

    class Meta:
        model = Commitment
        fields = ["text_ro", "text_ru", "text_en", "criterion", "made_on", "due_on"]
        widgets = {
            "made_on": DateInput,
            "due_on": DateInput,
            **{name: forms.Textarea(attrs={"rows": 3}) for name in ("text_ro", "text_ru", "text_en")},
        }

    def __init__(self, *args: Any, cycle: ScorecardCycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        criteria = Criterion.objects.filter(cycle=cycle).order_by("position")
        field_of(self, "criterion", forms.ModelChoiceField).queryset = criteria
        self.fields["text_ro"].required = True
        for name in ("text_ru", "text_en"):
            self.fields[name].required = False


class NoteForm(forms.Form):
    """An act that needs words: what was done, or how it was seen."""

    note = forms.CharField(label=_("In words"), widget=forms.Textarea(attrs={"rows": 4}))


class ClaimForm(forms.Form):
    """What was done, with a document or photo if there is one."""

    note = forms.CharField(
        label=_("What was done"), widget=forms.Textarea(attrs={"rows": 4}), help_text=_("The public reads it.")
    )
    file = UploadField(
        label=_("Document or photo"), required=False, help_text=_("Not published; the facilitator reads it.")
    )


class PostponeForm(forms.Form):
    """A later day, and why."""

    due_on = forms.DateField(label=_("New due date"), widget=DateInput)
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}), help_text=_("The public reads it.")
    )
