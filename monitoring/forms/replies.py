"""The form by which an authority replies: a text, and a position on each criterion if it wants."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from monitoring.models import Criterion, ReplyLanguage, Stance

NO_POSITION = ("", _("no position"))


@dataclass(frozen=True)
class ReplyRow:
    """One criterion with the inputs for its position and words."""

    criterion: Criterion
    stance: BoundField
    text: BoundField


class ReplyForm(forms.Form):
    """The reply as it will be published, word for word."""

    text = forms.CharField(
        label=_("Reply of the authority"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=20000,
        help_text=_("Published word for word beside the scores. Please name no private person."),
    )
    language = forms.ChoiceField(label=_("Language of the reply"), choices=ReplyLanguage.choices)
    office = forms.CharField(
        label=_("Office that replies"), max_length=120, help_text=_("For example: mayor's office. No name of a person.")
    )

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for criterion in criteria:
            self.fields[f"stance_of_{criterion.pk}"] = forms.ChoiceField(
                label=_("Position"), choices=[NO_POSITION, *Stance.choices], required=False
            )
            self.fields[f"text_of_{criterion.pk}"] = forms.CharField(
                label=_("In words"), widget=forms.Textarea(attrs={"rows": 2}), max_length=5000, required=False
            )

    def typed(self) -> dict[str, str]:
        """What was typed, right or wrong, by name of field, each cut at what the field takes."""
        found = {name: self.data.get(name, "") for name in self.fields}
        return {
            name: text[: getattr(self.fields[name], "max_length", None) or 10] for name, text in found.items() if text
        }

    def head(self) -> list[BoundField]:
        """The fields of the reply as a whole."""
        return [self[name] for name in ("text", "language", "office")]

    def rows(self) -> list[ReplyRow]:
        """The fields of each criterion."""
        return [ReplyRow(each, self[f"stance_of_{each.pk}"], self[f"text_of_{each.pk}"]) for each in self.criteria]

    def positions(self) -> dict[int, tuple[str, str]]:
        """Position and words by id of criterion, for those on which the authority said something."""
        found = {}
        for each in self.criteria:
            stance, text = self.cleaned_data[f"stance_of_{each.pk}"], self.cleaned_data[f"text_of_{each.pk}"]
            if stance or text.strip():
                found[each.pk] = (stance or Stance.COMMENT, text)
        return found
