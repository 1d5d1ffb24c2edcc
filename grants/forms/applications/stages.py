"""Forms of the choice among concept notes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.models import Application
from grants.scoring import Outcome


class SelectionForm(forms.Form):
    """By what rule, and each concept note: invited, or why not. Who passes every threshold is ticked beforehand."""

    rule = forms.CharField(
        label=_("By what rule"),
        help_text=_("For example: all with at least 60 points, and the best of each district."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, notes: Iterable[Application], outcomes: Mapping[int, Outcome], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.notes, self.outcomes = list(notes), outcomes
        for note in self.notes:
            outcome = outcomes.get(note.pk)
            self.fields[f"invite_{note.pk}"] = forms.BooleanField(
                label=_("Invite %(reference)s") % {"reference": note.reference},
                required=False,
                initial=outcome is not None and outcome.passes,
            )
            self.fields[f"reason_{note.pk}"] = forms.CharField(
                label=_("Why %(reference)s is not invited") % {"reference": note.reference},
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def rows(self) -> Iterator[tuple[Application, Outcome | None, forms.BoundField, forms.BoundField]]:
        """Each note with its points and its two fields."""
        for note in self.notes:
            yield note, self.outcomes.get(note.pk), self[f"invite_{note.pk}"], self[f"reason_{note.pk}"]

    def chosen(self) -> dict[str, Any]:
        """The rule, the ids of the invited, and why each of the others is not."""
        data = self.cleaned_data
        invited = {each.pk for each in self.notes if data[f"invite_{each.pk}"]}
        reasons = {each.pk: data[f"reason_{each.pk}"] for each in self.notes if each.pk not in invited}
        return {"rule": data["rule"], "invited": invited, "reasons": reasons}


class RemarkForm(forms.Form):
    """Why a proposal is sent back."""

    remark = forms.CharField(label=_("What is to be mended"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
