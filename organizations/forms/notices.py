"""How often a person wants to be told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.models import Rhythm
from organizations.notices import notice_kinds


class RhythmForm(forms.Form):
    """One choice for each kind of notice that can be had less often."""

    def __init__(self, *args: Any, now: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in notice_kinds:
            self.fields[kind.name] = forms.ChoiceField(
                label=str(kind.label), choices=Rhythm.choices, initial=now.get(kind.name, Rhythm.AT_ONCE)
            )

    def chosen(self) -> dict[str, str]:
        """What was chosen, by kind."""
        return {kind.name: self.cleaned_data[kind.name] for kind in notice_kinds}


class NoticesForm(RhythmForm):
    """The same, with quiet hours."""

    since = forms.TimeField(label=_("Quiet from"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    until = forms.TimeField(label=_("Quiet until"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
