"""Forms of letters, cleared comments and appeals."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.actions.awards.letters import check_text
from grants.forms.applications.files import KeptFileForm
from grants.models import Consequence, LetterTemplate
from grants.queries.awards.comments import Written
from kernel.forms import field_of
from kernel.refusals import Refusal


class LetterTextForm(forms.ModelForm):
    """Subject and body in three languages; every placeholder is checked, and the wrong one is named."""

    class Meta:
        model = LetterTemplate
        fields = [f"{name}_{language}" for name in ("subject", "body") for language in ("ro", "ru", "en")]

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name, field in self.fields.items():
            field.required = True
            if name.startswith("body"):
                field_of(self, name, forms.CharField).widget = forms.Textarea(attrs={"rows": 14})

    def clean(self) -> dict[str, Any]:
        """Each text with a placeholder that its kind does not have is refused where it stands."""
        data = super().clean() or {}
        try:
            check_text(self.kind, {name: data[name] for name in self.fields if data.get(name)})
        except Refusal as refusal:
            for name, reason in refusal.fields.items():
                self.add_error(name, str(reason))
        return data


class CommentsForm(forms.Form):
    """What reviewers wrote, comment by comment: may the applicant read it, and in which words."""

    def __init__(self, *args: Any, comments: Iterable[Written], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comments = list(comments)
        for each in self.comments:
            self.fields[f"text_{each.key}"] = forms.CharField(
                label=_("In these words"),
                initial=each.text,
                required=False,
                max_length=5000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            self.fields[f"clear_{each.key}"] = forms.BooleanField(
                label=_("The applicant may read this"), initial=each.is_cleared, required=False
            )

    def parts(self) -> list[tuple[Written, forms.BoundField, forms.BoundField]]:
        """Each comment with its words and its tick."""
        return [(each, self[f"text_{each.key}"], self[f"clear_{each.key}"]) for each in self.comments]

    def clean(self) -> dict[str, Any]:
        """What is cleared has words."""
        data = super().clean() or {}
        for each in self.comments:
            if data.get(f"clear_{each.key}") and not data.get(f"text_{each.key}", "").strip():
                self.add_error(f"text_{each.key}", _("Write what the applicant reads, or take the tick away."))
        return data

    def said(self, shown: Iterable[str], *, all_of_them: bool = False) -> dict[str, str]:
        """The words of each comment that was shown, by its key; "" for what is left out. `all_of_them`: none is."""
        data = self.cleaned_data
        return {key: data.get(f"text_{key}", "") if all_of_them or data.get(f"clear_{key}") else "" for key in shown}


class AppealForm(KeptFileForm):
    """What was wrong with the decision, and a document if there is one."""

    needs_file = False

    text = forms.CharField(
        label=_("What was wrong with the decision"),
        help_text=_("Say what rule or fact was overlooked. New facts about the project cannot be weighed."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )


class RejectAppealForm(forms.Form):
    """Why an appeal is not upheld."""

    answer = forms.CharField(
        label=_("Answer with its reasons"),
        help_text=_("The applicant reads it in a letter."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class UpholdAppealForm(RejectAppealForm):
    """Why an appeal is upheld, and what follows."""

    consequence = forms.ChoiceField(label=_("What follows"), choices=Consequence.choices, widget=forms.RadioSelect)
