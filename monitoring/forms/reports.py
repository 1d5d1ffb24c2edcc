"""Writing a progress report, and laying files beside a figure."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.uploads import UploadField
from monitoring.models import ReportQuestion


class NarrativeForm(forms.Form):
    """One text for each question. Nothing is required here: a draft may be incomplete, the act of submitting asks."""

    def __init__(self, *args: Any, questions: Sequence[ReportQuestion], answers: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[f"q{question.pk}"] = forms.CharField(
                label=question.text,
                help_text="" if question.is_required else _("May stay empty."),
                required=False,
                max_length=8000,
                initial=answers.get(question.pk, ""),
                widget=forms.Textarea(attrs={"rows": 6}),
            )

    def answers(self) -> dict[ReportQuestion, str]:
        """What the valid form says, by question."""
        return {question: self.cleaned_data[f"q{question.pk}"] for question in self.questions}


class EvidenceForm(forms.Form):
    """A file that proves a figure."""

    file = UploadField(label=_("File"), help_text=_("A list, minutes, a photo: PDF, image, Word or Excel."))
    title = forms.CharField(label=_("What it is"), max_length=200, required=False)
